"""A conversation as a teacher reads it: what was asked, what was shown, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

from content.model import Span
from guardrails.verdict import Action, Decision
from storage.inbox import TeacherQuestion
from storage.reports import AlertRecord
from storage.transcripts import TranscriptTurn
from tutor.dialogue.model import Move, Outcome, TurnEvent, TurnId
from tutor.language import Language


@dataclass(frozen=True, slots=True)
class ShownCitation:
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """``html`` is what the student saw; it left ``content.render`` clean and was stored so."""

    kind: str
    language: Language
    html: Markup
    citations: tuple[ShownCitation, ...]


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """``grave`` are the guards' decisions that did more than allow; ``plain`` the others."""

    id: TurnId
    asked_at: datetime
    language: Language
    question: str
    hidden: tuple[str, ...]
    blocks: tuple[ShownBlock, ...]
    replies: tuple[ShownBlock, ...]
    notices: tuple[str, ...]
    move: Move | None
    outcome: Outcome | None
    helped: bool | None
    grave: tuple[Decision, ...]
    plain: tuple[Decision, ...]
    sent: TeacherQuestion | None
    alert: AlertRecord | None

    @property
    def awaits_reply(self) -> bool:
        return self.sent is not None and self.sent.reply is None


def shown_turns(
    turns: Iterable[TranscriptTurn], sent: Sequence[TeacherQuestion], alerts: Sequence[AlertRecord]
) -> list[ShownTurn]:
    """The turns of one conversation; ``sent`` are questions that went to the teacher, ``alerts`` what was raised."""
    questions = {question.turn_id: question for question in sent}
    raised = {alert.turn_id: alert for alert in alerts}
    return [_shown(turn, questions.get(turn.id), raised.get(turn.id)) for turn in turns]


def page_address(citation: Mapping[str, Any]) -> str:
    """Where a teacher reads the page that a citation names."""
    span = Span(citation["start"], citation["end"])
    return f"/teacher/lessons/{cited_place(citation['version'], citation['unit'], span)}"


def cited_place(version: str, unit: str, span: Span) -> str:
    """The end of an address: the page of a version, open at the sentence that is marked."""
    place = urlencode({"unit": unit, "start": span.start, "end": span.end})
    return f"{quote(version)}?{place}#cited"


def _shown(turn: TranscriptTurn, sent: TeacherQuestion | None, alert: AlertRecord | None) -> ShownTurn:
    blocks = [_block(event) for event in turn.events if event.name == "block"]
    return ShownTurn(
        id=turn.id,
        asked_at=turn.asked_at,
        language=turn.language,
        question=turn.question,
        hidden=turn.hidden,
        blocks=tuple(block for block in blocks if block.kind != "teacher_reply"),
        replies=tuple(block for block in blocks if block.kind == "teacher_reply"),
        notices=tuple(event.data["text"] for event in turn.events if event.name in ("notice", "error")),
        move=turn.move,
        outcome=turn.outcome,
        helped=turn.helped,
        grave=tuple(one for one in turn.decisions if one.action is not Action.ALLOW),
        plain=tuple(one for one in turn.decisions if one.action is Action.ALLOW),
        sent=sent,
        alert=alert,
    )


def _block(event: TurnEvent) -> ShownBlock:
    data = event.data
    citations = tuple(ShownCitation(cited["label"], page_address(cited)) for cited in data["citations"])
    return ShownBlock(data["kind"], data["lang"], Markup(data["html"]), citations)  # noqa: S704 - clean since rendered
