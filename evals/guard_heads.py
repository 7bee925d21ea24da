"""The guards' heads, trained and judged: ``python -m evals guard-heads [--write]``.

Trains one softmax regression on our own sentences in ``evals/data/guard`` (signals, seeds, ordinary questions), takes
the thresholds per language from eight-fold cross-validation on the ordinary questions, and reports the recall there and
on ``holdout.txt``, which is never trained on. ``--write`` replaces ``guardrails/data/heads.json``.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.messages import LANGUAGES, share
from evals.report import progress
from evals.searching import add_model_options
from guardrails.heads import Heads, probabilities
from guardrails.verdict import Action, Category
from retrieval.embedding import load_encoder

DATA = Path(__file__).parent / "data" / "guard"
TARGET = Path(__file__).parent.parent / "guardrails" / "data" / "heads.json"
_FOLDS = 8
_STEPS = 3000
_INVERSE_PENALTY = 20.0
_ALLOWED = {Action.SUPPORT: 0.95, Action.REFUSE: 0.98, Action.REDIRECT: 0.97}
"""The share of hard ordinary questions an action has to let pass; a check-in costs least."""
_DIGITS = 3
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sentence:
    language: str
    category: Category
    text: str


def run(arguments: list[str]) -> dict[str, object]:
    parser = argparse.ArgumentParser(prog="python -m evals guard-heads")
    parser.add_argument("--write", action="store_true", help=f"replace {TARGET.name}")
    add_model_options(parser)
    options = parser.parse_args(arguments)
    encoder = load_encoder(options.model, options.models, progress)
    sentences, held_out = list(training()), list(sentences_of(DATA / "holdout.txt"))
    vectors, unseen = (np.vstack([encoder.encode_queries([s.text]) for s in part]) for part in (sentences, held_out))
    folded = _cross_validated(vectors, sentences)
    heads = _heads(encoder.model_id, vectors, sentences, folded)
    if options.write:
        TARGET.write_text(json.dumps(_as_data(heads), ensure_ascii=False) + "\n", encoding="utf-8")
    chances = probabilities(unseen, heads.weights, heads.biases)
    return {
        "sentences": len(sentences),
        "cross_validated": _figures(folded, sentences, heads),
        "holdout": _figures(chances, held_out, heads),
        "thresholds": {language: dict(by_action) for language, by_action in heads.thresholds.items()},
    }


def training() -> Iterator[Sentence]:
    """Every sentence the heads learn from."""
    for name in ("signals.txt", "seeds.txt"):
        yield from sentences_of(DATA / name)
    for language in LANGUAGES:
        for line in (DATA / f"benign_{language}.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield Sentence(language, Category.BENIGN_SCHOOL, line)


def sentences_of(path: Path) -> Iterator[Sentence]:
    """The sentences of a file with ``## category action`` headings and ``language|message`` lines."""
    category = Category.BENIGN_SCHOOL
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            category = Category(line.split()[1])
        elif "|" in line and not line.startswith("#"):
            language, _, text = line.partition("|")
            yield Sentence(language, category, text)


def _train(vectors: Matrix, sentences: Sequence[Sentence]) -> tuple[Matrix, Matrix]:
    """Weights and biases of a multinomial logistic regression with every category weighing the same."""
    from sklearn.linear_model import LogisticRegression

    order = list(Category)
    regression = LogisticRegression(C=_INVERSE_PENALTY, max_iter=_STEPS, class_weight="balanced")
    regression.fit(vectors, [order.index(sentence.category) for sentence in sentences])
    return np.asarray(regression.coef_, np.float32), np.asarray(regression.intercept_, np.float32)


def _cross_validated(vectors: Matrix, sentences: Sequence[Sentence]) -> Matrix:
    """Each sentence's chances by heads that have not seen it."""
    chances = np.zeros((len(sentences), len(Category)), dtype=np.float32)
    for fold in range(_FOLDS):
        inside = np.arange(len(sentences)) % _FOLDS == fold
        taught = [s for s, is_inside in zip(sentences, inside, strict=True) if not is_inside]
        chances[inside] = probabilities(vectors[inside], *_train(vectors[~inside], taught))
        progress(f"fold {fold + 1} of {_FOLDS}")
    return chances


def _heads(model_id: str, vectors: Matrix, sentences: Sequence[Sentence], folded: Matrix) -> Heads:
    weights, biases = (np.round(part, _DIGITS) for part in _train(vectors, sentences))
    thresholds: Any = {language: _thresholds(language, sentences, folded) for language in ("kk", "ru", "en")}
    return Heads(model_id.partition("@")[0], tuple(Category), weights, biases, thresholds)


def _thresholds(language: str, sentences: Sequence[Sentence], folded: Matrix) -> dict[Action, float]:
    ordinary = [s.category is Category.BENIGN_SCHOOL and s.language in (language, "mixed") for s in sentences]
    risks = _risks(folded)[np.array(ordinary)]
    return {action: round(float(np.quantile(risks, passed)), _DIGITS) for action, passed in _ALLOWED.items()}


def _risks(chances: Matrix) -> Matrix:
    return 1 - chances[:, list(Category).index(Category.BENIGN_SCHOOL)]


def _figures(chances: Matrix, sentences: Sequence[Sentence], heads: Heads) -> dict[str, object]:
    risks = _risks(chances)
    caught = [
        risk >= heads.thresholds["kk" if s.language == "mixed" else s.language][_action(s.category)]  # type: ignore[index]
        for risk, s in zip(risks, sentences, strict=True)
    ]
    return {
        category: share(sum(members), len(members))
        for category in Category
        if (members := [bool(c) for c, s in zip(caught, sentences, strict=True) if s.category is category])
    }


def _action(category: Category) -> Action:
    return Action.SUPPORT if category in (Category.SELF_HARM, Category.DISCLOSURE) else Action.REDIRECT


def _as_data(heads: Heads) -> dict[str, object]:
    return {
        "model": heads.model,
        "labels": list(heads.labels),
        "thresholds": {language: dict(by_action) for language, by_action in heads.thresholds.items()},
        "biases": [round(float(value), _DIGITS) for value in heads.biases],
        "weights": [[round(float(value), _DIGITS) for value in row] for row in heads.weights],
    }
