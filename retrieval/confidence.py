"""How sure the search is that its first hit answers the question: a small logistic model over the shape of the result.

The coefficients in ``confidence.json`` are trained by ``python -m evals calibrate``; no feature is a raw cosine.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.records import Hit
from tutor.language import Language

LONGEST = 10
"""Words of a question beyond which more say no more."""
FEATURES = (
    "dense",
    "words",
    "grams",
    "matched",
    "coverage",
    "dense_gap",
    "score_gap",
    "agrees",
    "crossed",
    "crossed_dense",
    "crossed_lexical",
)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model over ``FEATURES`` and the confidence below which nothing is shown, per language."""

    bias: float
    weights: tuple[float, ...]
    floors: dict[Language, float]

    def confidence(self, features: Sequence[float]) -> float:
        """The probability, between 0 and 1, that the first hit answers the question."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def calibration() -> Calibration:
    """The calibration that belongs to this version."""
    stored = json.loads(files("retrieval").joinpath("confidence.json").read_text(encoding="utf-8"))
    weights = tuple(stored["weights"][name] for name in FEATURES)
    return Calibration(stored["bias"], weights, stored["floors"])


def features_of(hits: Sequence[Hit], coverage: float, length: int, language: Language) -> tuple[float, ...]:
    """The ``FEATURES`` of a ranked result with at least one hit; ``coverage`` is that of the first.

    ``length`` counts the words of the question that say something: a share of many words says more than one of few.
    """
    first = hits[0]
    lexical = first.words + first.grams
    others = [hit for hit in hits if _topic(hit) != _topic(first)][:5]
    crossed = float(first.passage.language != language)
    return (
        first.dense,
        first.words,
        first.grams,
        min(length, LONGEST) * lexical,
        coverage,
        first.dense - max((hit.dense for hit in others), default=0.0),
        first.score - max((hit.score for hit in others), default=0.0),
        float(_agrees(hits)),
        crossed,
        crossed * first.dense,
        crossed * lexical,
    )


def _topic(hit: Hit) -> str:
    return hit.passage.lesson_id


def _agrees(hits: Sequence[Hit]) -> bool:
    """Whether meaning and wording point to the same lesson."""
    nearest = max(hits, key=lambda hit: hit.dense)
    likest = max(hits, key=lambda hit: hit.words + hit.grams)
    return _topic(nearest) == _topic(likest) == _topic(hits[0])
