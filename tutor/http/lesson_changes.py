"""What changed between two versions of a lesson, unit by unit and word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from content.model import Lesson, Task, Unit

_TOKEN = re.compile(r"(?:\$\$.*?\$\$|\$[^$\n]+\$|[^\s$]+|\$)\s*|\s+", re.DOTALL)
_Name = tuple[str, str]

State = Literal["same", "changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, came or went."""

    state: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One unit, task or term; ``kind`` is the unit's kind, else ``task``, ``term`` or ``head``."""

    key: str
    kind: str
    state: State
    pieces: tuple[Piece, ...]


def changes(old: Lesson, new: Lesson) -> list[Change]:
    """Every part of both versions in the order of the new one, removed parts where they stood."""
    before, after = dict(_parts(old)), dict(_parts(new))
    found: list[Change] = []
    for _, start, end, new_start, new_end in SequenceMatcher(None, list(before), list(after), False).get_opcodes():
        found += [_change(name, before[name], "") for name in list(before)[start:end] if name not in after]
        found += [_change(name, before.get(name, ""), after[name]) for name in list(after)[new_start:new_end]]
    return found


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The words of both texts; a formula counts as one word."""
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    made: list[Piece] = []
    for _, start, end, new_start, new_end in SequenceMatcher(None, left, right, False).get_opcodes():
        gone, come = "".join(left[start:end]), "".join(right[new_start:new_end])
        if gone == come:
            made.append(Piece("same", gone))
            continue
        made += [Piece("removed", gone)] if gone else []
        made += [Piece("added", come)] if come else []
    return tuple(made)


def _change(name: _Name, old: str, new: str) -> Change:
    state: State = "same" if old == new else "added" if not old else "removed" if not new else "changed"
    return Change(name[1], name[0], state, pieces(old, new))


def _parts(lesson: Lesson) -> Iterator[tuple[_Name, str]]:
    grades = ", ".join(map(str, lesson.grades))
    goals = [f"{goal.code} {goal.text}" for goal in lesson.objectives]
    skills = [f"{skill.id} {skill.title} {' '.join(skill.requires)}".strip() for skill in lesson.skills]
    head = (lesson.title, lesson.subject, grades, lesson.book, lesson.section, lesson.page, *goals, *skills)
    yield ("head", lesson.id), _lines(*head)
    for unit in lesson.units:
        yield (unit.kind.value, unit.key), _unit(unit)
    for term in lesson.terms:
        yield ("term", f"term:{term.key}"), _lines(" · ".join(term.names.values()), term.gloss, ", ".join(term.aliases))
    for task in lesson.tasks:
        yield ("task", f"task:{task.key}"), _task(task)


def _unit(unit: Unit) -> str:
    attributes = [f"{name}: {value}" for name, value in unit.attributes.items()]
    return _lines(unit.heading, unit.text, *attributes) or unit.key


def _task(task: Task) -> str:
    answer = f"= {task.answer} {task.answer_unit}".strip()
    return _lines(task.text, *task.choices, answer, *task.hints, task.solution)


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
