"""Replies made of the tutor's own fixed words, and the chips that are valid next moves."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.model import Lesson, LessonId, Passage
from tutor import texts
from tutor.dialogue.composing import arrange, simple_enough
from tutor.dialogue.model import Block, Chip, Move, Outcome, PastTurn
from tutor.language import Language

_NO_REPEAT_TURNS = 6
_OFFERED = (Move.GIVE_EXAMPLE, Move.SIMPLIFY, Move.GIVE_CAUSES)


@dataclass(frozen=True, slots=True)
class Reply:
    """Everything the tutor answers with, before its blocks are checked and rendered."""

    move: Move
    outcome: Outcome
    blocks: tuple[Block, ...]
    chips: tuple[Chip, ...] = ()
    sources: tuple[Passage, ...] = ()
    notice: tuple[str, str] | None = None
    """Code and text."""
    nearest_lesson: LessonId | None = None
    can_ask_teacher: bool = False


def say(key: str, language: Language, past: Sequence[PastTurn], **values: object) -> Block:
    """A fixed text, in a phrasing that was not used in the last turns."""
    phrasings = texts.phrasings(f"dialogue.{key}", language)
    used = {shown for turn in past[-_NO_REPEAT_TURNS:] for shown in turn.shown}
    marks = [f"~{key}:{number}" for number in range(len(phrasings))]
    # All used up: start again with the one heard longest ago, which is the first.
    number = next((i for i, mark in enumerate(marks) if mark not in used), 0)
    return Block("text", language, frame=phrasings[number].format(**values), shown=(marks[number],))


def chip(move: Move, language: Language) -> Chip:
    label = texts.text(f"dialogue.chip_{move}", language)
    return Chip(label, label, move)


def next_chips(
    language: Language, lesson: Lesson, passages: Sequence[Passage], seen: frozenset[str], *, has_task: bool
) -> tuple[Chip, ...]:
    """The follow-ups for which the lesson still has something that was not seen."""
    moves = [move for move in _OFFERED if arrange(move, (), fit_for(move, lesson, passages), seen)]
    if has_task:
        moves.append(Move.GIVE_TASK)
    return tuple(chip(move, language) for move in moves)


def fit_for(move: Move, lesson: Lesson, passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages a move may show."""
    return simple_enough(lesson, passages) if move is Move.SIMPLIFY else passages
