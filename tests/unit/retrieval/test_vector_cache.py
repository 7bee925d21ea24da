from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from retrieval import vector_cache
from retrieval.embedding import Vectors
from retrieval.vector_cache import KEY, Gathered, VectorCache, key_of

SIZE = 4


def keys_of(*texts: str, model_id: str = "fake") -> np.ndarray:
    return np.array([key_of(model_id, text) for text in texts], KEY)


def vectors_of(*texts: str) -> Vectors:
    return np.array([[len(text), ord(text[0]), 1, 0] for text in texts], np.float32)


def cache(folder: Path, model_id: str = "fake") -> VectorCache:
    return VectorCache(folder, model_id, SIZE)


def filled(folder: Path, texts: Sequence[str]) -> VectorCache:
    made = cache(folder)
    made.add(keys_of(*texts), vectors_of(*texts))
    return made


def known_texts(stored: VectorCache, *texts: str) -> list[bool]:
    return (stored.known().find(keys_of(*texts)) >= 0).tolist()


def test_vectors_are_found_by_their_texts_in_any_order(tmp_path: Path) -> None:
    filled(tmp_path, ["ice", "water", "steam"])
    known = cache(tmp_path).known()
    rows = known.find(keys_of("steam", "unheard", "ice"))
    assert rows[1] == -1
    assert np.array_equal(known.vectors[rows[[0, 2]]], vectors_of("steam", "ice"))


def test_nothing_is_known_at_first(tmp_path: Path) -> None:
    assert known_texts(cache(tmp_path), "ice") == [False]
    assert len(cache(tmp_path).known()) == 0


def test_what_is_added_later_is_found_too(tmp_path: Path) -> None:
    stored = filled(tmp_path, ["ice"])
    stored.add(keys_of("water"), vectors_of("water"))
    assert known_texts(stored, "ice", "water") == [True, True]


def test_another_model_never_finds_these_vectors(tmp_path: Path) -> None:
    filled(tmp_path, ["ice"])
    assert known_texts(cache(tmp_path, "other"), "ice") == [False]
    assert keys_of("ice", model_id="other") != keys_of("ice")


@pytest.mark.parametrize("lost_bytes", [1, 7, 23])
def test_a_record_cut_short_is_dropped_and_the_others_stay(lost_bytes: int, tmp_path: Path) -> None:
    filled(tmp_path, ["ice", "water"])
    (stored,) = tmp_path.iterdir()
    stored.write_bytes(stored.read_bytes()[:-lost_bytes])
    again = cache(tmp_path)
    assert known_texts(again, "ice", "water") == [True, False]
    again.add(keys_of("water"), vectors_of("water"))
    assert known_texts(again, "ice", "water") == [True, True]


def test_texts_long_gone_are_forgotten(tmp_path: Path) -> None:
    stored = filled(tmp_path, ["a", "b", "c"])
    stored.prune(keys_of("c", "c", "never stored"))
    assert known_texts(stored, "a", "b", "c", "never stored") == [False, False, True, False]
    known = stored.known()
    assert np.array_equal(known.vectors[known.find(keys_of("c"))], vectors_of("c"))


def test_what_is_mostly_still_needed_is_left_alone(tmp_path: Path) -> None:
    stored = filled(tmp_path, ["a", "b", "c"])
    stored.prune(keys_of("a", "b"))
    assert known_texts(stored, "a", "b", "c") == [True, True, True]


def test_a_forgetting_cut_short_forgets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = filled(tmp_path, ["a", "b", "c"])

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(vector_cache.os, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            stored.prune(keys_of("c"))
    assert known_texts(stored, "a", "b", "c") == [True, True, True]
    stored.prune(keys_of("c"))
    assert known_texts(stored, "a", "b", "c") == [False, False, True]


def test_gathered_vectors_are_read_part_by_part(tmp_path: Path) -> None:
    known = filled(tmp_path, ["a", "bb", "ccc"]).known()
    gathered = Gathered(known.vectors, known.find(keys_of("ccc", "a", "bb")))
    assert gathered.shape == (3, SIZE)
    assert np.array_equal(gathered[1:3], vectors_of("a", "bb"))
    assert gathered[0:1].dtype == np.float32
