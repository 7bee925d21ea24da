from pathlib import Path

import numpy as np
import pytest

from retrieval.dense import Dense, Sentences, load_dense, write_dense
from retrieval.embedding import Vectors

VECTORS = np.eye(5, dtype=np.float32)
QUERY = np.array([0.1, 0.5, 0.2, 0.9, 0.3], np.float32)
CLOSE = 0.01
STARTS = np.array([0, 2, 3, 5])


def opened(tmp_path: Path, vectors: Vectors = VECTORS) -> Dense:
    write_dense(vectors, tmp_path / "dense")
    return load_dense(tmp_path / "dense")


def allowed(*rows: int, size: int = 5) -> np.ndarray:
    return np.isin(np.arange(size), rows)


def like_real_ones(count: int) -> Vectors:
    """Unit vectors with a common part and a smaller own part, as encoders give them."""
    random = np.random.default_rng(0)
    made = random.normal(size=64) + random.normal(size=(count, 64)) / 2
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


def test_finds_the_nearest_of_all_rows(tmp_path: Path) -> None:
    rows, cosines = opened(tmp_path).search(QUERY, None, 2)
    assert rows.tolist() == [3, 1]
    assert np.allclose(cosines, [0.9, 0.5], atol=CLOSE)


def test_finds_only_rows_of_the_scope(tmp_path: Path) -> None:
    rows, _ = opened(tmp_path).search(QUERY, allowed(0, 2, 4), 5)
    assert rows.tolist() == [4, 2, 0]


def test_an_empty_scope_has_no_rows(tmp_path: Path) -> None:
    rows, cosines = opened(tmp_path).search(QUERY, allowed(), 5)
    assert len(rows) == len(cosines) == 0


def test_without_vectors_nothing_is_found(tmp_path: Path) -> None:
    empty = opened(tmp_path, VECTORS[:0])
    assert empty.size == len(empty.search(QUERY, None, 5)[0]) == 0


def test_gives_cosines_in_the_order_of_the_rows(tmp_path: Path) -> None:
    dense = opened(tmp_path)
    assert np.allclose(dense.cosines(QUERY, [4, 0, 3]), [0.3, 0.1, 0.9], atol=CLOSE)
    assert dense.cosines(QUERY, []).shape == (0,)


def test_bytes_change_cosines_by_about_a_hundredth_of_their_spread(tmp_path: Path) -> None:
    vectors = like_real_ones(2000)
    exact = vectors @ vectors[0]
    stored = opened(tmp_path, vectors).cosines(vectors[0], np.arange(2000))
    assert (stored - exact).std() < 0.02 * exact[1:].std()


def test_a_search_gives_the_cosines_of_the_rows_it_finds(tmp_path: Path) -> None:
    vectors = like_real_ones(500)
    dense = opened(tmp_path, vectors)
    rows, cosines = dense.search(vectors[7], None, 20)
    assert rows[0] == 7
    assert np.allclose(cosines, dense.cosines(vectors[7], rows), atol=1e-5)


def test_more_vectors_than_are_read_at_once_are_all_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.dense.CHUNK", 7)
    vectors = like_real_ones(50)
    dense = opened(tmp_path, vectors)
    assert [int(dense.search(vector, None, 1)[0][0]) for vector in vectors] == list(range(50))


def test_a_passage_is_as_near_as_its_nearest_sentence(tmp_path: Path) -> None:
    sentences = Sentences(opened(tmp_path), STARTS)
    assert np.allclose(sentences.best(QUERY, np.array([0, 1, 2])), [0.5, 0.2, 0.9], atol=CLOSE)
    assert np.allclose(sentences.best(QUERY, np.array([2, 0])), [0.9, 0.5], atol=CLOSE)


def test_the_rows_of_the_nearest_sentences_are_found_once_each(tmp_path: Path) -> None:
    assert Sentences(opened(tmp_path), STARTS).search(QUERY, None, 3).tolist() == [0, 2]


def test_sentences_outside_of_the_scope_take_no_place_of_those_inside(tmp_path: Path) -> None:
    sentences = Sentences(opened(tmp_path), STARTS)
    assert sentences.search(QUERY, allowed(0, 1, size=3), 1).tolist() == [0]
    assert sentences.search(QUERY, allowed(1, size=3), 1).tolist() == [1]
