"""Signing in to the consoles, and choosing the language of pages."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from storage.sign_in import TooManyTries, WrongCredentials
from tutor.http import errors
from tutor.http.access import COOKIE, ConsoleSession, FormExpired, FormIsOurs, TheService
from tutor.http.kept import HOME, LONGEST, give_back, kept_form, read_kept
from tutor.language import Language

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
def show_sign_in(request: Request) -> HTMLResponse:
    return _page(request)


async def ask_to_sign_in(request: Request, _error: Exception) -> Response:
    """Answers everybody who opens a console without a session; what they wrote meanwhile goes along."""
    kept = await kept_form(request)
    if kept is None:
        return RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    return _page(request, HTTPStatus.UNAUTHORIZED, kept=kept.model_dump_json())


async def ask_to_send_again(request: Request, error: Exception) -> Response:
    """Answers a form that carries the token of an earlier session."""
    kept = await kept_form(request)
    if kept is None or not isinstance(error, FormExpired):
        return await errors.answer(request, error)
    return give_back(request, error.session, kept, HTTPStatus.FORBIDDEN)


@router.post("/sign-in")
def sign_in(
    request: Request,
    ustaz: TheService,
    login: Annotated[str, Form(max_length=64)] = "",
    password: Annotated[str, Form(max_length=256)] = "",
    kept: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Opens a console, or gives back the form that ``kept`` carries."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return _page(request, HTTPStatus.FORBIDDEN)
    try:
        session = ustaz.sign_in.staff(login, password, datetime.now(UTC))
    except (WrongCredentials, TooManyTries) as error:
        status, _, fault = errors.sentence(error, request)
        return _page(request, status, fault=fault, login=login, kept=kept)
    form = read_kept(kept, session.person.role)
    response = (
        give_back(request, session, form, HTTPStatus.OK, session.person.language)
        if form
        else RedirectResponse(HOME[session.person.role], HTTPStatus.SEE_OTHER)
    )
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


def _page(request: Request, status: int = HTTPStatus.OK, **values: str) -> HTMLResponse:
    return request.app.state.pages.render(
        request, "sign_in.html", status, **{"fault": "", "login": "", "kept": ""} | values
    )
