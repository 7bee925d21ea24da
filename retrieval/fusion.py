"""One score from four searches: vectors of passages and of their sentences, stems, and character 4-grams.

The dense parts are deviations from what unrelated texts of the two languages have (see ``reference``). The lexical
parts are shares of the best possible BM25 score; across languages they come from the glossary alone. The weights were
chosen on three development sets (Kazakh, Russian, Russian to English) and on the development part of the golden set, on
a broad plateau.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.dense import Rows, Vectors
from retrieval.generation import Generation
from retrieval.scoping import ScopeRows
from tutor.language import Language

DENSE_CANDIDATES = 300
LEXICAL_CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each search counts; 0 leaves it out. The sentence's are its share of the dense part."""

    dense: float = 1.5
    words: float = 5.0
    grams: float = 10.0
    sentence: float = 0.5
    heading: float = 2.0
    """For a heading that is the question itself."""


DEFAULT = Weights()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as the index sees it; for every row, ``words`` and ``grams`` hold its share of the best BM25 score."""

    vector: Vectors
    language: Language
    words: NDArray[np.float32]
    grams: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate row with its score, the weighted sum of the three parts."""

    row: int
    score: float
    dense: float
    words: float
    grams: float


def rank(generation: Generation, wanted: Wanted, scope: ScopeRows, weights: Weights = DEFAULT) -> list[Ranked]:
    """The candidates of a scope, best first."""
    candidates = _candidates(generation, wanted, scope, weights)
    dense = _dense(generation, wanted, candidates, weights)
    words, grams = wanted.words[candidates], wanted.grams[candidates]
    scores = weights.dense * dense + weights.words * words + weights.grams * grams
    best = np.argsort(-scores, kind="stable")
    parts = zip(*(values[best].tolist() for values in (candidates, scores, dense, words, grams)), strict=True)
    return [Ranked(*values) for values in parts]


def _candidates(generation: Generation, wanted: Wanted, scope: ScopeRows, weights: Weights) -> Rows:
    lexical = weights.words * wanted.words[scope.rows] + weights.grams * wanted.grams[scope.rows]
    by_words = scope.rows[_best(lexical, LEXICAL_CANDIDATES)]
    by_passage, _ = generation.dense.search(wanted.vector, scope.mask, DENSE_CANDIDATES)
    by_sentence = generation.sentences.search(wanted.vector, scope.mask, DENSE_CANDIDATES)
    return np.unique(np.concatenate([by_words, by_passage, by_sentence]))


def _best(values: NDArray[np.floating], count: int) -> Rows:
    """Positions of the highest positive values, in any order."""
    best = np.argpartition(-values, count)[:count] if len(values) > count else np.arange(len(values))
    return best[values[best] > 0]


def _dense(generation: Generation, wanted: Wanted, candidates: Rows, weights: Weights) -> NDArray[np.floating]:
    passages = generation.dense.cosines(wanted.vector, candidates)
    sentences = generation.sentences.best(wanted.vector, candidates)
    cosines = passages + weights.sentence * (sentences - passages)
    languages = generation.origins.languages(candidates)
    return generation.reference.deviations(cosines, wanted.language, languages)
