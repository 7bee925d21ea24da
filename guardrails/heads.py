"""Logistic heads on the sentence encoder: what a message means, where no rule knows its words.

Weights and thresholds come from ``data/heads.json``, made by ``python -m evals guard-heads``. They fit one encoder;
with another one the heads keep silent and the rules decide alone.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from guardrails.verdict import Action, Category, Decision
from tutor.language import Language

NAME = "heads"
VIEW = "meaning"
Vector = NDArray[np.float32]
_ACTIONS = {
    # A head is never sure enough to call an adult: it asks the child.
    Category.SELF_HARM: Action.SUPPORT,
    Category.DISCLOSURE: Action.SUPPORT,
    Category.ABUSE: Action.REFUSE,
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """The encoder as guards see it; ``embed`` gives a unit vector for a masked message."""

    model_id: str
    embed: Callable[[str], Vector]


@dataclass(frozen=True, slots=True)
class Heads:
    """One softmax over all categories; ``thresholds`` by language and action, on the chance that all is not well."""

    model: str
    labels: tuple[Category, ...]
    weights: NDArray[np.float32]
    """Shape (labels, dimensions)."""
    biases: NDArray[np.float32]
    thresholds: Mapping[Language, Mapping[Action, float]]

    def fit(self, model_id: str) -> bool:
        """Whether the weights belong to this encoder, whatever its number format."""
        return model_id.partition("@")[0] == self.model

    def check(self, vector: Vector, language: Language, is_schoolwork: bool = False) -> Decision:
        """The decision on a message's vector; schoolwork is not refused for its topic."""
        chances = probabilities(vector[None, :], self.weights, self.biases)[0]
        risk = 1.0 - float(chances[self.labels.index(Category.BENIGN_SCHOOL)])
        category = max((c for c in self.labels if c is not Category.BENIGN_SCHOOL), key=self._chance(chances))
        action = _ACTIONS.get(category, Action.REDIRECT)
        topic = is_schoolwork and action is not Action.SUPPORT
        if topic or risk < self.thresholds[language][action]:
            return Decision(NAME, Action.ALLOW, score=risk, view=VIEW)
        return Decision(NAME, action, category, f"{NAME}.{category}", risk, VIEW)

    def _chance(self, chances: NDArray[np.float32]) -> Callable[[Category], float]:
        return lambda category: float(chances[self.labels.index(category)])


def probabilities(
    vectors: NDArray[np.float32], weights: NDArray[np.float32], biases: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Softmax of the linear scores, shape (vectors, labels)."""
    scores = vectors @ weights.T + biases
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)


@cache
def load() -> Heads:
    """The heads that come with the product."""
    data = json.loads(files("guardrails").joinpath("data", "heads.json").read_text(encoding="utf-8"))
    thresholds = {
        language: {Action(action): value for action, value in by_action.items()}
        for language, by_action in data["thresholds"].items()
    }
    return Heads(
        data["model"],
        tuple(map(Category, data["labels"])),
        np.array(data["weights"], dtype=np.float32),
        np.array(data["biases"], dtype=np.float32),
        thresholds,
    )
