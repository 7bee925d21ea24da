from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics import auroc, mean, ndcg, percentile, recall, reciprocal_rank

RANKED = ["a", "b", "c", "d"]


def test_ndcg_discounts_by_the_logarithm_of_the_place() -> None:
    assert ndcg(RANKED, {"b": 1}, 10) == pytest.approx(1 / log2(3))
    assert ndcg(RANKED, {"a": 1, "b": 1}, 10) == pytest.approx(1)
    assert ndcg(RANKED, {"a": 1, "c": 2}, 10) == pytest.approx((1 + 2 / 2) / (2 + 1 / log2(3)))


def test_ndcg_sees_no_further_than_its_depth() -> None:
    assert ndcg(RANKED, {"c": 1}, 2) == 0
    assert ndcg(RANKED, {"a": 1, "b": 1, "c": 1}, 1) == 1


def test_recall_counts_relevant_ids_and_ignores_grade_zero() -> None:
    assert recall(RANKED, {"a": 1, "c": 1, "x": 1, "b": 0}, 3) == pytest.approx(2 / 3)
    assert recall(RANKED, {}, 3) == 0


def test_reciprocal_rank_is_that_of_the_first_relevant_id() -> None:
    assert reciprocal_rank(RANKED, {"c": 1, "d": 1}, 10) == pytest.approx(1 / 3)
    assert reciprocal_rank(RANKED, {"d": 1}, 3) == 0


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [([2, 3], [0, 1], 1), ([0, 1], [2, 3], 0), ([1], [1], 0.5), ([1, 3], [2, 2], 0.5), ([], [1], 0.5)],
)
def test_auroc_is_the_share_of_pairs_in_the_right_order(
    positive: list[float], negative: list[float], expected: float
) -> None:
    assert auroc(positive, negative) == pytest.approx(expected)


@given(st.lists(st.integers(0, 9), min_size=1), st.lists(st.integers(0, 9), min_size=1))
def test_auroc_agrees_with_counting_every_pair(positive: list[int], negative: list[int]) -> None:
    pairs = [1.0 if p > n else 0.5 if p == n else 0.0 for p in positive for n in negative]
    assert auroc(positive, negative) == pytest.approx(mean(pairs))


def test_percentile_is_the_nearest_rank() -> None:
    assert percentile([4, 1, 3, 2], 50) == 2
    assert percentile([4, 1, 3, 2], 95) == 4
    assert percentile([], 50) == 0
