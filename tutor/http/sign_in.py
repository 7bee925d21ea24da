"""Signing in to the consoles, and choosing the language of pages."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from storage.sign_in import TooManyTries, WrongCredentials
from tutor.http.access import COOKIE, ConsoleSession, FormIsOurs, TheService
from tutor.http.errors import sentence
from tutor.language import Language
from tutor.people import Role

router = APIRouter(include_in_schema=False)

HOME = {Role.TEACHER: "/teacher", Role.EDITOR: "/editor", Role.ADMINISTRATOR: "/admin"}


@router.get("/sign-in")
def show_sign_in(request: Request) -> HTMLResponse:
    return request.app.state.pages.render(request, "sign_in.html", fault="", login="")


async def ask_to_sign_in(_request: Request, _error: Exception) -> Response:
    """Answers everybody who opens a console without a session."""
    return RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)


@router.post("/sign-in")
def sign_in(
    request: Request,
    ustaz: TheService,
    login: Annotated[str, Form(max_length=64)] = "",
    password: Annotated[str, Form(max_length=256)] = "",
) -> Response:
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return request.app.state.pages.render(request, "sign_in.html", HTTPStatus.FORBIDDEN, fault="", login="")
    try:
        session = ustaz.sign_in.staff(login, password, datetime.now(UTC))
    except (WrongCredentials, TooManyTries) as error:
        status, _, fault = sentence(error, request)
        return request.app.state.pages.render(request, "sign_in.html", status, fault=fault, login=login)
    response = RedirectResponse(HOME[session.person.role], HTTPStatus.SEE_OTHER)
    secure = ustaz.settings.has_secure_cookies
    response.set_cookie(COOKIE, session.token, httponly=True, samesite="strict", secure=secure, max_age=12 * 3600)
    response.set_cookie("language", session.person.language, samesite="strict", secure=secure, max_age=31_536_000)
    return response


@router.post("/sign-out", dependencies=[FormIsOurs])
def sign_out(session: ConsoleSession, ustaz: TheService) -> Response:
    ustaz.sign_in.sign_out(session.token)
    response = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    response.delete_cookie(COOKIE)
    return response


@router.post("/language")
def choose_language(
    request: Request,
    ustaz: TheService,
    language: Annotated[Language, Form()],
    back: Annotated[str, Form()] = "/sign-in",
) -> Response:
    """Sets the language of the pages; it changes nothing else, so it needs no session."""
    target = back if back.startswith("/") and not back.startswith("//") and "\\" not in back else "/sign-in"
    response = RedirectResponse(target, HTTPStatus.SEE_OTHER)
    secure = ustaz.settings.has_secure_cookies
    response.set_cookie("language", language, samesite="strict", secure=secure, max_age=31_536_000)
    return response
