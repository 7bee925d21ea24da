from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.lexical import build_bm25, load_bm25

TERMS = st.lists(st.sampled_from("abcdef"), max_size=8)


def test_a_passage_with_the_rarer_term_scores_higher() -> None:
    index = build_bm25([["ice", "water"], ["water", "salt"], ["water", "steam"]])
    scores = index.scores(["ice", "water"])
    assert scores.argmax() == 0
    assert scores[1] == pytest.approx(scores[2])


def test_of_two_passages_with_the_term_the_shorter_scores_higher() -> None:
    index = build_bm25([["ice", *"abcdefgh"], ["ice", "a"], ["b"]])
    scores = index.scores(["ice"])
    assert scores[1] > scores[0] > scores[2] == 0


def test_a_term_nobody_has_makes_the_match_weaker() -> None:
    index = build_bm25([["ice", "water"], ["salt"]])
    assert index.scores(["ice", "unheard"])[0] < index.scores(["ice"])[0]


def test_scores_are_the_formula_of_bm25() -> None:
    index = build_bm25([["a", "a", "b"], ["c"]])
    rarity = np.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    saturated = 2 / (2 + 1.2 * (1 - 0.75 + 0.75 * 3 / 2))
    assert index.scores(["a"])[0] == pytest.approx(rarity * saturated / rarity)


def test_coverage_weighs_terms_by_rarity() -> None:
    index = build_bm25([["ice", "water"], ["water"], ["water"]])
    assert index.coverage(["ice", "water"], 0) == pytest.approx(1)
    assert 0 < index.coverage(["ice", "water"], 1) < 0.5
    assert index.coverage([], 0) == 0


@given(st.lists(TERMS, max_size=6), TERMS)
def test_scores_are_shares_whatever_is_indexed(documents: list[list[str]], query: list[str]) -> None:
    scores = build_bm25(documents).scores(query)
    assert scores.shape == (len(documents),)
    assert ((scores >= 0) & (scores <= 1)).all()
    holds = np.array([bool(set(query) & set(document)) for document in documents], bool)
    assert ((scores > 0) == holds).all()


@pytest.mark.parametrize("documents", [[], [[], []], [["a", "b"], ["a"], []]])
def test_a_saved_index_gives_the_same_scores(documents: list[list[str]], tmp_path: Path) -> None:
    index = build_bm25(documents)
    index.save(tmp_path / "index")
    assert load_bm25(tmp_path / "index").scores(["a", "x"]).tolist() == index.scores(["a", "x"]).tolist()
