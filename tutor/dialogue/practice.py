"""Tasks in the conversation: posing one, judging an attempt, climbing its ladder of hints."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from content.model import Lesson, Task, VersionId
from retrieval.stemming import fold
from tutor.dialogue.model import PastTurn

_NUMBER = re.compile(r"[-−]?\d+(?:[   ]\d{3}\b)*(?:[.,]\d+)?(?:\s*/\s*\d+)?")

LONGEST_NAME = 3
"""Words of an answer that is a name or a date in words."""


@dataclass(frozen=True, slots=True)
class ActiveTask:
    """The task the student is working on and how many of its hints were given."""

    version_id: VersionId
    key: str
    hints: int


def active_task(past: Sequence[PastTurn]) -> ActiveTask | None:
    """The task posed in the last three turns that is neither solved nor shown."""
    for turn in reversed(past[-3:]):
        for entry in reversed(turn.shown):
            version, _, key = entry.partition("#task:")
            if key:
                name, _, state = key.partition("!")
                return None if state == "done" else ActiveTask(VersionId(version), name, int(state or 0))
    return None


def entry(version_id: VersionId, task: Task, state: str = "") -> str:
    """How a turn remembers a task: posed, with so many hints given, or done."""
    return f"{version_id}#task:{task.key}" + (f"!{state}" if state else "")


def next_task(lesson: Lesson, past: Sequence[PastTurn]) -> Task | None:
    """The easiest task of the lesson that was not posed in this conversation."""
    posed = {shown.partition("#task:")[2].partition("!")[0] for turn in past for shown in turn.shown}
    fresh = [task for task in lesson.tasks if task.key not in posed and (task.hints or task.choices)]
    return min(fresh, key=lambda task: task.difficulty, default=None)


def is_attempt(message: str, task: Task) -> bool:
    """Whether a message that asks nothing tries to answer the task rather than name another topic."""
    if task.choices:
        return _letter_of(message) is not None or any(_is_close(message, choice) for choice in task.choices)
    if _numbers(task.answer):
        return bool(_numbers(message))
    return len(message.split()) <= LONGEST_NAME or _is_close(message, task.answer)


def is_right(message: str, task: Task) -> bool:
    """Numbers are compared as numbers (the last ones in the message), words without case and with folded letters."""
    expected = _numbers(task.answer)
    if expected and not task.choices:
        return _numbers(message)[-len(expected) :] == expected
    return _words(message) == _words(task.answer) or _letter_of(message) == _position(task)


def _numbers(text: str) -> list[Fraction]:
    """Every number in order; a ratio ``2 : 3`` is two of them."""
    return [number for found in _NUMBER.findall(text) if (number := _number(found)) is not None]


def _number(text: str) -> Fraction | None:
    bare = re.sub(r"\s", "", text).replace(",", ".").replace("−", "-")
    numerator, _, denominator = bare.partition("/")
    if denominator and int(denominator) == 0:
        return None
    return Fraction(numerator) / Fraction(denominator or 1)


def _is_close(message: str, expected: str) -> bool:
    """Whether most of what was typed are words of the expected answer, or the other way round."""
    typed, wanted = set(_words(message).split()), set(_words(expected).split())
    return len(typed & wanted) * 2 > min(len(typed), len(wanted))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _letter_of(message: str) -> int | None:
    bare = fold(message).strip(" .)")
    return next((i for letters in ("абвг", "abcd", "1234") for i, letter in enumerate(letters) if bare == letter), None)


def _position(task: Task) -> int:
    return next((i for i, choice in enumerate(task.choices) if _words(choice) == _words(task.answer)), -1)
