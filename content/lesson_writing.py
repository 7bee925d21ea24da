"""Lessons written in the lesson format."""

from collections.abc import Iterator

import yaml

from content.lesson_blocks import write_attributes
from content.model import Lesson, Task, Term, Unit


def write_lesson(lesson: Lesson) -> str:
    """The lesson as its file; `content.lesson_format.read_lesson` gives the same lesson back."""
    head = yaml.safe_dump(_head(lesson), allow_unicode=True, sort_keys=False, width=10_000)
    blocks = [*map(_unit, lesson.units), *map(_task, lesson.tasks)]
    return f"---\n{head}---\n" + "".join(f"\n{block}\n" for block in blocks)


def _head(lesson: Lesson) -> dict[str, object]:
    head: dict[str, object] = {
        "lesson": str(lesson.id), "language": lesson.language, "title": lesson.title, "subject": lesson.subject,
        "grades": list(lesson.grades), "book": lesson.book, "section": lesson.section, "page": lesson.page,
        "licence": lesson.licence, "attribution": lesson.attribution,
        "objectives": [{"code": objective.code, "text": objective.text} for objective in lesson.objectives],
        "skills": [{"id": skill.id, "title": skill.title, "requires": list(skill.requires)}
                   for skill in lesson.skills],
        "terms": [_term(term) for term in lesson.terms],
    }  # fmt: skip
    optional = ("page", "attribution", "objectives", "skills", "terms")
    return {key: value for key, value in head.items() if value or key not in optional}


def _term(term: Term) -> dict[str, object]:
    return {"key": term.key, **term.names, "gloss": term.gloss, "aliases": list(term.aliases)}


def _unit(unit: Unit) -> str:
    attributes = _revised(unit.revision) | dict(unit.attributes) | ({"heading": unit.heading} if unit.heading else {})
    return f"## {unit.kind.value} {write_attributes(unit.key, attributes)}\n{unit.text}"


def _task(task: Task) -> str:
    attributes = {"difficulty": str(task.difficulty), "skill": task.skill, "answer": task.answer}
    attributes |= ({"unit": task.answer_unit} if task.answer_unit else {}) | _revised(task.revision)
    return f"## task {write_attributes(task.key, attributes)}\n" + "\n\n".join(_sections(task))


def _sections(task: Task) -> Iterator[str]:
    yield task.text
    if task.choices:
        yield "### choices\n" + "\n".join("- " + _indented(choice) for choice in task.choices)
    if task.hints:
        yield "### hints\n" + "\n".join(f"{i}. " + _indented(hint) for i, hint in enumerate(task.hints, 1))
    if task.solution:
        yield f"### solution\n{task.solution}"


def _revised(revision: int) -> dict[str, str]:
    return {"rev": str(revision)} if revision != 1 else {}


def _indented(item: str) -> str:
    first, *rest = item.split("\n")
    return "\n".join([first, *(f"   {line}" if line else "" for line in rest)])
