from collections.abc import Sequence
from pathlib import Path

import numpy as np

from retrieval.embedding import Vectors
from retrieval.vector_cache import VectorCache
from tests.fakes import FakeEncoder


class CountingEncoder(FakeEncoder):
    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode_passages(self, texts: Sequence[str], progress: object = None) -> Vectors:
        self.encoded += texts
        return super().encode_passages(texts)


def silent(done: int, total: int) -> None:
    return None


def test_only_new_texts_are_encoded_again(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    first = VectorCache(tmp_path).encode(["ice", "water"], encoder, silent)
    second = VectorCache(tmp_path).encode(["water", "steam", "ice"], encoder, silent)
    assert encoder.encoded == ["ice", "water", "steam"]
    assert np.array_equal(second[[2, 0]], first)


def test_a_text_that_occurs_twice_is_encoded_once(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    vectors = VectorCache(tmp_path).encode(["ice", "ice"], encoder, silent)
    assert encoder.encoded == ["ice"]
    assert vectors.shape == (2, encoder.dimensions)


def test_another_model_never_finds_these_vectors(tmp_path: Path) -> None:
    VectorCache(tmp_path).encode(["ice"], CountingEncoder(), silent)
    other = CountingEncoder()
    other.model_id = "other"
    VectorCache(tmp_path).encode(["ice"], other, silent)
    assert other.encoded == ["ice"]


def test_a_record_cut_short_is_encoded_again(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    whole = VectorCache(tmp_path).encode(["ice", "water"], encoder, silent)
    (stored,) = tmp_path.iterdir()
    stored.write_bytes(stored.read_bytes()[:-7])
    again = VectorCache(tmp_path).encode(["ice", "water"], encoder, silent)
    assert encoder.encoded == ["ice", "water", "water"]
    assert np.array_equal(again, whole)


def test_texts_long_gone_are_forgotten(tmp_path: Path) -> None:
    encoder, cache = CountingEncoder(), VectorCache(tmp_path)
    cache.encode(["a", "b", "c"], encoder, silent)
    cache.prune(["c"], encoder)
    encoder.encoded.clear()
    cache.encode(["c", "a"], encoder, silent)
    assert encoder.encoded == ["a"]


def test_progress_counts_what_was_known_and_ends_at_all(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    VectorCache(tmp_path).encode(["a"], FakeEncoder(), silent)
    VectorCache(tmp_path).encode(["a", "b", "c"], FakeEncoder(), lambda done, total: seen.append((done, total)))
    assert seen[0] == (1, 3)
    assert seen[-1] == (3, 3)
