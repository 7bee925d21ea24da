"""The conversation about a task: posing it, judging what was tried, helping step by step to the solution."""

from dataclasses import dataclass

from content.model import Lesson, Task, VersionId
from tutor.dialogue import practice
from tutor.dialogue.model import Block, Chip, Move, Outcome
from tutor.dialogue.ports import Library
from tutor.dialogue.replies import Reply, chip, say
from tutor.dialogue.turn import TurnInHand


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
        active, task = self._in_hand(turn)
        if active is None or task is None or turn.question.action or not practice.is_attempt(turn.message, task):
            return None
        if not practice.is_right(turn.message, task):
            return self.help(turn, "not_yet")
        done = practice.entry(active.version_id, task, "done")
        blocks = (turn.say("right"), Block("text", turn.language, text=task.solution, shown=(done,)))
        return Reply(Move.AFFIRM, Outcome.ANSWERED, blocks, chips=(chip(Move.GIVE_TASK, turn.language),))

    def guess(self, turn: TurnInHand) -> Reply | None:
        """While a task is open, a number that stands alone, or a word or two that no lesson covers where there are
        choices, is taken for a wrong answer.
        """
        _, task = self._in_hand(turn)
        is_number = any(character.isdigit() for character in turn.message)
        is_short = len(turn.message.split()) <= practice.LONGEST_NAME and "?" not in turn.message
        tries = is_short and not turn.question.action and any(character.isalnum() for character in turn.message)
        return self.help(turn, "not_yet") if task and tries and (task.choices or is_number) else None

    def help(self, turn: TurnInHand, lead: str = "hint") -> Reply | None:
        """The next hint; the solution once all hints were given."""
        active, task = self._in_hand(turn)
        if active is None or task is None:
            return None
        if active.hints >= len(task.hints):
            return self.solve(turn)
        entry = practice.entry(active.version_id, task, str(active.hints + 1))
        frame = turn.say(lead)
        hint = Block(
            "text", turn.language, text=task.hints[active.hints], frame=frame.frame, shown=(*frame.shown, entry)
        )
        was_last = active.hints + 1 == len(task.hints)
        more = chip(Move.SHOW_SOLUTION if was_last else Move.HINT, turn.language)
        return Reply(Move.HINT, Outcome.ANSWERED, (hint,), chips=(*_choices(task), more))

    def solve(self, turn: TurnInHand) -> Reply | None:
        """The solution; for those who ask for it before they have had all hints, the next hint instead."""
        active, task = self._in_hand(turn)
        if active is None or task is None:
            return None
        if active.hints < len(task.hints):
            return self.help(turn, "first_try")
        frame = turn.say("solution")
        done = practice.entry(active.version_id, task, "done")
        block = Block("text", turn.language, task.solution, frame.frame, shown=(*frame.shown, done))
        chips = (chip(Move.GIVE_TASK, turn.language),)
        return Reply(Move.SHOW_SOLUTION, Outcome.ANSWERED, (block,), chips=chips)

    def _in_hand(self, turn: TurnInHand) -> tuple[practice.ActiveTask | None, Task | None]:
        active = practice.active_task(turn.context.past)
        if active is None or active.version_id not in turn.context.versions:
            return None, None
        lesson = self.library.lesson(turn.question.student.school_id, active.version_id)
        return active, next((task for task in lesson.tasks if task.key == active.key), None)


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
