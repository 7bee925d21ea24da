"""The conversation about a task: posing it, judging what was tried, helping step by step to the solution."""

from dataclasses import dataclass

from content.model import Lesson, Task, VersionId
from tutor.dialogue import practice
from tutor.dialogue.model import Block, Chip, Move, Outcome
from tutor.dialogue.ports import Library
from tutor.dialogue.replies import Reply, chip, say
from tutor.dialogue.turn import TurnInHand
from tutor.language import Language


@dataclass(frozen=True, slots=True)
class Exercises:
    """Replies about the task in hand; None where there is none."""

    library: Library

    def pose(self, turn: TurnInHand, lesson: Lesson, version_id: VersionId) -> Reply:
        task = practice.next_task(lesson, turn.context.past)
        if task is None:
            return Reply(Move.GIVE_TASK, Outcome.CLARIFY, (turn.say("no_task"),))
        block = posed(turn, task, version_id, lesson)
        return Reply(Move.GIVE_TASK, Outcome.ANSWERED, (block,), chips=answer_chips(turn, task))

    def attempt(self, turn: TurnInHand) -> Reply | None:
        """Judges a message that tries to answer the task."""
        held = self._held(turn)
        if held is None or turn.question.action or not practice.is_attempt(turn.message, held.task):
            return None
        if not practice.is_right(turn.message, held.task):
            return self.help(turn, "not_yet")
        blocks = (turn.say("right"), Block("text", held.language, text=held.task.solution, shown=(held.entry("done"),)))
        return Reply(Move.AFFIRM, Outcome.ANSWERED, blocks, chips=(chip(Move.GIVE_TASK, turn.language),))

    def guess(self, turn: TurnInHand) -> Reply | None:
        """While a task is open, a number that stands alone, or a word or two that no lesson covers where there are
        choices, is taken for a wrong answer.
        """
        held = self._held(turn)
        is_number = any(character.isdigit() for character in turn.message)
        is_short = len(turn.message.split()) <= practice.LONGEST_NAME and "?" not in turn.message
        tries = is_short and not turn.question.action and any(character.isalnum() for character in turn.message)
        return self.help(turn, "not_yet") if held and tries and (held.task.choices or is_number) else None

    def help(self, turn: TurnInHand, lead: str = "hint") -> Reply | None:
        """The next hint; the solution once all hints were given."""
        held = self._held(turn)
        if held is None:
            return None
        if held.hints >= len(held.task.hints):
            return self.solve(turn)
        frame = say(lead, held.language, turn.context.past)
        shown = (*frame.shown, held.entry(str(held.hints + 1)))
        hint = Block("text", held.language, held.task.hints[held.hints], frame.frame, shown=shown)
        was_last = held.hints + 1 == len(held.task.hints)
        more = chip(Move.SHOW_SOLUTION if was_last else Move.HINT, turn.language)
        return Reply(Move.HINT, Outcome.ANSWERED, (hint,), chips=(*_choices(held.task), more))

    def solve(self, turn: TurnInHand) -> Reply | None:
        """The solution; for those who ask for it before they have had all hints, the next hint instead."""
        held = self._held(turn)
        if held is None:
            return None
        if held.hints < len(held.task.hints):
            return self.help(turn, "first_try")
        frame = say("solution", held.language, turn.context.past)
        block = Block("text", held.language, held.task.solution, frame.frame, shown=(*frame.shown, held.entry("done")))
        chips = (chip(Move.GIVE_TASK, turn.language),)
        return Reply(Move.SHOW_SOLUTION, Outcome.ANSWERED, (block,), chips=chips)

    def _held(self, turn: TurnInHand) -> "_Held | None":
        active = practice.active_task(turn.context.past)
        if active is None or active.version_id not in turn.context.versions:
            return None
        lesson = self.library.lesson(turn.question.student.school_id, active.version_id)
        task = next((task for task in lesson.tasks if task.key == active.key), None)
        return task and _Held(active.version_id, task, active.hints, lesson.language)


@dataclass(frozen=True, slots=True)
class _Held:
    """The task in hand, how many of its hints were given, and the language of its lesson."""

    version_id: VersionId
    task: Task
    hints: int
    language: Language

    def entry(self, state: str) -> str:
        return practice.entry(self.version_id, self.task, state)


def posed(turn: TurnInHand, task: Task, version_id: VersionId, lesson: Lesson) -> Block:
    """A task as a block, its choices numbered."""
    choices = "".join(f"\n{number}. {choice}" for number, choice in enumerate(task.choices, start=1))
    text = f"{task.text}\n{choices}" if choices else task.text
    frame = say("frame_task", lesson.language, turn.context.past)
    return Block("task", lesson.language, text, frame.frame, shown=(*frame.shown, practice.entry(version_id, task)))


def answer_chips(turn: TurnInHand, task: Task) -> tuple[Chip, ...]:
    """One chip per choice, and a hint where there is one."""
    return (*_choices(task), *((chip(Move.HINT, turn.language),) if task.hints else ()))


def _choices(task: Task) -> tuple[Chip, ...]:
    numbers = [str(number) for number in range(1, len(task.choices) + 1)]
    return tuple(Chip(number, number, "") for number in numbers)
