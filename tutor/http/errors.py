"""One table: what went wrong → the status and the sentence a person is shown.

Exception
├── Refused                    a request that is wrong in itself; names its own text
├── DatabaseGone, IndexNotReady, MaskingUnavailable   503, try again
├── WrongCredentials 401 · TooManyTries 429 · NotYours, LessonNotFound 404 · AlreadyDecided 409
└── anything else              500, logged without its message
"""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from content.importers import ImportRefused
from guardrails.personal_data import MaskingUnavailable
from retrieval.retriever import IndexNotReady, IndexStale
from storage.database import DatabaseGone, DiskFull
from storage.lessons import AlreadyDecided, LessonNotFound
from storage.sign_in import TooManyTries, WrongCredentials
from tutor import texts
from tutor.dialogue.ports import NotYours
from tutor.http.language import language_of
from tutor.logs import log, where


class Refused(Exception):
    """A request we do not carry out: a status and the key of a text in the area ``errors``."""

    def __init__(self, status: HTTPStatus, code: str, **values: object) -> None:
        super().__init__(code)
        self.status, self.code, self.values = status, code, values


_TABLE: Mapping[type[Exception], tuple[HTTPStatus, str]] = {
    DatabaseGone: (HTTPStatus.SERVICE_UNAVAILABLE, "database_gone"),
    DiskFull: (HTTPStatus.INSUFFICIENT_STORAGE, "disk_full"),
    IndexNotReady: (HTTPStatus.SERVICE_UNAVAILABLE, "index_not_ready"),
    IndexStale: (HTTPStatus.SERVICE_UNAVAILABLE, "index_not_ready"),
    MaskingUnavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "masking_unavailable"),
    WrongCredentials: (HTTPStatus.UNAUTHORIZED, "wrong_credentials"),
    TooManyTries: (HTTPStatus.TOO_MANY_REQUESTS, "too_many_tries"),
    NotYours: (HTTPStatus.NOT_FOUND, "not_found"),
    LessonNotFound: (HTTPStatus.NOT_FOUND, "not_found"),
    AlreadyDecided: (HTTPStatus.CONFLICT, "already_decided"),
    RequestValidationError: (HTTPStatus.UNPROCESSABLE_ENTITY, "not_understood"),
}


def install(app: FastAPI) -> None:
    """Makes every error leave the service as one clear sentence."""
    for kind in (*_TABLE, Refused, ImportRefused, HTTPException):
        app.add_exception_handler(kind, answer)
    app.add_middleware(FaultsAnswered)


class FaultsAnswered:
    """ASGI middleware: a fault of ours leaves as a sentence too, and goes no further.

    The framework would answer it outside of all middleware, without their headers, and raise it on to the server,
    which logs its message.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_started = False

        async def noting_send(message: Message) -> None:
            nonlocal has_started
            has_started = True
            await send(message)

        try:
            await self._app(scope, receive, noting_send)
        except Exception as error:
            if scope["type"] != "http":
                raise
            request = Request(scope, receive)
            if has_started:  # the line is cut, and the browser asks for the rest
                _log(request, error, HTTPStatus.INTERNAL_SERVER_ERROR)
            else:
                await (await answer(request, error))(scope, receive, send)


def sentence(error: Exception, request: Request) -> tuple[HTTPStatus, str, str]:
    """Status, code and sentence for an error, in the reader's language."""
    language = language_of(request)
    if isinstance(error, Refused):
        return error.status, error.code, texts.text(f"errors.{error.code}", language, **error.values)
    if isinstance(error, ImportRefused):
        return HTTPStatus.UNPROCESSABLE_ENTITY, error.code, error.sentence(language)
    if isinstance(error, HTTPException):
        status, code = HTTPStatus(error.status_code), "not_found" if error.status_code == 404 else "not_understood"
        return status, code, texts.text(f"errors.{code}", language)
    for kind, (status, code) in _TABLE.items():
        if isinstance(error, kind):
            return status, code, texts.text(f"errors.{code}", language, **_values(error, request))
    return HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected", texts.text("errors.unexpected", language)


async def answer(request: Request, error: Exception) -> Response:
    """An error as its sentence: a page, or JSON for the widget."""
    status, code, text = sentence(error, request)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log(request, error, status)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": {"code": code, "text": text}}, status)
    return request.app.state.pages.error(request, status, text)


def _log(request: Request, error: Exception, status: HTTPStatus) -> None:
    name, place = type(error).__name__, where(error)
    log().error("request failed", path=request.url.path, status=int(status), error=name, where=place)


def _values(error: Exception, request: Request) -> dict[str, object]:
    if isinstance(error, AlreadyDecided):
        zone = request.app.state.service.settings.time_zone
        return {"who": error.by or "…", "when": f"{error.at.astimezone(zone):%d.%m.%Y %H:%M}" if error.at else "…"}
    return {}
