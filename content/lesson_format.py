"""The lesson format of ``docs/lesson-format.md``: one language version of a lesson as Markdown."""

import re
import unicodedata

from content.languages import known_language
from content.lesson_blocks import Block, read_blocks
from content.lesson_head import Head, read_head
from content.lesson_tasks import TASK, read_task
from content.lesson_writing import write_lesson
from content.model import Lesson, LessonId, Objective, Skill, Task, Term, Unit, UnitKind
from content.problems import LessonFormatError, Problem
from tutor.language import LANGUAGES, Language

__all__ = ["ATTRIBUTES", "LessonFormatError", "Problem", "read_lesson", "unit_lines", "write_lesson"]

ATTRIBUTES: dict[UnitKind, tuple[str, ...]] = {
    UnitKind.EXPLANATION: ("depth",),
    UnitKind.CONTRAST: ("a", "b"),
    UnitKind.MISCONCEPTION: ("betrayed_by",),
    UnitKind.FIGURE: ("src", "alt"),
    UnitKind.FACT: ("who", "when", "where"),
}
"""What a unit of each kind may carry beside ``rev`` and ``heading``."""
DEPTHS = ("short", "standard", "deep")
_LESSON_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FIGURE_NAME = re.compile(r"[^/\\.\x00-\x1f:][^/\\\x00-\x1f:]*")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufeff\ue000-\uf8ff]")
_HEAD_ITEMS = {
    "objectives": ("code", "text"),
    "skills": ("id", "title", "requires"),
    "terms": ("key", *LANGUAGES, "gloss", "aliases"),
}


def read_lesson(source: str, name: str = "") -> Lesson:
    """The lesson written in ``source``; ``name`` is the file's, for messages.

    Raises `LessonFormatError` with every problem found.
    """
    lines = _lines(source)
    problems = _characters(lines)
    head, body_start = _head(lines)
    blocks = read_blocks(lines[body_start:], body_start + 1, problems)
    lesson = _lesson(head, blocks, problems)
    problems = sorted([*head.problems, *problems], key=lambda problem: problem.line)
    if problems:
        raise LessonFormatError(problem.in_file(name) for problem in problems)
    return lesson


def unit_lines(source: str) -> dict[str, int]:
    """The line, from 1, on which each unit or task of a readable source begins."""
    lines = _lines(source)
    _, start = _head(lines)
    return {block.key: block.line for block in read_blocks(lines[start:], start + 1, [])}


def _lines(source: str) -> list[str]:
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).split("\n")


def _characters(lines: list[str]) -> list[Problem]:
    return [
        Problem(number, "character", {"code": f"U+{ord(match[0]):04X}"})
        for number, line in enumerate(lines, 1)
        if (match := _FORBIDDEN.search(line))
    ]


def _head(lines: list[str]) -> tuple[Head, int]:
    """The head, and the index of the first line of the body."""
    if lines[0].rstrip() != "---":
        return Head(problems=[Problem(1, "no_head")]), 0
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return read_head("\n".join(lines[1:index])), index + 1
    return Head(problems=[Problem(1, "head_open")]), len(lines)


def _lesson(head: Head, blocks: list[Block], problems: list[Problem]) -> Lesson:
    _unique(blocks, problems)
    units = tuple(_unit(block, problems) for block in blocks if block.kind != TASK)
    tasks = tuple(read_task(block, problems) for block in blocks if block.kind == TASK)
    return Lesson(
        id=_id(head), language=_language(head), title=_needed(head, "title"), subject=_needed(head, "subject"),
        grades=_grades(head), book=head.text(head.values, "book"), section=head.text(head.values, "section"),
        licence=head.text(head.values, "licence"), units=_known(units), tasks=_found(tasks), terms=_terms(head),
        objectives=tuple(Objective(head.text(item, "code", path), head.text(item, "text", path))
                         for path, item in head.tables("objectives", _HEAD_ITEMS["objectives"])),
        skills=tuple(Skill(head.text(item, "id", path), head.text(item, "title", path),
                           head.texts(item, "requires", path))
                     for path, item in head.tables("skills", _HEAD_ITEMS["skills"])),
        attribution=head.text(head.values, "attribution"), page=head.text(head.values, "page"),
    )  # fmt: skip


