"""How sure the search is that its first hit answers the question: a small logistic model over the shape of the result.

The coefficients in ``confidence.json`` are trained by ``python -m evals calibrate``; no feature is a raw cosine.
"""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.records import Hit
from tutor.language import Language

RIVALS = 5
LONGEST = 10
"""Words of a question beyond which more say no more."""
FEATURES = (
    "dense",
    "words",
    "grams",
    "matched",
    "coverage",
    "named",
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


def features_of(
    hits: Sequence[Hit], coverage: float, named: float, length: int, language: Language
) -> tuple[float, ...]:
    """The ``FEATURES`` of a ranked result with at least one hit.

    ``coverage`` is the share of the question that the first hit has, ``named`` the share in its heading, title and
    terms. ``length`` counts the words of the question that say something: a share of many words says more than one of
    few. A gap is the distance to the fifth other lesson: the same topic in another book is no rival.
    """
    first = hits[0]
    lexical = first.words + first.grams
    crossed = float(first.passage.language != language)
    return (
        first.dense,
        first.words,
        first.grams,
        min(length, LONGEST) * lexical,
        coverage,
        named,
        first.dense - _fifth_other(hits, lambda hit: hit.dense),
        first.score - _fifth_other(hits, lambda hit: hit.score),
        float(_agrees(hits)),
        crossed,
        crossed * first.dense,
        crossed * lexical,
    )


def _fifth_other(hits: Sequence[Hit], value: Callable[[Hit], float]) -> float:
    """The value of the fifth-best lesson other than the first hit's; 0 where there are fewer."""
    best: dict[str, float] = {}
    for hit in hits:
        if _topic(hit) != _topic(hits[0]):
            best[_topic(hit)] = max(best.get(_topic(hit), -math.inf), value(hit))
    return sorted(best.values(), reverse=True)[RIVALS - 1] if len(best) >= RIVALS else 0.0


def _topic(hit: Hit) -> str:
    return hit.passage.lesson_id


def _agrees(hits: Sequence[Hit]) -> bool:
    """Whether meaning and wording point to the same lesson."""
    nearest = max(hits, key=lambda hit: hit.dense)
    likest = max(hits, key=lambda hit: hit.words + hit.grams)
    return _topic(nearest) == _topic(likest) == _topic(hits[0])
