"""Who is asking, and whether they may: bearer tokens for the widget, cookies with CSRF for consoles."""

import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Form, Request

from storage.sign_in import Session
from tutor.http.errors import Refused
from tutor.http.streams import TurnStreams
from tutor.people import Person, Role, Student
from tutor.wiring import Service

COOKIE = "ustaz_session"


def service(request: Request) -> Service:
    return request.app.state.service


def streams(request: Request) -> TurnStreams:
    return request.app.state.streams


TheService = Annotated[Service, Depends(service)]
TheStreams = Annotated[TurnStreams, Depends(streams)]


def student(request: Request, ustaz: TheService) -> Student:
    """The signed-in student; 401 for anybody else, staff included."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    session = ustaz.sign_in.session(token, datetime.now(UTC)) if scheme == "Bearer" and token else None
    found = session and ustaz.people.student(session.person.school_id, session.person.id)
    if found is None:
        raise Refused(HTTPStatus.UNAUTHORIZED, "not_signed_in")
    return found


TheStudent = Annotated[Student, Depends(student)]


class SignInFirst(Exception):
    """A console page was asked for without a session; the browser is sent to the sign-in page."""


def console_session(request: Request, ustaz: TheService) -> Session:
    token = request.cookies.get(COOKIE, "")
    session = ustaz.sign_in.session(token, datetime.now(UTC)) if token else None
    if session is None or session.person.role is Role.STUDENT:
        raise SignInFirst
    return session


ConsoleSession = Annotated[Session, Depends(console_session)]


def allow(*roles: Role) -> Callable[[Session], Person]:
    """A dependency that lets only these roles in."""

    def person(session: ConsoleSession) -> Person:
        if session.person.role not in roles:
            raise Refused(HTTPStatus.FORBIDDEN, "not_allowed")
        return session.person

    return person


class FormExpired(Refused):
    """A form of a signed-in person carries another token than that of their ``session``."""

    def __init__(self, session: Session) -> None:
        super().__init__(HTTPStatus.FORBIDDEN, "form_expired")
        self.session = session


def check_form(session: ConsoleSession, csrf: Annotated[str, Form()] = "") -> None:
    """Every form of a console carries the session's CSRF token."""
    if not hmac.compare_digest(csrf.encode(), session.csrf.encode()):
        raise FormExpired(session)


FormIsOurs = Depends(check_form)
