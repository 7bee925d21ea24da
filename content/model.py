"""Records of the curriculum: a lesson in one language and the teaching units it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from tutor.language import Language

LessonId = NewType("LessonId", str)
"""Shared by all language versions of a lesson, e.g. ``physics-7-density``."""
VersionId = NewType("VersionId", str)
"""One immutable version in one language, ``{lesson}@{language}.{number}``."""
PassageId = NewType("PassageId", str)
"""``{version}#{unit}`` or ``{version}#{unit}.{part}``; never reused for another text."""


class UnitKind(StrEnum):
    DEFINITION = "definition"
    PLAIN_WORDS = "plain_words"
    EXPLANATION = "explanation"
    CAUSE = "cause"
    MECHANISM = "mechanism"
    STEPS = "steps"
    EXAMPLE = "example"
    COUNTER_EXAMPLE = "counter_example"
    CONTRAST = "contrast"
    ANALOGY = "analogy"
    FORMULA = "formula"
    PROOF_LINE = "proof_line"
    MISCONCEPTION = "misconception"
    FACT = "fact"
    FIGURE = "figure"
    WORKED_EXAMPLE = "worked_example"
    SUMMARY = "summary"
    TEXT = "text"
    """Prose of an imported textbook that nobody has typed yet."""
    TERM = "term"


class Status(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character range ``[start, end)`` in a unit's source text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Objective:
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Skill:
    """Finer than an objective; ``requires`` names prerequisite skill ids."""

    id: str
    title: str
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A key word of the lesson: its three names, and its gloss and aliases in the lesson's language."""

    key: str
    names: Mapping[Language, str]
    gloss: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """One teaching unit; ``text`` is Markdown with LaTeX between dollar signs.

    ``key`` is shared by the language versions; ``revision`` says which state of the meaning it expresses.
    ``attributes`` by kind: explanation ``depth`` short / standard / deep; contrast ``a``, ``b``; misconception
    ``betrayed_by`` (the wrong answer); figure ``src``, ``alt``; fact ``who``, ``when``, ``where``.
    """

    key: str
    kind: UnitKind
    text: str
    heading: str = ""
    revision: int = 1
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """A question with its answer, a ladder of hints and a solution; ``difficulty`` is 1 (easy) to 5."""

    key: str
    text: str
    answer: str
    difficulty: int
    skill: str
    hints: tuple[str, ...] = ()
    solution: str = ""
    answer_unit: str = ""
    choices: tuple[str, ...] = ()
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of a lesson, named as its figure units name it in ``src``."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson in one language, as an author wrote it or an importer read it."""

    id: LessonId
    language: Language
    title: str
    subject: str
    grades: tuple[int, ...]
    book: str
    section: str
    licence: str
    units: tuple[Unit, ...]
    tasks: tuple[Task, ...] = ()
    terms: tuple[Term, ...] = ()
    objectives: tuple[Objective, ...] = ()
    skills: tuple[Skill, ...] = ()
    attribution: str = ""
    page: str = ""
    """Printed page or page range where the source has pages."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A searchable piece of one unit; ``text`` equals the unit's source from ``span.start`` to ``span.end``."""

    id: PassageId
    version_id: VersionId
    lesson_id: LessonId
    language: Language
    subject: str
    grades: tuple[int, ...]
    kind: UnitKind
    unit_key: str
    span: Span
    text: str
    title: str
    heading: str = ""
    terms: tuple[str, ...] = ()
    """Names and aliases of the lesson's terms that occur in this passage, for expansion."""
