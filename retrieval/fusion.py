"""One score from three searches: dense vectors, stems and character 4-grams.

The dense part is a z-score among the scope's passages of the same language, because the cosines of one encoder live in
a narrow band that shifts with the language. The lexical parts are shares of the best possible BM25 score and carry
their own weight: in the question's language they reach .4, across languages almost 0, and the dense order stands.
The weights were chosen on three development sets (Kazakh, Russian, Russian to English), on a broad plateau.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from content.model import Passage
from retrieval.dense import Dense, Rows, Vectors
from retrieval.scoping import ScopeRows

DENSE_CANDIDATES = 300
LEXICAL_CANDIDATES = 100
SMALLEST_DEVIATION = 1e-4


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each search counts; 0 leaves it out."""

    dense: float = 1.0
    words: float = 5.0
    grams: float = 10.0


DEFAULT = Weights()


@dataclass(frozen=True, slots=True)
class Shares:
    """For every row of the index, its share of the best possible BM25 score."""

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


def rank(
    passages: Sequence[Passage],
    dense: Dense,
    vector: Vectors,
    scope: ScopeRows,
    shares: Shares,
    weights: Weights = DEFAULT,
) -> list[Ranked]:
    """The candidates of a scope, best first."""
    lexical = weights.words * shares.words[scope.rows] + weights.grams * shares.grams[scope.rows]
    near, _ = dense.search(vector, scope.rows, DENSE_CANDIDATES)
    candidates = np.union1d(near, scope.rows[_best(lexical, LEXICAL_CANDIDATES)])
    normal = _z_scores(passages, dense, vector, scope, candidates)
    parts = zip(candidates, normal, shares.words[candidates], shares.grams[candidates], strict=True)
    ranked = [_weighed(weights, *map(float, values)) for values in parts]
    return sorted(ranked, key=lambda candidate: -candidate.score)


def _weighed(weights: Weights, row: float, dense: float, words: float, grams: float) -> Ranked:
    score = weights.dense * dense + weights.words * words + weights.grams * grams
    return Ranked(int(row), score, dense, words, grams)


def _best(values: NDArray[np.floating], count: int) -> Rows:
    """Positions of the highest positive values."""
    positive = np.flatnonzero(values > 0)
    return positive[np.argsort(-values[positive], kind="stable")[:count]]


def _z_scores(
    passages: Sequence[Passage], dense: Dense, vector: Vectors, scope: ScopeRows, candidates: Rows
) -> list[float]:
    samples = {language: dense.cosines(vector, rows) for language, rows in scope.samples.items()}
    bands = {language: (float(s.mean()), max(float(s.std()), SMALLEST_DEVIATION)) for language, s in samples.items()}
    found = [bands[passages[row].language] for row in candidates]
    cosines = dense.cosines(vector, candidates)
    return [(float(cosine) - mean) / deviation for cosine, (mean, deviation) in zip(cosines, found, strict=True)]
