"""What a turn needs from outside; storage implements it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from content.model import Lesson, VersionId
from guardrails.personal_data import MaskedText
from guardrails.pipeline import InboundContext
from guardrails.verdict import Verdict
from retrieval.support.records import Cited, Support
from tutor.dialogue.model import ClosedTurn, Context, OpenedTurn, Question, TurnEvent, TurnId
from tutor.language import Language
from tutor.people import SchoolId


class TurnAlreadyAsked(Exception):
    """This turn id was sent before; its events can be replayed."""


class NotYours(Exception):
    """The turn or conversation belongs to somebody else."""


class Conversations(Protocol):
    """Turns and what surrounds them; each call is one short transaction."""

    def load_context(self, question: Question, at: datetime) -> Context:
        """Raises ``TurnAlreadyAsked`` or ``NotYours``."""
        ...

    def open_turn(self, turn: OpenedTurn) -> None:
        """Stores question, verdict, vault entries and alert together; raises ``TurnAlreadyAsked``."""
        ...

    def add_event(self, school_id: SchoolId, turn_id: TurnId, event: TurnEvent) -> None: ...

    def close_turn(self, school_id: SchoolId, turn: ClosedTurn) -> None: ...


class Guards(Protocol):
    """What every text passes, in and out; raises ``MaskingUnavailable`` where personal data cannot be looked for."""

    def mask(self, text: str, language: Language, known: Mapping[str, str]) -> MaskedText: ...

    def check_inbound(self, text: str, language: Language, context: InboundContext | None = None) -> Verdict: ...

    def check_outbound(self, frame: str, cited: str, language: Language) -> Verdict: ...


class Supports(Protocol):
    """Whether the cited texts bear a sentence."""

    def __call__(self, claim: str, language: Language, cited: Sequence[Cited]) -> Support: ...


class Safe(Protocol):
    """Seals a value so that only the same conversation can open it, until it expires."""

    def seal(self, value: str, school_id: SchoolId, conversation_id: str, expires_at: datetime) -> bytes: ...


class Library(Protocol):
    """Lesson versions, which never change once stored."""

    def lesson(self, school_id: SchoolId, version_id: VersionId) -> Lesson: ...
