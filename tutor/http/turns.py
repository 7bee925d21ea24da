"""A student's questions: asked, streamed, resumed, stopped."""

import unicodedata
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Request, Response
from fastapi.sse import EventSourceResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from guardrails.verdict import Action
from retrieval.retriever import IndexNotReady
from tutor import texts
from tutor.dialogue.model import ConversationId, Question, TurnId
from tutor.dialogue.ports import NotYours, TurnAlreadyAsked
from tutor.http.access import TheService, TheStreams, TheStudent
from tutor.http.errors import Refused
from tutor.http.language import language_of
from tutor.http.streams import TurnStreams, wire
from tutor.language import Language
from tutor.people import Student
from tutor.wiring import Service

LIMIT = 8000
"""Characters of a question; longer ones are sent back with a sentence."""

_TRIES = 3

router = APIRouter(prefix="/api/turns", tags=["turns"])

# Given as the route's response class, EventSourceResponse would make the framework iterate what we return; we return
# the response itself, because it is compressed block by block.
_STREAM: dict[str, Any] = {
    "response_class": Response,
    "responses": {200: {"description": "The events of the turn", "content": {EventSourceResponse.media_type: {}}}},
}


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: UUID
    conversation_id: UUID
    text: str = Field(max_length=200_000)
    action: str | None = Field(None, max_length=32)
    language: Language


class Feedback(BaseModel):
    helped: bool


class TeacherAsked(BaseModel):
    text: str


@router.post("", **_STREAM)
async def post_turn(
    asked: Asked, request: Request, student: TheStudent, ustaz: TheService, streams: TheStreams
) -> EventSourceResponse:
    """Asks a question and streams its answer; the same id asked twice is answered once and replayed."""
    _check_text(asked.text)
    if streams.is_full:
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "busy")
    question = Question(
        turn_id=TurnId(str(asked.id)),
        conversation_id=ConversationId(str(asked.conversation_id)),
        student=student,
        text=asked.text.strip(),
        language=asked.language,
        action=asked.action,
    )
    await run_in_threadpool(_check_index, ustaz, question)
    await run_in_threadpool(_start, ustaz, streams, question)
    return _stream(request, streams, student, question.turn_id)


@router.get("/{turn_id}/events", **_STREAM)
async def get_events(
    turn_id: UUID,
    request: Request,
    student: TheStudent,
    ustaz: TheService,
    streams: TheStreams,
    last_event_id: Annotated[int, Header(ge=0)] = 0,
) -> EventSourceResponse:
    """The events of a turn from the beginning or after ``Last-Event-ID``, and those still to come."""
    turn = TurnId(str(turn_id))
    await run_in_threadpool(_check_owner, ustaz, student, turn)
    return _stream(request, streams, student, turn, last_event_id)


@router.post("/{turn_id}/stop", status_code=HTTPStatus.NO_CONTENT)
def post_stop(turn_id: UUID, student: TheStudent, ustaz: TheService, streams: TheStreams) -> None:
    _check_owner(ustaz, student, TurnId(str(turn_id)))
    streams.stop(TurnId(str(turn_id)))


@router.post("/{turn_id}/ask-teacher")
def post_ask_teacher(turn_id: UUID, request: Request, student: TheStudent, ustaz: TheService) -> TeacherAsked:
    """Sends the turn's question, as stored, to the teachers of the student's class."""
    turn = TurnId(str(turn_id))
    _check_owner(ustaz, student, turn)
    ustaz.inbox.ask_teacher(student.school_id, turn, student.school_class.id, datetime.now(UTC))
    return TeacherAsked(text=texts.text("dialogue.sent_to_teacher", language_of(request)))


@router.post("/{turn_id}/feedback", status_code=HTTPStatus.NO_CONTENT)
def post_feedback(turn_id: UUID, feedback: Feedback, student: TheStudent, ustaz: TheService) -> None:
    _check_owner(ustaz, student, TurnId(str(turn_id)))
    ustaz.turns.set_helped(student.school_id, TurnId(str(turn_id)), feedback.helped)


def _stream(
    request: Request, streams: TurnStreams, student: Student, turn_id: TurnId, after: int = 0
) -> EventSourceResponse:
    is_compressed = "gzip" in request.headers.get("accept-encoding", "")
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    if is_compressed:
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    events = streams.events(student.school_id, turn_id, after)
    return EventSourceResponse(wire(events, is_compressed=is_compressed), headers=headers)


def _start(ustaz: Service, streams: TurnStreams, question: Question) -> None:
    """Starts the turn unless it was asked before; one that met another of its conversation half-way is tried again."""
    for _ in range(_TRIES):
        try:
            return streams.start(question)
        except TurnAlreadyAsked:
            if ustaz.turns.owner(question.student.school_id, question.turn_id) is not None:
                break
    return _check_owner(ustaz, question.student, question.turn_id)


def _check_owner(ustaz: Service, student: Student, turn_id: TurnId) -> None:
    if ustaz.turns.owner(student.school_id, turn_id) != student.person.id:
        raise NotYours(turn_id)


def _check_index(ustaz: Service, question: Question) -> None:
    """Without an index a question waits in the browser, but never one that calls for more than lessons."""
    if ustaz.retriever(question.student.school_id).is_ready:
        return
    masked = ustaz.guards.mask(question.text, question.language, {})
    if ustaz.guards.check_inbound(masked.text, question.language).action is Action.ALLOW:
        raise IndexNotReady


def _check_text(text: str) -> None:
    if not text.strip():
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "question_empty")
    if len(text) > LIMIT:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "question_too_long", length=len(text), limit=LIMIT)
    strange = sum(
        unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") for character in text if character not in "\n\r\t"
    )
    if "\0" in text or strange > max(2, len(text) // 20):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "question_not_text")
