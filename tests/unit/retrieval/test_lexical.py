from collections.abc import Sequence
from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.lexical import K1, B, Bm25, load_bm25
from retrieval.lexicon import LexicalWriter
from retrieval.stemming import gram_list, stem_list
from tests.unit.retrieval.bm25 import bm25_of
from tutor.language import LANGUAGES, Language

TERMS = st.lists(st.sampled_from("abcdef"), max_size=8)
WORDS = st.lists(st.sampled_from(["тығыздық", "тығыздығы", "и", "water", "waters", "2,5", "вода", "мен"]), max_size=9)
written = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def test_a_passage_with_the_rarer_term_scores_higher(tmp_path: Path) -> None:
    index = bm25_of(tmp_path, [["ice", "water"], ["water", "salt"], ["water", "steam"]])
    scores = index.scores(["ice", "water"])
    assert scores.argmax() == 0
    assert scores[1] == pytest.approx(scores[2])


def test_of_two_passages_with_the_term_the_shorter_scores_higher(tmp_path: Path) -> None:
    index = bm25_of(tmp_path, [["ice", *"abcdefgh"], ["ice", "a"], ["b"]])
    scores = index.scores(["ice"])
    assert scores[1] > scores[0] > scores[2] == 0


def test_a_term_nobody_has_makes_the_match_weaker(tmp_path: Path) -> None:
    index = bm25_of(tmp_path, [["ice", "water"], ["salt"]])
    assert index.scores(["ice", "unheard"])[0] < index.scores(["ice"])[0]


def test_coverage_weighs_terms_by_rarity(tmp_path: Path) -> None:
    index = bm25_of(tmp_path, [["ice", "water"], ["water"], ["water"]])
    assert index.coverage(["ice", "water"], 0) == pytest.approx(1)
    assert 0 < index.coverage(["ice", "water"], 1) < 0.5
    assert index.coverage([], 0) == 0


@written
@given(documents=st.lists(TERMS, max_size=6), query=TERMS)
def test_scores_are_the_formula_of_bm25_as_shares(
    documents: list[list[str]], query: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    scores = bm25_of(tmp_path_factory.mktemp("bm25"), documents).scores(query)
    assert scores.tolist() == pytest.approx(_by_the_book(documents, query), rel=1e-3)
    assert ((scores >= 0) & (scores <= 1)).all()


def _by_the_book(documents: list[list[str]], query: list[str]) -> list[float]:
    mean = sum(map(len, documents)) / len(documents) if documents else 1
    holding = {term: sum(term in document for document in documents) for term in query}
    rarity = {term: log(1 + (len(documents) - held + 0.5) / (held + 0.5)) for term, held in holding.items()}

    def score(document: list[str]) -> float:
        length = K1 * (1 - B + B * len(document) / max(1, mean))
        counts = {term: document.count(term) for term in query}
        return sum(rarity[term] * counts[term] / (counts[term] + length) for term in query if counts[term])

    ideal = sum(rarity[term] for term in query)
    return [score(document) / ideal if ideal else 0.0 for document in documents]


@written
@given(texts=st.lists(st.tuples(WORDS.map(" ".join), st.sampled_from(LANGUAGES)), max_size=5), query=WORDS)
def test_texts_are_indexed_by_the_terms_that_questions_are_searched_by(
    texts: list[tuple[str, Language]], query: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("lexical")
    writer = LexicalWriter(folder)
    for text, language in texts:
        writer.add(text, language)
    writer.close()
    for kind, terms_of in (("words", stem_list), ("grams", gram_list)):
        expected = bm25_of(folder / f"{kind}-expected", [terms_of(text, language) for text, language in texts])
        asked = terms_of(" ".join(query), "kk")
        assert load_bm25(folder / kind, len(texts)).scores(asked).tolist() == expected.scores(asked).tolist()


@pytest.mark.parametrize("block_words", [1, 3, 1000])
def test_the_size_of_blocks_changes_nothing(block_words: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["ice floats on water", "", "water is no ice", "ice ice ice salt"]
    monkeypatch.setattr("retrieval.lexicon.BLOCK_WORDS", block_words)
    writer = LexicalWriter(tmp_path)
    for text in texts:
        writer.add(text, "en")
    writer.close()
    expected = bm25_of(tmp_path / "expected", [stem_list(text, "en") for text in texts])
    assert _scores(load_bm25(tmp_path / "words", 4)) == _scores(expected)


def _scores(index: Bm25, query: Sequence[str] = ("ice", "water")) -> list[float]:
    return index.scores(query).tolist()


def test_nothing_unfinished_stays_in_the_index(tmp_path: Path) -> None:
    bm25_of(tmp_path / "index", [["a"]])
    names = {path.name for path in (tmp_path / "index").iterdir()}
    assert names == {"terms.npy", "starts.npy", "rows.npy", "frequencies.npy"}


@pytest.mark.parametrize("name", ["terms.npy", "rows.npy", "frequencies.npy"])
def test_parts_of_different_length_are_refused(name: str, tmp_path: Path) -> None:
    bm25_of(tmp_path / "index", [["a", "b"], ["a"]])
    stored = np.load(tmp_path / "index" / name)
    np.save(tmp_path / "index" / name, stored[:-1])
    with pytest.raises(ValueError, match="do not belong together"):
        load_bm25(tmp_path / "index", 2)
