"""Checks of lessons before they are approved: complete, standing alone, in local notation, alike in every language."""

from collections.abc import Iterable
from dataclasses import replace

from content.checks import completeness, notation, tasks, wording
from content.checks.folder import check_folder
from content.checks.translations import check_translations
from content.model import Lesson, UnitKind
from content.problems import Problem, Severity

__all__ = ["check_folder", "check_lesson", "check_translations"]

_BLOCKS_IMPORTED = frozenset({"no_units", "empty_key", "choice_missing", "hint_answer"})
_ADVISES_IMPORTED = frozenset({
    "formula", "stray_dollars", "mixed_script", "wrong_language", "no_kazakh_letters", "foreign_letter", "no_attribute",
    "task_skill", "solution_answer",
})  # fmt: skip
"""A textbook section cannot have all that a written lesson has, and keeps its own notation."""


def check_lesson(lesson: Lesson) -> list[Problem]:
    """Every finding on one language version; of imported prose less is asked, see `is_imported`."""
    found: Iterable[Problem] = (
        *completeness.check(lesson), *wording.check(lesson), *notation.check(lesson), *tasks.check(lesson),
    )  # fmt: skip
    if is_imported(lesson):
        asked = _BLOCKS_IMPORTED | _ADVISES_IMPORTED
        return [_milder(problem) for problem in found if problem.code in asked]
    return list(found)


def is_imported(lesson: Lesson) -> bool:
    """Whether the lesson holds prose nobody has typed yet, as importers leave it."""
    return any(unit.kind is UnitKind.TEXT for unit in lesson.units)


def _milder(problem: Problem) -> Problem:
    # A teacher's own notes name no licence; whether they may be used is the editor's decision, who is told.
    blocks = problem.code in _BLOCKS_IMPORTED and problem.values.get("key") != "licence"
    return problem if blocks else replace(problem, severity=Severity.ADVICE)
