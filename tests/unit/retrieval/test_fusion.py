from pathlib import Path

import numpy as np
import pytest

from content.model import Passage
from retrieval.dense import Dense, load_dense, write_dense
from retrieval.fusion import Shares, Weights, rank
from retrieval.records import Scope
from retrieval.scoping import rows_of
from tests.unit.retrieval.passages import passage
from tutor.language import Language

SIZE = 60


def some(language: Language = "en") -> list[Passage]:
    return [passage(f"physics-7-{language}-{i}", f"Text {i}", language) for i in range(SIZE)]


def dense(tmp_path: Path, cosines: list[float]) -> Dense:
    """Passages whose cosine with the query (1, 0) is as given."""
    vectors = np.array([[c, np.sqrt(1 - c * c)] for c in cosines], np.float32)
    write_dense(vectors, tmp_path / "dense.faiss")
    return load_dense(tmp_path / "dense.faiss")


QUERY = np.array([1, 0], np.float32)


def shares(size: int, **lexical: float) -> Shares:
    words = np.zeros(size, np.float32)
    for row, share in lexical.items():
        words[int(row.removeprefix("row"))] = share
    return Shares(words, np.zeros(size, np.float32))


def test_a_strong_match_of_words_overtakes_a_slightly_nearer_meaning(tmp_path: Path) -> None:
    passages = some()
    index = dense(tmp_path, [0.7 + 0.001 * i for i in range(SIZE)])
    ranked = rank(passages, index, QUERY, rows_of(passages, Scope()), shares(SIZE, row50=0.4))
    assert ranked[0].row == 50


def test_without_common_words_the_nearest_meaning_leads(tmp_path: Path) -> None:
    passages = some()
    index = dense(tmp_path, [0.7 + 0.001 * i for i in range(SIZE)])
    ranked = rank(passages, index, QUERY, rows_of(passages, Scope()), shares(SIZE))
    assert [each.row for each in ranked[:3]] == [59, 58, 57]


def test_a_language_with_lower_cosines_is_judged_among_its_own(tmp_path: Path) -> None:
    passages = some("en") + some("kk")
    band = [0.001 * i for i in range(SIZE)]
    cosines = [0.8 + step for step in band] + [0.7 + step for step in band]
    cosines[SIZE] = 0.79
    ranked = rank(
        passages, dense(tmp_path, cosines), QUERY, rows_of(passages, Scope()), shares(2 * SIZE), Weights(words=0)
    )
    assert ranked[0].row == SIZE


def test_a_weight_of_zero_leaves_a_search_out(tmp_path: Path) -> None:
    passages = some()
    index = dense(tmp_path, [0.7 + 0.001 * i for i in range(SIZE)])
    ranked = rank(
        passages, index, QUERY, rows_of(passages, Scope()), shares(SIZE, row3=0.1, row4=0.2), Weights(dense=0)
    )
    assert [each.row for each in ranked[:2]] == [4, 3]


def test_equal_cosines_do_not_divide_by_nothing(tmp_path: Path) -> None:
    passages = some()
    ranked = rank(passages, dense(tmp_path, [0.7] * SIZE), QUERY, rows_of(passages, Scope()), shares(SIZE, row7=0.5))
    assert ranked[0].row == 7
    assert all(np.isfinite(each.score) for each in ranked)


@pytest.mark.parametrize("few", [1, 5])
def test_a_language_with_few_passages_borrows_the_band_of_all(few: int) -> None:
    passages = some("en") + some("kk")[:few]
    found = rows_of(passages, Scope())
    assert found.samples["kk"].tolist() == found.rows.tolist()
    assert len(found.samples["en"]) == SIZE
