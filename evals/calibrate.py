"""Training the confidence of the search: ``python -m evals calibrate DIR… [--book NAME=FOLDER…] [--write]``.

Three kinds of sources. Collections in BEIR layout: every question once with its passages and once without them. Our own
questions on the starter lessons (``evals/data/coverage_questions.jsonl``): with their lesson, without it, and questions
that no lesson covers. The development part of the golden set, over the starter lessons alone and with the named books.
Collections weigh the same among themselves, our own sources more. The figures are cross-validated, all sides of a
question in one fold; ``--write`` puts the model trained on everything into ``retrieval/confidence.json``.
"""

import json
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content.model import Passage, VersionId
from evals.abstain import Judged, rates
from evals.beir import Question, id_of, read_collection, to_question
from evals.curriculum import Curriculum, open_curriculum, read_curriculum
from evals.golden import STARTER, GoldenQuestion, read_golden
from evals.metrics import mean
from evals.report import progress
from evals.searching import Search, add_model_options, open_search, query_of
from retrieval.confidence import FEATURES
from retrieval.retriever import Scope
from tutor.language import LANGUAGES, Language

OWN = Path(__file__).parent / "data" / "coverage_questions.jsonl"
TARGET = Path("retrieval/confidence.json")
LESSONS, GOLDEN, GOLDEN_STARTER = "lessons", "golden", "golden-starter"
CURRICULUM = (LESSONS, GOLDEN, GOLDEN_STARTER)
CURRICULUM_COUNTS = 3
"""Curricula are what the tutor searches, so they count this much more in training and when the floor is chosen."""
FLOORS = [step / 100 for step in range(10, 91)]
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """The features of one search; ``group`` is its question, which never stands in two folds."""

    source: str
    group: str
    language: Language
    covered: bool
    features: tuple[float, ...]


def run(arguments: list[str]) -> dict[str, object]:
    options = _parser().parse_args(arguments)
    examples = [example for folder in options.folders for example in _of_collection(folder, options)]
    examples += _of_curriculum(options)
    confidences = _cross_validated(examples)
    floors = _floors(examples, confidences)
    if options.write:
        TARGET.write_text(json.dumps(_trained(examples, floors), indent=1) + "\n", encoding="utf-8")
    sources = sorted({example.source for example in examples})
    return {
        "floors": floors,
        "by_source": {source: _rates(examples, confidences, floors, source) for source in sources},
    }


def _parser() -> ArgumentParser:
    made = ArgumentParser(prog="python -m evals calibrate")
    made.add_argument("folders", type=Path, nargs="*", metavar="DIR", help="collections in BEIR layout")
    made.add_argument("--book", action="append", default=[], metavar="NAME=FOLDER", help="a book of the golden set")
    made.add_argument("--vectors", type=Path, help="keep encoded texts in this folder, for the next run")
    made.add_argument("--write", action="store_true", help=f"replace {TARGET}")
    add_model_options(made)
    return made


def _of_collection(folder: Path, options: Namespace) -> Iterator[Example]:
    collection = read_collection(folder)
    progress(f"{folder.name}: {len(collection.questions)} questions")
    with open_search(collection.passages, options) as search:
        for question in collection.questions:
            kept = _without(collection.passages, set(question.relevant))
            yield from _examples(search, folder.name, question, covered=True, scope=Scope())
            yield from _examples(search, folder.name, question, covered=False, scope=Scope(versions=kept))


def _of_curriculum(options: Namespace) -> list[Example]:
    curriculum = read_curriculum(options.book)
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    known = {None, STARTER, *curriculum.books}
    golden = [question for question in read_golden(split="dev") if question.book in known]
    with open_curriculum(curriculum, options) as search:
        own = [example for row in rows for example in _of_own(search, row, curriculum)]
        return own + [example for question in golden for example in _of_golden(search, question, curriculum)]


def _of_own(search: Search, row: dict, curriculum: Curriculum) -> Iterator[Example]:
    question = Question(row["text"], row["text"], row["lang"], (), {}, row["lesson"] is not None)
    if row["lesson"]:
        yield from _examples(search, LESSONS, question, covered=True, scope=Scope(versions=curriculum.starter))
    kept = frozenset(version for version in curriculum.starter if curriculum.lessons[version].id != row["lesson"])
    yield from _examples(search, LESSONS, question, covered=False, scope=Scope(versions=kept))


