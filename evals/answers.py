"""Answers to the golden set: ``python -m evals answers physics=FOLDER biology=FOLDER [--split test]``.

Every question goes through the tutor's own line. ``citation_precision`` is the share of cited blocks whose lesson or
section answers the question, ``citation_recall`` the share of answerable questions with an expected passage among the
citations, ``fact_coverage`` the share of expected facts that were said; then who was answered wrongly or refused.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.plain import plain
from evals.abstain import Judged, rates
from evals.asking import Answer, Asking, Cited
from evals.curriculum import add_curriculum_options, open_curriculum, read_curriculum
from evals.golden import GOLDEN, STARTER, GoldenQuestion, read_golden
from evals.metrics import mean, wilson
from evals.report import UnusableInput, progress
from retrieval.stemming import fold, stems


@dataclass(frozen=True, slots=True)
class Scored:
    """A question and what the tutor made of it."""

    question: GoldenQuestion
    answer: Answer

    @property
    def citations_right(self) -> list[bool]:
        """Of every cited block, whether its lesson is one that answers the question."""
        lessons = {unit.partition("#")[0] for unit in self.question.units}
        return [cited.reference.partition("#")[0] in lessons for cited in self.answer.cited]

    @property
    def cites_expected(self) -> bool:
        return any(cited.reference in self.question.units for cited in self.answer.cited)

    @property
    def cites_expected_first(self) -> bool:
        return self.answer.cited[0].reference in self.question.units

    @property
    def facts_said(self) -> list[bool]:
        """Of every expected fact, whether one of its wordings occurs in what was shown."""
        shown = self.answer.cited if self.answer.is_answered else ()
        return [any(_says(cited, wording) for cited in shown for wording in fact) for fact in self.question.facts]

    @property
    def judged(self) -> Judged:
        question, answer = self.question, self.answer
        return Judged(question.language, question.is_answerable, answer.is_answered, answer.confidence)

    @property
    def failure(self) -> dict[str, object] | None:
        """What went wrong, for reading."""
        question, answer = self.question, self.answer
        is_fine = answer.is_answered and self.cites_expected and all(self.facts_said)
        if is_fine if question.is_answerable else not answer.is_answered:
            return None
        return {
            "id": question.id,
            "text": question.text,
            "expected": sorted(question.units),
            "outcome": answer.outcome,
            "confidence": answer.confidence,
            "cited": [cited.reference for cited in answer.cited],
            "facts_said": self.facts_said,
        }


def _says(cited: Cited, wording: str) -> bool:
    text, wanted = plain(cited.text), stems(wording, cited.language)
    return fold(wording) in fold(text) or (bool(wanted) and wanted <= stems(text, cited.language))


def run(arguments: list[str]) -> dict[str, object]:
    options = _parser().parse_args(arguments)
    curriculum = read_curriculum(options.books)
    known = {None, STARTER, *curriculum.books}
    golden = read_golden(options.questions or GOLDEN, options.split)
    questions = [question for question in golden if question.book in known]
    if not questions:
        raise UnusableInput("No question of the golden set is about these books.")
    progress(f"{len(questions)} of {len(golden)} questions are about the starter and the named books")
    with open_curriculum(curriculum, options) as search:
        asking = Asking(curriculum, search)
        scored = [Scored(question, asking.ask(question.text, question.language)) for question in questions]
    if options.failures:
        _write_failures(scored, options.failures)
    return {**figures(scored), "by_lang": _split(scored, lambda each: each.question.language)}


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m evals answers")
    add_curriculum_options(made)
    made.add_argument("--split", choices=("dev", "test"), help="only this part of the golden set")
    made.add_argument("--questions", type=Path, action="append", help="other question files than the golden set")
    made.add_argument("--failures", type=Path, help="write what went wrong here, a line each")
    return made


def figures(scored: Sequence[Scored]) -> dict[str, object]:
    """Rates with their 95 % Wilson intervals; a refused question says no fact and cites nothing."""
    covered = [each for each in scored if each.question.is_answerable]
    uncovered = [each for each in scored if not each.question.is_answerable]
    answered = [each for each in covered if each.answer.is_answered]
    citations = [is_right for each in answered for is_right in each.citations_right]
    facts = [is_said for each in covered for is_said in each.facts_said]
    return {
        **_rate("citation_precision", citations),
        **_rate("citation_recall", [each.cites_expected for each in covered]),
        **_rate("first_citation", [each.cites_expected_first for each in answered]),
        **_rate("fact_coverage", facts),
        **_rate("fact_coverage_of_answered", [is_said for each in answered for is_said in each.facts_said]),
        **rates([each.judged for each in scored]),
        **_rate("wrong_answer_rate", [each.answer.is_answered for each in uncovered]),
        **_rate("near_miss_answered_rate", [each.answer.is_answered for each in uncovered if each.question.near_miss]),
        **_rate("false_refusal_rate", [not each.answer.is_answered for each in covered]),
    }


def _rate(name: str, values: Sequence[bool]) -> dict[str, object]:
    return {name: mean([float(value) for value in values]), f"{name}_interval": wilson(sum(values), len(values))}


def _split(scored: Sequence[Scored], of: Callable[[Scored], str]) -> dict[str, object]:
    names = sorted({of(each) for each in scored})
    return {name: figures([each for each in scored if of(each) == name]) for name in names}


def _write_failures(scored: Sequence[Scored], path: Path) -> None:
    wrong = (each for each in scored if each.failure)
    path.write_text("".join(json.dumps(each.failure, ensure_ascii=False) + "\n" for each in wrong), encoding="utf-8")