def _id(head: Head) -> LessonId:
    value = head.text(head.values, "lesson")
    if "lesson" in head.values and not _LESSON_ID.fullmatch(value):
        head.wrong("lesson", "lesson_id", value=value)
    return LessonId(value)


def _language(head: Head) -> Language:
    value = head.text(head.values, "language")
    language = known_language(value)
    if language is None and "language" in head.values:
        head.wrong("language", "language", value=value)
    return language or "en"


def _needed(head: Head, key: str) -> str:
    value = head.text(head.values, key)
    if key in head.values and not value.strip():
        head.wrong(key, "empty_key", key=key)
    return value


def _grades(head: Head) -> tuple[int, ...]:
    grades = head.texts(head.values, "grades")
    if not all(grade.isascii() and grade.isdigit() and 1 <= int(grade[:3]) <= 12 for grade in grades):
        head.wrong("grades", "grades")
        return ()
    return tuple(int(grade) for grade in grades)


def _terms(head: Head) -> tuple[Term, ...]:
    return tuple(
        Term(
            key=head.text(item, "key", path),
            names={language: head.text(item, language, path) for language in LANGUAGES if language in item},
            gloss=head.text(item, "gloss", path),
            aliases=head.texts(item, "aliases", path),
        )
        for path, item in head.tables("terms", _HEAD_ITEMS["terms"])
    )


def _unique(blocks: list[Block], problems: list[Problem]) -> None:
    first: dict[str, int] = {}
    for block in blocks:
        if block.key and block.key in first:
            problems.append(Problem(block.line, "duplicate_unit", {"key": block.key, "first": first[block.key]}))
        first.setdefault(block.key, block.line)


def _unit(block: Block, problems: list[Problem]) -> Unit | None:
    try:
        kind = UnitKind(block.kind)
    except ValueError:
        problems.append(Problem(block.line, "unknown_kind", {"kind": block.kind}))
        return None
    attributes = dict(block.attributes)
    revision = revision_of(block, attributes, problems)
    heading = attributes.pop("heading", "")
    unknown = attributes.keys() - set(ATTRIBUTES.get(kind, ()))
    problems += [Problem(block.line, "unknown_attribute", {"name": name, "kind": kind.value}) for name in unknown]
    _values(block, kind, attributes, problems)
    return Unit(block.key, kind, block.text, heading, revision, attributes)


def _values(block: Block, kind: UnitKind, attributes: dict[str, str], problems: list[Problem]) -> None:
    if not block.text.strip():
        problems.append(Problem(block.line, "empty_unit", {"key": block.key}))
    if attributes.get("depth", DEPTHS[0]) not in DEPTHS:
        problems.append(Problem(block.line, "depth", {"value": attributes["depth"]}))
    if kind is UnitKind.FIGURE and not _FIGURE_NAME.fullmatch(attributes.get("src", "")):
        problems.append(Problem(block.line, "figure_src", {"src": attributes.get("src", "")}))


def revision_of(block: Block, attributes: dict[str, str], problems: list[Problem]) -> int:
    """Take ``rev`` out of the attributes: a whole number from 1."""
    value = attributes.pop("rev", "1")
    if re.fullmatch(r"[1-9][0-9]{0,5}", value):
        return int(value)
    problems.append(Problem(block.line, "revision", {"value": value}))
    return 1


def _known(units: tuple[Unit | None, ...]) -> tuple[Unit, ...]:
    return tuple(unit for unit in units if unit)


def _found(tasks: tuple[Task | None, ...]) -> tuple[Task, ...]:
    return tuple(task for task in tasks if task)
