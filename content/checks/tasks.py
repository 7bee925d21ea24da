"""Tasks: five hints that never say the answer, a solution that does, and skills that exist."""

import re
from collections.abc import Iterator

from content.model import Lesson, Task
from content.plain import plain
from content.problems import Problem, advice, error

HINTS = 5
_NUMBER = re.compile(r"(?<![\d,.\w^])[-−]?\d+(?:[  ]\d{3})*(?:[.,]\d+)?(?![\d\w]|[,.]\d)")
_STATED = re.compile(r"(?:=|≈|→|:\s)\s*$")
_LONG_ENOUGH = 4


def check(lesson: Lesson) -> Iterator[Problem]:
    """Findings on the tasks of a lesson, and on the skills they and the skills name."""
    skills = {skill.id for skill in lesson.skills}
    for skill in lesson.skills:
        if skill.id in skill.requires:
            yield error("skill_circle", skill=skill.id)
    for skill_id in sorted(skills - {task.skill for task in lesson.tasks}):
        yield advice("skill_without_task", skill=skill_id)
    for task in lesson.tasks:
        if task.skill not in skills:
            yield error("task_skill", task.key, key=task.key, skill=task.skill)
        yield from _task(task)


def _task(task: Task) -> Iterator[Problem]:
    if not task.answer.strip():
        yield error("no_answer", task.key, key=task.key)
        return
    if len(task.hints) != HINTS:
        yield error("hints", task.key, key=task.key, count=len(task.hints), needed=HINTS)
    if not task.solution:
        yield error("no_solution", task.key, key=task.key)
    elif states(task.solution, task) is None and numbers(task.answer):
        yield advice("solution_answer", task.key, key=task.key, answer=task.answer)
    if task.choices and task.choices.count(task.answer) != 1:
        yield error("choice_missing", task.key, key=task.key, answer=task.answer)
    for number, hint in enumerate(task.hints, 1):
        if found := _gives_away(hint, task):
            yield error("hint_answer", task.key, key=task.key, number=number, answer=found)


def _gives_away(hint: str, task: Task) -> str | None:
    """The answer as the hint says it, unless the task's own text says it as well."""
    given = plain("\n".join([task.text, *task.choices]))
    found = states(hint, task)
    if found is None or (not task.choices and states(given, task)):
        return None
    return found


def states(text: str, task: Task) -> str | None:
    """The answer where ``text`` says it: a number as a whole number of the text, words as they stand."""
    line = plain(text)
    expected = numbers(plain(task.answer))
    if expected and not re.search(r"[^\W\d_]{3,}", task.answer):
        said = numbers(line)
        return task.answer if all(number in said for number in expected) and _is_stated(line, expected) else None
    answer = plain(task.answer).casefold()
    return task.answer if len(answer) >= _LONG_ENOUGH and answer in line.casefold() else None


def _is_stated(line: str, expected: list[str]) -> bool:
    """Small numbers turn up in any calculation: they count only behind an equals sign."""
    if len(expected) > 1 or len(expected[0]) > 2:
        return True
    places = [match.start() for match in _NUMBER.finditer(line) if _value(match[0]) == expected[0]]
    return any(_STATED.search(line[:place]) for place in places)


def numbers(text: str) -> list[str]:
    """The numbers of a text in one spelling: ``12 000,50`` becomes ``12000.5``."""
    return [_value(match[0]) for match in _NUMBER.finditer(text)]


def _value(number: str) -> str:
    plain_number = re.sub(r"[  ]", "", number).replace(",", ".").replace("−", "-")
    if "." in plain_number:
        plain_number = plain_number.rstrip("0").rstrip(".")
    return plain_number.lstrip("0") or "0"
