"""Saying "not covered": ``python -m evals abstain DIR``.

Queries carry ``answerable`` and, if known, ``lang``. A question is answered when the search shows any passage for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.beir import Question, read_collection
from evals.metrics import auroc, mean
from evals.report import UnusableInput, progress
from evals.searching import open_search, parser, query_of
from retrieval.retriever import Retriever, Scope
from tutor.language import Language

COVERAGE = 0.95


@dataclass(frozen=True, slots=True)
class Judged:
    """What the search made of one question."""

    language: Language
    answerable: bool
    answered: bool
    confidence: float


def run(arguments: list[str]) -> dict[str, object]:
    options = parser("abstain").parse_args(arguments)
    collection = read_collection(options.folder)
    questions = [question for question in collection.questions if isinstance(question.answerable, bool)]
    if not questions:
        raise UnusableInput(f"No query of {options.folder} says whether it is answerable.")
    with open_search(collection.passages, options) as search:
        progress(f"asking {len(questions)} questions")
        judged = [_judged(question, search.retriever) for question in questions]
    languages = sorted({each.language for each in judged})
    by_language = {code: rates([each for each in judged if each.language == code]) for code in languages}
    return {**rates(judged), "by_lang": by_language, "model": search.encoder.model_id}


def _judged(question: Question, retriever: Retriever) -> Judged:
    found = retriever.find(query_of(question, retriever), Scope())
    return Judged(question.language, bool(question.answerable), bool(found.hits), found.confidence)


def rates(judged: Sequence[Judged]) -> dict[str, object]:
    """The rates over these questions; with only one kind of question, the rate of the other is 0."""
    covered = [each for each in judged if each.answerable]
    uncovered = [each for each in judged if not each.answerable]
    return {
        "auroc": auroc([each.confidence for each in covered], [each.confidence for each in uncovered]),
        "answered_rate": mean([float(each.answered) for each in judged]),
        "wrong_answer_rate": mean([float(each.answered) for each in uncovered]),
        "false_refusal_rate": mean([float(not each.answered) for each in covered]),
        "wrong_answer_rate_at_95_coverage": _wrong_at_coverage(covered, uncovered),
        "questions": len(judged),
    }


def _wrong_at_coverage(covered: Sequence[Judged], uncovered: Sequence[Judged]) -> float:
    """The unanswerable share that passes a floor which lets 95 % of the answerable questions pass."""
    if not covered:
        return 0.0
    ordered = sorted(each.confidence for each in covered)
    floor = ordered[int(len(ordered) * (1 - COVERAGE))]
    return mean([float(each.confidence >= floor) for each in uncovered])