def _of_golden(search: Search, golden: GoldenQuestion, curriculum: Curriculum) -> Iterator[Example]:
    question = to_question({"_id": golden.id, "text": golden.text, "lang": golden.language}, {})
    covered = golden.is_answerable
    yield from _examples(search, GOLDEN, question, covered, Scope())
    if golden.book in (None, STARTER):
        yield from _examples(search, GOLDEN_STARTER, question, covered, Scope(versions=curriculum.starter))


def _without(passages: Sequence[Passage], lessons: set[str]) -> frozenset[VersionId]:
    return frozenset(passage.version_id for passage in passages if id_of(passage) not in lessons)


def _examples(search: Search, source: str, question: Question, covered: bool, scope: Scope) -> Iterator[Example]:
    features = search.retriever.features(query_of(question, search.retriever), scope)
    if features is not None:
        yield Example(source, question.id, question.language, covered, features)


def _matrix(examples: Sequence[Example]) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]:
    sizes = Counter(example.source for example in examples)
    weights = np.array([_counts(example) / sizes[example.source] for example in examples])
    features = np.array([example.features for example in examples])
    return features, np.array([example.covered for example in examples]), weights / weights.mean()


def _counts(example: Example) -> int:
    return CURRICULUM_COUNTS if example.source in CURRICULUM else 1


def _model():
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), LogisticRegression())


def _fitted(features: NDArray, covered: NDArray, weights: NDArray):
    return _model().fit(features, covered, logisticregression__sample_weight=weights)


def _cross_validated(examples: Sequence[Example]) -> NDArray[np.float64]:
    from sklearn.model_selection import GroupKFold

    features, covered, weights = _matrix(examples)
    groups = [example.group for example in examples]
    confidences = np.zeros(len(examples))
    for train, test in GroupKFold(FOLDS).split(features, covered, groups):
        model = _fitted(features[train], covered[train], weights[train])
        confidences[test] = model.predict_proba(features[test])[:, 1]
    return confidences


def _floors(examples: Sequence[Example], confidences: NDArray[np.float64]) -> dict[str, float]:
    """Per language, where wrong answers and false refusals together are fewest over its sources."""
    judged = list(zip(examples, confidences, strict=True))
    floors: dict[str, float] = {}
    for language in LANGUAGES:
        own = [(example, confidence) for example, confidence in judged if example.language == language]
        floors[language] = min(FLOORS, key=lambda floor: _mistakes(own, floor))
    return floors


def _mistakes(judged: Sequence[tuple[Example, float]], floor: float) -> float:
    """The mean share decided wrongly, over the two kinds of questions of lessons and of collections."""
    sides: dict[tuple[bool, bool], list[float]] = {}
    for example, confidence in judged:
        wrong = example.covered != (confidence >= floor)
        sides.setdefault((example.source in CURRICULUM, example.covered), []).append(float(wrong))
    return mean([mean(shares) * (CURRICULUM_COUNTS if ours else 1) for (ours, _), shares in sides.items()])


def _trained(examples: Sequence[Example], floors: dict[str, float]) -> dict[str, object]:
    """The coefficients for features as they are, with the scaling worked in."""
    model = _fitted(*_matrix(examples))
    scaler: Any = model[0]
    logistic: Any = model[1]
    weights = logistic.coef_[0] / scaler.scale_
    bias = float(logistic.intercept_[0] - (weights * scaler.mean_).sum())
    named = {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)}
    return {"bias": round(bias, 4), "weights": named, "floors": floors}


def _rates(
    examples: Sequence[Example], confidences: NDArray[np.float64], floors: dict[str, float], source: str
) -> dict[str, object]:
    judged = [
        Judged(example.language, example.covered, bool(confidence >= floors[example.language]), float(confidence))
        for example, confidence in zip(examples, confidences, strict=True)
        if example.source == source
    ]
    languages = sorted({each.language for each in judged})
    return {**rates(judged), "by_lang": {code: rates([j for j in judged if j.language == code]) for code in languages}}
