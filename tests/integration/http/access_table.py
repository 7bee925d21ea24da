"""Every route of the application, and what each kind of visitor gets from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.integration.http.conftest import APPROVED_VERSION, DRAFT_VERSION, PICTURE
from tests.integration.http.widget import new_id
from tests.samples import SCHOOL, person
from tutor.people import Role

Outcome = int | str
SIGN_IN, GONE = "must sign in", "says that it is gone"

STAFF = (Role.TEACHER, Role.EDITOR, Role.ADMINISTRATOR)
FOREIGN = {role: f"{role} of the other school" for role in (Role.STUDENT, *STAFF)}
COLLEAGUE, CLASSMATE, ANYBODY = "teacher of another class", "classmate", "anybody"
# Those who may come last, so that what they change cannot be why others are turned away.
VISITORS = (
    ANYBODY,
    *FOREIGN.values(),
    CLASSMATE,
    COLLEAGUE,
    Role.EDITOR,
    Role.ADMINISTRATOR,
    Role.TEACHER,
    Role.STUDENT,
)

TURN, CONVERSATION, ALARM = new_id(), new_id(), new_id()
CLASS = f"class-{SCHOOL.id}"


@dataclass(frozen=True, slots=True)
class Place:
    """A route with this school's ids put in, what is sent there, and the outcome for every visitor.

    A ``#`` in the form stands for something that every visitor has of their own.
    """

    path: str
    outcomes: Mapping[str, Outcome]
    json: Any = None
    form: Mapping[str, str] | None = None
    files: Mapping[str, Any] = field(default_factory=dict)


def everybody(outcome: Outcome = 200) -> dict[str, Outcome]:
    return dict.fromkeys(VISITORS, outcome)


def students(own: Outcome, classmate: Outcome | None = None, foreign: Outcome | None = None) -> dict[str, Outcome]:
    """Students only; without other outcomes the place is each student's own."""
    theirs = {Role.STUDENT: own, CLASSMATE: classmate or own, FOREIGN[Role.STUDENT]: foreign or classmate or own}
    return everybody(401) | theirs


def console(role: Role, own: Outcome, foreign: Outcome, colleague: Outcome | None = None) -> dict[str, Outcome]:
    """One role only; students and strangers are asked to sign in."""
    turned_away = dict.fromkeys((*STAFF, *(FOREIGN[one] for one in STAFF), COLLEAGUE), 403)
    outside = dict.fromkeys((ANYBODY, Role.STUDENT, CLASSMATE, FOREIGN[Role.STUDENT]), SIGN_IN)
    colleagues = {COLLEAGUE: colleague or own} if role is Role.TEACHER else {}
    return {**turned_away, **outside, role: own, FOREIGN[role]: foreign, **colleagues}


_QUESTION = {"conversation_id": "", "text": "What is density?", "action": None, "language": "en"}
_ENTER = {"class_code": "CODE-1", "number": 1, "pin": "1234"}
_TEACHER, _EDITOR, _ADMIN = STAFF

