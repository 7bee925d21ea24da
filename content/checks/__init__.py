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
"""What blocks a textbook section as well, which cannot have all that a written lesson has."""


def check_lesson(lesson: Lesson) -> list[Problem]:
    """Every finding on one language version; in imported prose most are advice, see `is_imported`."""
    found: Iterable[Problem] = (
        *completeness.check(lesson), *wording.check(lesson), *notation.check(lesson), *tasks.check(lesson),
    )  # fmt: skip
    if is_imported(lesson):
        return [_milder(problem) for problem in found]
    return list(found)


def is_imported(lesson: Lesson) -> bool:
    """Whether the lesson holds prose nobody has typed yet, as importers leave it."""
    return any(unit.kind is UnitKind.TEXT for unit in lesson.units)


def _milder(problem: Problem) -> Problem:
    return problem if problem.code in _BLOCKS_IMPORTED else replace(problem, severity=Severity.ADVICE)
