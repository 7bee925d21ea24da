"""What a turn needs from outside; storage implements it."""

from typing import Protocol

from content.model import Lesson, VersionId
from tutor.dialogue.model import ClosedTurn, Context, OpenedTurn, Question, TurnEvent, TurnId
from tutor.people import SchoolId


class TurnAlreadyAsked(Exception):
    """This turn id was sent before; its events can be replayed."""


class NotYours(Exception):
    """The turn or conversation belongs to somebody else."""


class Conversations(Protocol):
    """Turns and what surrounds them; each call is one short transaction."""

    def load_context(self, question: Question) -> Context:
        """Raises ``TurnAlreadyAsked`` or ``NotYours``."""
        ...

    def open_turn(self, turn: OpenedTurn) -> None:
        """Stores question, verdict, vault entries and alert together; raises ``TurnAlreadyAsked``."""
        ...

    def add_event(self, school_id: SchoolId, turn_id: TurnId, event: TurnEvent) -> None: ...

    def close_turn(self, school_id: SchoolId, turn: ClosedTurn) -> None: ...


class Library(Protocol):
    """Lesson versions, which never change once stored."""

    def lesson(self, school_id: SchoolId, version_id: VersionId) -> Lesson: ...
