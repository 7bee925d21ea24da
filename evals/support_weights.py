"""Training the support check: ``python -m evals support-weights FILE.jsonl… [--write]``.

Only lines of the split ``dev`` are read. The topic model learns to tell claims about the passage (right or changed)
from claims it does not cover, the contrast model to tell right claims from changed ones that no hard check stops.
Every weight keeps the sign its feature stands for, so that no accident of a set teaches that, say, unknown words speak
for a claim. The floor is the highest that lets the wanted share of supported claims pass; scores and floor are
cross-validated with all claims of a passage in one fold. ``--write`` replaces ``retrieval/support/weights.json``.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.claims import KINDS, Claim, read_claims
from evals.metrics import auroc, mean
from evals.report import progress
from evals.searching import add_model_options
from retrieval.embedding import load_encoder
from retrieval.support.features import CONTRAST, TOPIC, Weighed
from retrieval.support.judging import SupportCheck, quoted
from retrieval.support.weighing import Logistic, Weighing

TARGET = Path("retrieval/support/weights.json")
_FOLDS = 10
_INVERSE_PENALTY = 1.0
_PASSED = 0.97
"""The share of supported claims that pass; the false alarms are the rest."""
_RISES = frozenset({"meaning", "words", "grams", "crossed_meaning", "crossed_words"})
_EITHER = frozenset({"crossed"})
_DIGITS = 4
Matrix = NDArray[np.float64]
_Bound = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Example:
    """A claim that is no quotation, and what was weighed."""

    claim: Claim
    weighed: Weighed

    @property
    def is_covered(self) -> bool:
        return self.claim.kind != "off_source"


def run(arguments: list[str]) -> dict[str, object]:
    options = _parser().parse_args(arguments)
    claims = read_claims(options.files, "dev")
    check = SupportCheck(load_encoder(options.model, options.models, progress))
    examples = [_example(check, claim) for claim in claims if not _is_quoted(claim)]
    progress(f"{len(claims)} claims, {len(claims) - len(examples)} of them quotations")
    scores = dict(zip(map(id, examples), _cross_validated(examples), strict=True))
    quotations = sum(claim.is_supported for claim in claims if _is_quoted(claim))
    right = [scores[id(one)] for one in examples if one.claim.is_supported] + [1.0] * quotations
    wrong = [scores[id(one)] for one in examples if not one.claim.is_supported]
    floor = round(float(np.quantile(right, 1 - _PASSED)), _DIGITS)
    trained = _weighing(examples, floor)
    if options.write:
        TARGET.write_text(json.dumps(_as_data(trained), indent=1) + "\n", encoding="utf-8")
    return {
        "claims": len(claims),
        "auroc": auroc(right, wrong),
        "floor": floor,
        "caught_rate": mean([score < floor for score in wrong]),
        "false_alarm_rate": mean([score < floor for score in right]),
        "caught_by_kind": {kind: mean(caught) for kind in KINDS if (caught := _caught(kind, examples, scores, floor))},
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals support-weights")
    parser.add_argument("files", type=Path, nargs="+", help="marked claims, as for the evaluation grounding")
    parser.add_argument("--write", action="store_true", help=f"replace {TARGET}")
    add_model_options(parser)
    return parser


def _is_quoted(claim: Claim) -> bool:
    return quoted(claim.text, claim.language, [claim.cited]).is_supported


def _example(check: SupportCheck, claim: Claim) -> Example:
    weighed = check.weigh(claim.text, claim.language, [claim.cited])
    if weighed is None:
        raise ValueError(f"nothing is said in {claim.cited.text!r}")
    return Example(claim, weighed)


def _caught(kind: str, examples: Sequence[Example], scores: dict[int, float], floor: float) -> list[float]:
    return [float(scores[id(one)] < floor) for one in examples if one.claim.kind == kind and not one.claim.is_supported]


def _cross_validated(examples: Sequence[Example]) -> list[float]:
    """Every example's score by models that have not seen its passage."""
    from sklearn.model_selection import GroupKFold

    scores = np.zeros(len(examples))
    groups = [one.claim.cited.text for one in examples]
    for train, test in GroupKFold(_FOLDS).split(examples, groups=groups):
        trained = _weighing([examples[i] for i in train], 1.0)
        scores[test] = [trained.score(examples[i].weighed) for i in test]
    return [float(score) for score in scores]


def _weighing(examples: Sequence[Example], floor: float) -> Weighing:
    covered = np.array([one.is_covered for one in examples])
    topic = _fitted(TOPIC, np.array([one.weighed.topic for one in examples]), covered, np.ones(len(examples)))
    told = [one for one in examples if one.is_covered and not one.weighed.reasons]
    right = np.array([one.claim.is_supported for one in told])
    even = np.where(right, len(told) / 2 / right.sum(), len(told) / 2 / (~right).sum())
    return Weighing(topic, _fitted(CONTRAST, np.array([one.weighed.contrast for one in told]), right, even), floor)


def _fitted(names: Sequence[str], features: Matrix, labels: NDArray[np.bool_], shares: Matrix) -> Logistic:
    """Logistic regression with a square penalty and signs that are fixed, for features as they are."""
    from scipy.optimize import minimize

    middle, spread = features.mean(0), features.std(0) + 1e-9
    scaled, signs = (features - middle) / spread, np.where(labels, 1.0, -1.0)

    def loss(theta: Matrix) -> tuple[float, Matrix]:
        margins = signs * (scaled @ theta[1:] + theta[0])
        pull = -_INVERSE_PENALTY * signs * shares / (1 + np.exp(np.clip(margins, -30, 30)))
        value = _INVERSE_PENALTY * (shares * np.logaddexp(0, -margins)).sum() + (theta[1:] ** 2).sum() / 2
        return value, np.concatenate([[pull.sum()], scaled.T @ pull + theta[1:]])

    found: Any = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=_bounds(names))
    weights = found.x[1:] / spread
    bias = float(found.x[0] - (weights * middle).sum())
    return Logistic(round(bias, _DIGITS), tuple(round(float(weight), _DIGITS) for weight in weights))


def _bounds(names: Sequence[str]) -> list[_Bound]:
    free: _Bound = (None, None)
    rising: _Bound = (0.0, None)
    falling: _Bound = (None, 0.0)
    return [free, *(free if name in _EITHER else rising if name in _RISES else falling for name in names)]


def _as_data(weighing: Weighing) -> Mapping[str, object]:
    models = ((weighing.topic, "topic", TOPIC), (weighing.contrast, "contrast", CONTRAST))
    return {
        name: {"bias": model.bias, "weights": dict(zip(features, model.weights, strict=True))}
        for model, name, features in models
    } | {"floor": weighing.floor}
