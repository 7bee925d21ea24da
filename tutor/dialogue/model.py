"""Records of a turn: the question, what is known around it, and the events that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, NewType

from content.model import LessonId, Span, VersionId
from guardrails.verdict import Category, Verdict
from tutor.language import Language
from tutor.people import School, Student

ConversationId = NewType("ConversationId", str)
TurnId = NewType("TurnId", str)


class Outcome(StrEnum):
    ANSWERED = "answered"
    NOT_COVERED = "not_covered"
    REDIRECTED = "redirected"
    REFUSED = "refused"
    SUPPORT = "support"
    CLARIFY = "clarify"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"


class Move(StrEnum):
    """What the tutor does in this turn; rules choose it, words follow."""

    EXPLAIN = "explain"
    DEFINE = "define"
    GIVE_CAUSES = "give_causes"
    WALK_STEPS = "walk_steps"
    SHOW_METHOD = "show_method"
    COMPARE = "compare"
    GIVE_EXAMPLE = "give_example"
    STATE_FACT = "state_fact"
    TRANSLATE_TERM = "translate_term"
    SIMPLIFY = "simplify"
    GIVE_TASK = "give_task"
    HINT = "hint"
    AFFIRM = "affirm"
    SHOW_SOLUTION = "show_solution"
    GREET = "greet"
    THANK = "thank"
    INTRODUCE_SELF = "introduce_self"
    CLARIFY = "clarify"
    SUPPORT = "support"
    REDIRECT = "redirect"
    REFUSE = "refuse"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class Question:
    """What the student sent: raw text that lives only until it is masked."""

    turn_id: TurnId
    conversation_id: ConversationId
    student: Student
    text: str
    language: Language
    """The language of the interface the question was typed in."""
    action: str | None = None
    """The action of a tapped chip."""


@dataclass(frozen=True, slots=True)
class PastTurn:
    """An earlier turn of the conversation, as far as follow-ups rely on it."""

    question: str
    language: Language
    move: Move | None
    shown: tuple[str, ...]
    """What was shown: ``{version}#{unit}`` of units and tasks, ``~{phrasing}`` of frames."""


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a turn needs to know, read at once."""

    school: School
    versions: frozenset[VersionId]
    """The approved, current lesson versions of this student's school and grade."""
    past: tuple[PastTurn, ...]
    """Oldest first, at most the last twelve."""
    placeholders: Mapping[str, str]
    """Masking key → placeholder already used in this conversation."""
    careful: bool = False
    """Whether this student gave a sign of danger within the last 24 hours."""
    sources: tuple[frozenset[VersionId], ...] = ()
    """The versions of each source the student's class uses, the most preferred first."""


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """A masked value as the vault keeps it."""

    placeholder: str
    key: str
    kind: str
    sealed: bytes
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedTurn:
    """What is stored in one transaction before anything is answered."""

    question: Question
    masked: str
    hidden: tuple[str, ...]
    language: Language
    verdict: Verdict
    entries: tuple[SealedEntry, ...]
    alert: Category | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ClosedTurn:
    turn_id: TurnId
    outcome: Outcome
    move: Move
    shown: tuple[str, ...]
    nearest_lesson: LessonId | None
    verdicts: tuple[Verdict, ...]
    """Of the blocks, in their order."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence stands: a unit of a lesson version and the character span in it."""

    version_id: VersionId
    unit_key: str
    span: Span
    label: str


BlockKind = Literal["text", "formula", "figure", "table", "task", "support", "teacher_reply"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an answer: cited text of the lesson, led in by a frame that states nothing of its own.

    ``shown`` names what it shows, so that nothing is shown twice.
    """

    kind: BlockKind
    language: Language
    text: str = ""
    frame: str = ""
    citations: tuple[Citation, ...] = ()
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A valid next move the student can tap."""

    label: str
    text: str
    action: str


EventName = Literal["turn", "block", "sources", "notice", "done", "error"]


@dataclass(frozen=True, slots=True)
class TurnEvent:
    """One event of the stream; ``id`` counts from 1 within the turn."""

    id: int
    name: EventName
    data: Mapping[str, Any]
