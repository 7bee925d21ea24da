"""The teacher's pages: who needs help now, the classes, and conversations as they were."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, Response

from content.model import Status, VersionId
from storage.audit import Deed
from storage.inbox import TeacherQuestion
from tutor.dialogue.events import block_data
from tutor.dialogue.model import Block, ConversationId, TurnId
from tutor.dialogue.ports import NotYours
from tutor.http import teacher_pin, teacher_sources
from tutor.http.access import FormIsOurs
from tutor.http.console import AskedMark, Console, TeacherConsole
from tutor.http.sorting import headings, sorted_rows
from tutor.http.transcript import shown_turns
from tutor.language import detect
from tutor.people import ClassId, SchoolClass

router = APIRouter(prefix="/teacher", include_in_schema=False)
router.include_router(teacher_pin.router)
router.include_router(teacher_sources.router)

_RECENT = timedelta(days=7)
_LONGEST_REPLY = 4000
_STUDENTS = ("number", "name", "conversations", "questions", "not_covered", "not_helped", "last_at")
_CONVERSATIONS = ("student", "title", "turns", "started_at", "last_at")


@router.get("")
def show_today(page: TeacherConsole, notice: str = "") -> HTMLResponse:
    """Who needs an adult, who waits for a reply, and how each class worked today."""
    classes, inbox = page.classes(), page.ustaz.inbox
    ids = list(classes)
    return page.show(
        "teacher_today.html",
        here="/teacher",
        now=page.now,
        notice=notice if notice in ("alert_taken", "alert_gone") else "",
        classes=classes,
        alerts=inbox.open_alerts(page.school_id, ids),
        questions=inbox.questions(page.school_id, ids),
        in_vain=page.ustaz.reports.not_covered(page.school_id, ids, page.now - _RECENT),
        activity=page.ustaz.reports.activity(page.school_id, ids, page.midnight),
        recent={found: page.ustaz.transcripts.of_class(page.school_id, found, 5) for found in ids},
    )


@router.post("/alerts/{alert_id}/acknowledge", dependencies=[FormIsOurs])
def acknowledge(alert_id: str, page: TeacherConsole) -> Response:
    """Takes an alert on and opens the conversation it is about."""
    ids, inbox = list(page.classes()), page.ustaz.inbox
    alert = next((one for one in inbox.open_alerts(page.school_id, ids) if one.id == alert_id), None)
    if alert is None or not inbox.acknowledge(page.school_id, alert_id, ids, page.person.id, page.now):
        return page.go("/teacher", notice="alert_gone")
    return page.go(f"/teacher/conversations/{alert.conversation_id}", f"turn-{alert.turn_id}")


@router.get("/classes/{class_id}")
def show_class(
    class_id: str,
    page: TeacherConsole,
    sort: str = "number",
    by: str = "-last_at",
    student: Annotated[str, Query(max_length=32)] = "",
) -> HTMLResponse:
    """Students and conversations; ``sort`` and ``by`` name columns, with a minus for the other way round."""
    found = _class(page, class_id)
    students = page.ustaz.reports.students(page.school_id, found.id)
    conversations = [
        one for one in page.ustaz.transcripts.of_class(page.school_id, found.id) if student in ("", one.student_id)
    ]
    return page.show(
        "teacher_class.html",
        here=f"/teacher/classes/{class_id}",
        school_class=found,
        students=sorted_rows(students, sort, _STUDENTS),
        conversations=sorted_rows(conversations, by, _CONVERSATIONS),
        student_heads=headings(_STUDENTS, "sort", sort, {"by": by, "student": student}),
        conversation_heads=headings(_CONVERSATIONS, "by", by, {"sort": sort, "student": student}),
        chosen=next((one for one in students if one.student_id == student), None),
    )


@router.get("/conversations/{conversation_id}")
def show_conversation(conversation_id: str, page: TeacherConsole, notice: str = "") -> HTMLResponse:
    """A transcript with the decisions in its margin."""
    return _conversation(page, ConversationId(conversation_id), notice=notice if notice == "replied" else "")


@router.get("/questions")
def show_questions(page: TeacherConsole, answered: bool = False, notice: str = "") -> HTMLResponse:
    return _questions(page, answered=answered, notice=notice if notice == "replied" else "")


@router.post("/turns/{turn_id}/reply", dependencies=[FormIsOurs])
def reply(
    turn_id: str,
    page: TeacherConsole,
    text: Annotated[str, Form(max_length=100_000)] = "",
    place: Annotated[str, Form()] = "questions",
) -> Response:
    """Sends a reply into the student's thread; ``place`` is the page the form stood on. Nothing typed is lost."""
    question = _sent_question(page, TurnId(turn_id))
    text = text.strip()
    fault = "" if 0 < len(text) <= _LONGEST_REPLY else "reply_empty" if not text else "reply_too_long"
    if not fault and not _store_reply(page, question, text):
        fault = "reply_exists"
    if fault:
        typed: dict[str, Any] = {"fault": fault, "typed": text, "typed_for": turn_id}
        return (
            _conversation(page, question.conversation_id, **typed)
            if place == "conversation"
            else _questions(page, **typed)
        )
    if place == "conversation":
        return page.go(f"/teacher/conversations/{question.conversation_id}", f"turn-{turn_id}", notice="replied")
    return page.go("/teacher/questions", notice="replied")


