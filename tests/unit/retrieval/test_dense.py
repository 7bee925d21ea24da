from pathlib import Path

import numpy as np

from retrieval.dense import Dense, Sentences, load_dense, write_dense

VECTORS = np.eye(5, dtype=np.float32)
QUERY = np.array([0.1, 0.5, 0.2, 0.9, 0.3], np.float32)


def opened(tmp_path: Path) -> Dense:
    write_dense(VECTORS, tmp_path / "dense.faiss")
    return load_dense(tmp_path / "dense.faiss")


def test_finds_the_nearest_of_all_rows(tmp_path: Path) -> None:
    rows, cosines = opened(tmp_path).search(QUERY, np.arange(5), 2)
    assert rows.tolist() == [3, 1]
    assert np.allclose(cosines, [0.9, 0.5])


def test_finds_only_rows_of_the_scope(tmp_path: Path) -> None:
    rows, _ = opened(tmp_path).search(QUERY, np.array([0, 2, 4]), 5)
    assert rows.tolist() == [4, 2, 0]


def test_an_empty_scope_has_no_rows(tmp_path: Path) -> None:
    rows, cosines = opened(tmp_path).search(QUERY, np.empty(0, np.int64), 5)
    assert len(rows) == len(cosines) == 0


def test_gives_cosines_in_the_order_of_the_rows(tmp_path: Path) -> None:
    assert np.allclose(opened(tmp_path).cosines(QUERY, [4, 0, 3]), [0.3, 0.1, 0.9])
    assert opened(tmp_path).cosines(QUERY, []).shape == (0,)


def test_a_passage_is_as_near_as_its_nearest_sentence(tmp_path: Path) -> None:
    sentences = Sentences(opened(tmp_path), np.array([0, 2, 3, 5]))
    assert np.allclose(sentences.best(QUERY, np.array([0, 1, 2])), [0.5, 0.2, 0.9])
    assert np.allclose(sentences.best(QUERY, np.array([2, 0])), [0.9, 0.5])


def test_the_rows_of_the_nearest_sentences_are_found_once_each(tmp_path: Path) -> None:
    sentences = Sentences(opened(tmp_path), np.array([0, 2, 3, 5]))
    assert sentences.search(QUERY, 3).tolist() == [0, 2]
