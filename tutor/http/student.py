"""What the widget needs besides turns: signing in, history, pages and texts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from content.model import Span, Status, VersionId
from content.render import page_html
from storage.transcripts import TranscriptTurn
from tutor import texts
from tutor.dialogue.events import figure_url
from tutor.dialogue.model import ConversationId
from tutor.dialogue.ports import NotYours
from tutor.http.access import TheService, TheStudent
from tutor.language import Language
from tutor.people import SchoolId, Student

router = APIRouter(prefix="/api", tags=["student"])


class Credentials(BaseModel):
    class_code: str = Field(max_length=16)
    number: int = Field(ge=1, le=99)
    pin: str = Field(max_length=16)


class Chosen(BaseModel):
    language: Language


@router.post("/session")
def sign_in(credentials: Credentials, ustaz: TheService) -> dict[str, Any]:
    """Signs a student in; the widget keeps the token in memory."""
    session = ustaz.sign_in.student(credentials.class_code, credentials.number, credentials.pin, datetime.now(UTC))
    student = ustaz.people.student(session.person.school_id, session.person.id)
    if student is None:
        raise NotYours(session.person.id)
    return {"token": session.token, "expires_at": session.expires_at, **_about(student)}


@router.get("/session")
def read_session(student: TheStudent) -> dict[str, Any]:
    return _about(student)


@router.delete("/session", status_code=HTTPStatus.NO_CONTENT)
def sign_out(request: Request, student: TheStudent, ustaz: TheService) -> None:
    ustaz.sign_in.sign_out(request.headers["authorization"].partition(" ")[2])


@router.post("/session/notice", status_code=HTTPStatus.NO_CONTENT)
def see_notice(student: TheStudent, ustaz: TheService) -> None:
    ustaz.people.see_notice(student.school_id, student.person.id)


@router.put("/session/language", status_code=HTTPStatus.NO_CONTENT)
def choose_language(chosen: Chosen, student: TheStudent, ustaz: TheService) -> None:
    ustaz.people.set_language(student.school_id, student.person.id, chosen.language)


@router.get("/texts/{language}")
def read_texts(language: Language, response: Response) -> Mapping[str, str]:
    """Every text of the widget in one language."""
    response.headers["Cache-Control"] = "public, max-age=300"
    return {key: texts.phrasings(f"widget.{key}", language)[0] for key in texts.area("widget")}


@router.get("/conversations")
def list_conversations(student: TheStudent, ustaz: TheService) -> list[dict[str, Any]]:
    found = ustaz.transcripts.of_student(student.school_id, student.person.id)
    return [{"id": one.id, "started_at": one.started_at, "title": one.title} for one in found]


@router.get("/conversations/{conversation_id}")
def read_conversation(conversation_id: str, student: TheStudent, ustaz: TheService) -> dict[str, Any]:
    found = ustaz.transcripts.conversation(student.school_id, ConversationId(conversation_id))
    if found is None or found.student_id != student.person.id:
        raise NotYours(conversation_id)
    turns = ustaz.transcripts.turns(student.school_id, found.id)
    return {"id": found.id, "turns": [_turn(turn) for turn in turns]}


@router.get("/pages/{version_id}")
def read_page(
    version_id: str,
    student: TheStudent,
    ustaz: TheService,
    unit: Annotated[str, Query(max_length=128)] = "",
    start: Annotated[int, Query(ge=0)] = 0,
    end: Annotated[int, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """The page a citation leads to, the cited sentence marked.

    A retired version stays readable for whom an answer has cited it; drafts never are.
    """
    version, school_id = VersionId(version_id), student.school_id
    summary = ustaz.lessons.summary(school_id, version)
    if summary.status is not Status.APPROVED and not (
        summary.status is Status.RETIRED and ustaz.citations.was_shown_to(school_id, version, student.person.id)
    ):
        raise NotYours(version_id)
    lesson = ustaz.lessons.lesson(school_id, version)
    mark = (unit, Span(start, end)) if unit and end > start else None
    return {
        "title": lesson.title,
        "book": lesson.book,
        "section": lesson.section,
        "page": lesson.page,
        "language": lesson.language,
        "html": page_html(lesson, mark, lambda name: figure_url(school_id, version, name)),
        "current": summary.status is Status.APPROVED,
        "newer": ustaz.citations.newer(school_id, version),
        "attribution": lesson.attribution,
    }


@router.get("/figures/{school_id}/{version_id}/{name}")
def read_figure(school_id: str, version_id: str, name: str, ustaz: TheService) -> Response:
    """A picture of a lesson version; it never changes."""
    figure = ustaz.lessons.figure(SchoolId(school_id), VersionId(version_id), name)
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    return Response(figure.data, media_type=figure.media_type, headers=headers)


def _about(student: Student) -> dict[str, Any]:
    return {
        "student": {
            "name": student.person.name,
            "class_name": student.school_class.name,
            "grade": student.school_class.grade,
        },
        "language": student.person.language,
        "notice_seen": student.person.notice_seen,
    }


def _turn(turn: TranscriptTurn) -> dict[str, Any]:
    return {
        "id": turn.id,
        "asked_at": turn.asked_at,
        "question": turn.question,
        "hidden": turn.hidden,
        "language": turn.language,
        "events": [{"id": event.id, "event": event.name, "data": event.data} for event in turn.events],
        "finished": turn.outcome is not None,
    }
