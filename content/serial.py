"""Lessons as canonical JSON: the same lesson always gives the same characters, and so the same checksum."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from content.model import Lesson, LessonId, Objective, Skill, Task, Term, Unit, UnitKind
from tutor.language import LANGUAGES

FORMAT = 1


def dump(lesson: Lesson) -> str:
    """The lesson as one line of JSON with sorted keys; `load` gives it back."""
    record = {"format": FORMAT, **asdict(lesson)}
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load(source: str) -> Lesson:
    """The lesson of `dump`; raises ValueError for anything else."""
    try:
        record = json.loads(source)
        if record.pop("format") != FORMAT:
            raise ValueError("unknown format of a stored lesson")
        return _lesson(record)
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"not a stored lesson: {fault}") from fault


def checksum(lesson: Lesson) -> str:
    """SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(dump(lesson).encode()).hexdigest()


def _lesson(record: dict[str, Any]) -> Lesson:
    parts: dict[str, Any] = {
        "id": LessonId(record["id"]),
        "language": LANGUAGES[LANGUAGES.index(record["language"])],
        "grades": tuple(record["grades"]),
        "units": tuple(Unit(**unit | {"kind": UnitKind(unit["kind"])}) for unit in record["units"]),
        "tasks": tuple(_task(task) for task in record["tasks"]),
        "terms": tuple(Term(**term | {"aliases": tuple(term["aliases"])}) for term in record["terms"]),
        "objectives": tuple(Objective(**objective) for objective in record["objectives"]),
        "skills": tuple(Skill(**skill | {"requires": tuple(skill["requires"])}) for skill in record["skills"]),
    }
    return Lesson(**record | parts)


def _task(task: dict[str, Any]) -> Task:
    lists: dict[str, Any] = {"hints": tuple(task["hints"]), "choices": tuple(task["choices"])}
    return Task(**task | lists)