ROUTES: dict[tuple[str, str], Place] = {
    ("GET", "/"): Place("/", everybody()),
    ("GET", "/embed"): Place("/embed", everybody()),
    ("GET", "/favicon.ico"): Place("/favicon.ico", everybody()),
    ("GET", "/static"): Place("/static/loader.js", everybody()),
    ("GET", "/healthz"): Place("/healthz", everybody()),
    ("GET", "/readyz"): Place("/readyz", everybody()),
    ("GET", "/metrics"): Place("/metrics", everybody()),
    ("GET", "/api/openapi.json"): Place("/api/openapi.json", everybody()),
    ("HEAD", "/api/openapi.json"): Place("/api/openapi.json", everybody()),
    ("GET", "/sign-in"): Place("/sign-in", everybody()),
    ("POST", "/sign-in"): Place("/sign-in", everybody(401), form={"login": "nobody", "password": "wrong"}),
    ("POST", "/language"): Place("/language", everybody(303), form={"language": "en", "back": "/teacher"}),
    # The student's line.
    ("POST", "/api/session"): Place("/api/session", everybody(), json=_ENTER),
    ("GET", "/api/session"): Place("/api/session", students(200)),
    ("POST", "/api/session/notice"): Place("/api/session/notice", students(204)),
    ("PUT", "/api/session/language"): Place("/api/session/language", students(204), json={"language": "en"}),
    ("GET", "/api/texts/{language}"): Place("/api/texts/kk", everybody()),
    ("GET", "/api/figures/{school_id}/{version_id}/{name}"): Place(
        f"/api/figures/{SCHOOL.id}/{APPROVED_VERSION}/{PICTURE.name}", everybody()
    ),
    ("GET", "/api/pages/{version_id}"): Place(f"/api/pages/{APPROVED_VERSION}", students(200, 200, 404)),
    ("GET", "/api/conversations"): Place("/api/conversations", students(200)),
    ("GET", "/api/conversations/{conversation_id}"): Place(f"/api/conversations/{CONVERSATION}", students(200, 404)),
    ("POST", "/api/turns"): Place(
        "/api/turns", students(200, 404), json=_QUESTION | {"id": TURN, "conversation_id": CONVERSATION}
    ),
    ("GET", "/api/turns/{turn_id}/events"): Place(f"/api/turns/{TURN}/events", students(200, 404)),
    ("POST", "/api/turns/{turn_id}/stop"): Place(f"/api/turns/{TURN}/stop", students(204, 404)),
    ("POST", "/api/turns/{turn_id}/feedback"): Place(
        f"/api/turns/{TURN}/feedback", students(204, 404), json={"helped": True}
    ),
    ("POST", "/api/turns/{turn_id}/ask-teacher"): Place(
        f"/api/turns/{TURN}/ask-teacher", students(200, 404), json={"text": "What is density?"}
    ),
    # The teacher's pages.
    ("GET", "/teacher"): Place("/teacher", console(_TEACHER, 200, 200)),
    ("GET", "/teacher/questions"): Place("/teacher/questions", console(_TEACHER, 200, 200)),
    ("GET", "/teacher/not-covered"): Place("/teacher/not-covered", console(_TEACHER, 200, 200)),
    ("GET", "/teacher/classes/{class_id}"): Place(f"/teacher/classes/{CLASS}", console(_TEACHER, 200, 404, 404)),
    ("GET", "/teacher/classes/{class_id}/sources"): Place(
        f"/teacher/classes/{CLASS}/sources", console(_TEACHER, 200, 404, 404)
    ),
    ("POST", "/teacher/classes/{class_id}/sources"): Place(
        f"/teacher/classes/{CLASS}/sources",
        console(_TEACHER, 303, 404, 404),
        form={"step": "add", "book": "Physics 7"},
    ),
    ("GET", "/teacher/conversations/{conversation_id}"): Place(
        f"/teacher/conversations/{CONVERSATION}", console(_TEACHER, 200, 404, 404)
    ),
    ("GET", "/teacher/lessons/{version_id}"): Place(
        f"/teacher/lessons/{APPROVED_VERSION}", console(_TEACHER, 200, 404, 200)
    ),
    ("POST", "/teacher/alerts/{alert_id}/acknowledge"): Place(
        f"/teacher/alerts/{ALARM.replace('-', '')}/acknowledge", console(_TEACHER, 303, GONE, GONE), form={}
    ),
    ("POST", "/teacher/turns/{turn_id}/reply"): Place(
        f"/teacher/turns/{TURN}/reply", console(_TEACHER, 303, 404, 404), form={"text": "Because."}
    ),
    # The editor's pages.
    ("GET", "/editor"): Place("/editor", console(_EDITOR, 200, 200)),
    ("GET", "/editor/imports"): Place("/editor/imports", console(_EDITOR, 200, 200)),
    ("GET", "/editor/not-covered"): Place("/editor/not-covered", console(_EDITOR, 200, 200)),
    ("GET", "/editor/disagreements"): Place("/editor/disagreements", console(_EDITOR, 200, 200)),
    ("POST", "/editor/disagreements/{disagreement_id}/dismiss"): Place(
        f"/editor/disagreements/{'0' * 64}/dismiss", console(_EDITOR, 303, 303), form={}
    ),
    ("GET", "/editor/search"): Place("/editor/search?question=density", console(_EDITOR, 200, 200)),
    ("GET", "/editor/lessons/{version_id}"): Place(f"/editor/lessons/{DRAFT_VERSION}", console(_EDITOR, 200, 404)),
    ("POST", "/editor/lessons/{version_id}/{step}"): Place(
        f"/editor/lessons/{DRAFT_VERSION}/submit", console(_EDITOR, 303, 404), form={"seen": "draft"}
    ),
    ("POST", "/editor/approve"): Place(
        "/editor/approve", console(_EDITOR, 303, 303), form={"version": DRAFT_VERSION, "scope": "selected"}
    ),
    ("POST", "/editor/import"): Place(
        "/editor/import",
        console(_EDITOR, 303, 303),
        form={},
        files={"file": ("a.md", b"# A\n\nText.", "text/markdown")},
    ),
    # The administrator's pages.
    ("GET", "/admin"): Place("/admin", console(_ADMIN, 200, 200)),
    ("GET", "/admin/audit"): Place("/admin/audit", console(_ADMIN, 200, 200)),
    ("GET", "/admin/health"): Place("/admin/health", console(_ADMIN, 200, 200)),
    ("GET", "/admin/safeguarding"): Place("/admin/safeguarding", console(_ADMIN, 200, 200)),
    ("POST", "/admin/safeguarding"): Place(
        "/admin/safeguarding", console(_ADMIN, 303, 303), form={"name": "Anna", "contact": "room 3"}
    ),
    ("GET", "/admin/classes/{class_id}"): Place(f"/admin/classes/{CLASS}", console(_ADMIN, 200, 404)),
    ("POST", "/admin/classes"): Place("/admin/classes", console(_ADMIN, 303, 303), form={"name": "8 A", "grade": "8"}),
    ("POST", "/admin/classes/{class_id}/students"): Place(
        f"/admin/classes/{CLASS}/students", console(_ADMIN, 200, 404), form={"names": "New Student", "first": "3"}
    ),
    ("POST", "/admin/classes/{class_id}/teachers"): Place(
        f"/admin/classes/{CLASS}/teachers", console(_ADMIN, 303, 404), form={"person_id": "teacher-of-8"}
    ),
    ("POST", "/admin/staff"): Place(
        "/admin/staff", console(_ADMIN, 200, 200), form={"name": "New", "login": "new.#", "role": "teacher"}
    ),
    ("POST", "/admin/classes/{class_id}/consents"): Place(
        f"/admin/classes/{CLASS}/consents",
        console(_ADMIN, 303, 404),
        form={"student": person(1).id, "given_by": "Mother", "given_on": "2026-03-08"},
    ),
    ("POST", "/admin/classes/{class_id}/consents/withdraw"): Place(
        f"/admin/classes/{CLASS}/consents/withdraw", console(_ADMIN, 303, 404), form={"student": person(1).id}
    ),
    ("GET", "/admin/people/{person_id}"): Place("/admin/people/teacher-of-8", console(_ADMIN, 200, 404)),
    ("POST", "/admin/people/{person_id}/secret"): Place(
        "/admin/people/teacher-of-8/secret", console(_ADMIN, 200, 404), form={}
    ),
    ("POST", "/admin/people/{person_id}/deactivate"): Place(
        "/admin/people/teacher-of-8/deactivate", console(_ADMIN, 303, 404), form={}
    ),
    ("POST", "/admin/people/{person_id}/reactivate"): Place(
        "/admin/people/teacher-of-8/reactivate", console(_ADMIN, 303, 404), form={}
    ),
    # At the end, because these end the session.
    ("DELETE", "/api/session"): Place("/api/session", students(204)),
    ("GET", "/teacher/classes/{class_id}/pin"): Place(
        f"/teacher/classes/{CLASS}/pin", console(_TEACHER, 200, 404, 404)
    ),
    ("POST", "/teacher/classes/{class_id}/pin"): Place(
        f"/teacher/classes/{CLASS}/pin", console(_TEACHER, 200, 404, 404), form={"student": person(1).id}
    ),
    ("POST", "/sign-out"): Place(
        "/sign-out",
        everybody(SIGN_IN),
        form={},
    ),
}