@router.get("/not-covered")
def show_not_covered(page: TeacherConsole) -> HTMLResponse:
    """What the students of these classes asked in vain in the last thirty days."""
    since, reports = page.now - timedelta(days=30), page.ustaz.reports
    return page.show(
        "teacher_not_covered.html",
        here="/teacher/not-covered",
        in_vain=reports.not_covered(page.school_id, list(page.classes()), since),
        titles=reports.titles(page.school_id, page.language),
    )


@router.get("/lessons/{version_id}")
def show_lesson(version_id: str, page: TeacherConsole, mark: AskedMark) -> HTMLResponse:
    """The page a citation leads to, as the student sees it: an approved one, or what a class was shown before.

    Drafts are the editors' own.
    """
    version, citations = VersionId(version_id), page.ustaz.citations
    summary = page.ustaz.lessons.summary(page.school_id, version)
    if summary.status is not Status.APPROVED and not (
        summary.status is Status.RETIRED and citations.was_shown_in(page.school_id, version, list(page.classes()))
    ):
        raise NotYours(version_id)
    lesson = page.ustaz.lessons.lesson(page.school_id, version)
    html = page.page_of(version, lesson, mark)
    newer = citations.newer(page.school_id, version)
    return page.show("teacher_lesson.html", here="/teacher", lesson=lesson, summary=summary, html=html, newer=newer)


def _conversation(page: Console, conversation_id: ConversationId, **values: Any) -> HTMLResponse:
    found = page.ustaz.transcripts.conversation(page.school_id, conversation_id)
    if found is None or found.class_id not in page.classes():
        raise NotYours(conversation_id)
    read = Deed(page.school_id, page.person.id, page.now, "transcript.read", conversation_id)
    page.ustaz.audit.record_once(read, page.midnight)
    inbox, ids = page.ustaz.inbox, [found.class_id]
    sent = inbox.questions(page.school_id, ids) + inbox.questions(page.school_id, ids, answered=True)
    turns = page.ustaz.transcripts.turns(page.school_id, conversation_id)
    return page.show(
        "teacher_conversation.html",
        here=f"/teacher/classes/{found.class_id}",
        status=_status(values),
        conversation=found,
        school_class=page.classes()[found.class_id],
        turns=shown_turns(turns, sent, page.ustaz.reports.alerts(page.school_id, conversation_id)),
        limit=_LONGEST_REPLY,
        **_NOTHING_TYPED | values,
    )


def _questions(page: Console, *, answered: bool = False, **values: Any) -> HTMLResponse:
    classes = page.classes()
    return page.show(
        "teacher_questions.html",
        here="/teacher/questions",
        status=_status(values),
        classes=classes,
        answered=answered,
        questions=page.ustaz.inbox.questions(page.school_id, list(classes), answered=answered),
        limit=_LONGEST_REPLY,
        **_NOTHING_TYPED | values,
    )


_NOTHING_TYPED = {"notice": "", "fault": "", "typed": "", "typed_for": ""}


def _status(values: dict[str, Any]) -> HTTPStatus:
    fault = values.get("fault")
    if not fault:
        return HTTPStatus.OK
    return HTTPStatus.CONFLICT if fault == "reply_exists" else HTTPStatus.UNPROCESSABLE_ENTITY


def _store_reply(page: Console, question: TeacherQuestion, text: str) -> bool:
    ustaz, language = page.ustaz, detect(text).dominant
    masked = ustaz.guards.mask(text, language, {}).text
    events = ustaz.turns.events(page.school_id, question.turn_id)
    block = {
        "n": sum(event.name == "block" for event in events) + 1,
        **block_data(Block("teacher_reply", language, page.wording(language).spoken(masked)), page.school_id),
    }
    return ustaz.inbox.reply(page.school_id, question.turn_id, masked, block, page.person.id, page.now)


def _sent_question(page: Console, turn_id: TurnId) -> TeacherQuestion:
    """A question sent to this teacher, answered or not."""
    inbox, ids = page.ustaz.inbox, list(page.classes())
    for question in inbox.questions(page.school_id, ids) + inbox.questions(page.school_id, ids, answered=True):
        if question.turn_id == turn_id:
            return question
    raise NotYours(turn_id)


def _class(page: Console, class_id: str) -> SchoolClass:
    found = page.classes().get(ClassId(class_id))
    if found is None:
        raise NotYours(class_id)
    return found
