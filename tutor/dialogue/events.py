"""Events of a turn: made, numbered and stored before anybody sees them."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from html import escape
from typing import Any
from urllib.parse import quote

from content.model import Lesson, Passage, UnitKind, VersionId
from content.render import figure_html, to_html
from tutor.dialogue.model import Block, Citation, EventName, Question, TurnEvent
from tutor.dialogue.ports import Conversations
from tutor.dialogue.replies import Reply
from tutor.dialogue.turn import TurnInHand
from tutor.language import Language
from tutor.people import SchoolId


class Recorder:
    """Numbers the events of one turn and stores each as it is made."""

    def __init__(self, conversations: Conversations, question: Question) -> None:
        self._conversations = conversations
        self._question = question
        self._events = 0
        self._blocks = 0

    def turn(self, turn: TurnInHand, hidden: tuple[str, ...]) -> TurnEvent:
        question = self._question
        return self._store(
            "turn",
            {
                "turn": question.turn_id,
                "conversation": question.conversation_id,
                "question": turn.message,
                "hidden": list(hidden),
                "language": turn.language,
            },
        )

    def notice(self, code: str, text: str) -> TurnEvent:
        return self._store("notice", {"code": code, "text": text})

    def block(self, block: Block, lesson: Lesson | None) -> TurnEvent:
        self._blocks += 1
        return self._store("block", {"n": self._blocks, **block_data(block, self._question.student.school_id, lesson)})

    def sources(self, passages: tuple[Passage, ...], language: Language) -> TurnEvent:
        lessons = [{"title": p.title, "version": p.version_id, "lang": p.language} for p in passages]
        return self._store("sources", {"lessons": lessons, "crossed": any(p.language != language for p in passages)})

    def done(self, reply: Reply) -> TurnEvent:
        chips = [asdict(chip) for chip in reply.chips]
        return self._store("done", {"outcome": reply.outcome, "chips": chips, "can_ask_teacher": reply.can_ask_teacher})

    def _store(self, name: EventName, data: Mapping[str, Any]) -> TurnEvent:
        self._events += 1
        event = TurnEvent(self._events, name, data)
        self._conversations.add_event(self._question.student.school_id, self._question.turn_id, event)
        return event


_NUMBER_TO_CALL = re.compile(r"\+?\d(?:[ -]?\d){2,}")


def _call(number: re.Match[str]) -> str:
    """A telephone number that can be tapped."""
    return f'<a href="tel:{re.sub("[ -]", "", number[0])}">{number[0]}</a>'


def block_data(block: Block, school_id: SchoolId, lesson: Lesson | None = None) -> dict[str, Any]:
    """A block as the widget shows it."""
    return {
        "kind": block.kind,
        "lang": block.language,
        "html": _html(block, school_id, lesson),
        "citations": [_citation(citation) for citation in block.citations],
    }


def figure_url(school_id: SchoolId, version_id: VersionId, name: str) -> str:
    """Where a picture is served; an ``<img>`` can send no token, so the school's random id is what protects it."""
    return f"/api/figures/{quote(school_id)}/{quote(version_id)}/{quote(name)}"


def _html(block: Block, school_id: SchoolId, lesson: Lesson | None) -> str:
    paragraphs = escape(block.frame, quote=False).split("\n\n") if block.frame else []
    if block.kind == "support":
        paragraphs = [_NUMBER_TO_CALL.sub(_call, paragraph) for paragraph in paragraphs]
    opening = '<p class="frame">' if block.text else "<p>"
    frame = "".join(f"{opening}{paragraph}</p>" for paragraph in paragraphs)
    return frame + (_cited_html(block, school_id, lesson) if block.text else "")


def _cited_html(block: Block, school_id: SchoolId, lesson: Lesson | None) -> str:
    if lesson and block.citations:
        cited = block.citations[0]
        unit = next((unit for unit in lesson.units if unit.key == cited.unit_key), None)
        if unit and unit.kind is UnitKind.FIGURE:
            return figure_html(unit, lesson.language, lambda name: figure_url(school_id, cited.version_id, name))
    return to_html(block.text, block.language)


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "label": citation.label,
        "version": citation.version_id,
        "unit": citation.unit_key,
        "start": citation.span.start,
        "end": citation.span.end,
    }
