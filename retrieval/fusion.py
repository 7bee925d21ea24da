"""One score from four searches: vectors of passages and of their sentences, stems, and character 4-grams.

The dense parts are z-scores among the scope's passages of the same language, because the cosines of one encoder live
in a narrow band that shifts with the language. The nearest sentence counts more across languages, where it finds what
the vector of a whole passage blurs. The lexical parts are shares of the best possible BM25 score and carry their own
weight: in the question's language they reach .4, across languages almost 0, and the dense order stands. The weights
were chosen on three development sets (Kazakh, Russian, Russian to English), on a broad plateau.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.dense import Rows, Vectors
from retrieval.generation import Generation
from retrieval.scoping import ScopeRows
from tutor.language import LANGUAGES, Language

DENSE_CANDIDATES = 300
LEXICAL_CANDIDATES = 100
SMALLEST_DEVIATION = 1e-4


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each search counts; 0 leaves it out. The sentence's are its share of the dense part."""

    dense: float = 1.0
    words: float = 5.0
    grams: float = 10.0
    sentence: float = 0.3
    sentence_across: float = 0.5
    """For passages in another language than the question."""


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
    dense = _dense(generation, wanted, scope, candidates, weights)
    parts = zip(candidates, dense, wanted.words[candidates], wanted.grams[candidates], strict=True)
    ranked = [_weighed(weights, *map(float, values)) for values in parts]
    return sorted(ranked, key=lambda candidate: -candidate.score)


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


def _dense(
    generation: Generation, wanted: Wanted, scope: ScopeRows, candidates: Rows, weights: Weights
) -> NDArray[np.float64]:
    languages = [LANGUAGES[number] for number in generation.origins.languages(candidates)]
    passages = _z_scores(lambda rows: generation.dense.cosines(wanted.vector, rows), scope, candidates, languages)
    sentences = _z_scores(lambda rows: generation.sentences.best(wanted.vector, rows), scope, candidates, languages)
    shares = [weights.sentence if own == wanted.language else weights.sentence_across for own in languages]
    return passages + np.array(shares) * (sentences - passages)


def _z_scores(
    cosines: Callable[[Rows], Vectors], scope: ScopeRows, candidates: Rows, languages: list[Language]
) -> NDArray[np.float64]:
    bands = {language: _band(cosines(rows)) for language, rows in scope.samples.items()}
    centres, widths = zip(*(bands[language] for language in languages), strict=True)
    return (cosines(candidates) - np.array(centres)) / np.array(widths)


def _band(sample: Vectors) -> tuple[float, float]:
    return float(sample.mean()), max(float(sample.std()), SMALLEST_DEVIATION)


def _weighed(weights: Weights, row: float, dense: float, words: float, grams: float) -> Ranked:
    score = weights.dense * dense + weights.words * words + weights.grams * grams
    return Ranked(int(row), score, dense, words, grams)
