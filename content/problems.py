"""What is wrong with a lesson, where, and how it is said to a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tutor.language import Language
from tutor.texts import phrasings


class Severity(StrEnum):
    ERROR = "error"
    """The lesson cannot be approved."""
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding; ``code`` and ``values`` make its sentence, ``unit`` or ``line`` (from 1; 0 unknown) its place."""

    line: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    file: str = ""
    unit: str = ""

    def sentence(self, language: Language) -> str:
        """The finding for a person, without its place."""
        return phrasings(f"content.problem_{self.code}", language)[0].format(**self.values)

    def in_file(self, name: str, lines: Mapping[str, int] | None = None) -> "Problem":
        """The same finding with its file, and its line where ``lines`` knows the unit."""
        line = self.line or (lines or {}).get(self.unit, 1)
        return replace(self, file=self.file or name, line=line)


class LessonFormatError(ValueError):
    """A lesson's source cannot be read; ``problems`` says why, line by line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.file}:{p.line}: {p.sentence('en')}" for p in self.problems))


def advice(code: str, unit: str = "", **values: object) -> Problem:
    """A finding that does not block approval."""
    return Problem(0, code, values, Severity.ADVICE, unit=unit)


def error(code: str, unit: str = "", **values: object) -> Problem:
    """A finding that blocks approval."""
    return Problem(0, code, values, unit=unit)


def blocking(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only the findings that block approval."""
    return tuple(p for p in problems if p.severity is Severity.ERROR)
