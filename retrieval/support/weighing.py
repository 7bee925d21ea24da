"""From features to a probability: two small logistic models, one for the topic and one for what contradicts it.

A claim is supported when the texts speak of it and do not say otherwise, so the two chances are multiplied. The
coefficients in ``weights.json`` are trained by ``python -m evals support-weights``; no feature is a raw cosine.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.support.features import CONTRAST, TOPIC, Weighed

_REFUTED = 0.1
"""What is left of the chance of a claim with something that the cited texts surely do not bear."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model over named features."""

    bias: float
    weights: tuple[float, ...]

    def chance(self, values: Sequence[float]) -> float:
        total = self.bias + sum(w * x for w, x in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Weighing:
    """Both models and the score below which a claim is not shown."""

    topic: Logistic
    contrast: Logistic
    floor: float

    def score(self, weighed: Weighed) -> float:
        """Between 0 and 1; with a reason against it always below the floor."""
        chance = self.topic.chance(weighed.topic) * self.contrast.chance(weighed.contrast)
        return min(_REFUTED, self.floor / 2) * chance if weighed.reasons else chance


@cache
def weighing() -> Weighing:
    """The weights that belong to this version."""
    stored = json.loads(files("retrieval.support").joinpath("weights.json").read_text(encoding="utf-8"))
    models = {
        name: Logistic(stored[name]["bias"], tuple(stored[name]["weights"][feature] for feature in features))
        for name, features in (("topic", TOPIC), ("contrast", CONTRAST))
    }
    return Weighing(models["topic"], models["contrast"], stored["floor"])
