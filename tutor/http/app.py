"""The web application: routes, headers, static files, and what happens at start and end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from tutor.http import admin, editor, embed, errors, health, sign_in, student, teacher, turns
from tutor.http.access import FormExpired, SignInFirst
from tutor.http.built import BuiltFiles
from tutor.http.pages import Pages
from tutor.http.security import SecurityHeaders
from tutor.http.streams import TurnStreams
from tutor.wiring import Service, now

STATIC = Path(__file__).with_name("static")


def create_app(service: Service) -> FastAPI:
    """Builds the application around a service that is already wired."""

    streams = TurnStreams(service.tutor, service.turns, service.settings.answers_at_once, now)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = service.settings.threads
        if service.database.is_sqlite:
            # SQLite means one process, so whatever is still open was left by a crash.
            for school in service.people.schools():
                streams.interrupt_left_over(school.id)
        yield
        streams.close()
        service.close()

    app = FastAPI(
        title="Ustaz",
        version="0.1.0",
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    app.state.streams = streams
    app.state.pages = Pages(STATIC)
    for area in (turns, student, embed, sign_in, teacher, editor, admin, health):
        app.include_router(area.router)
    app.mount("/static", BuiltFiles(directory=STATIC), name="static")
    # The last one added stands outermost.
    errors.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=600)
    app.add_middleware(SecurityHeaders, frame_ancestors=service.settings.frame_ancestors)
    app.add_exception_handler(SignInFirst, sign_in.ask_to_sign_in)
    app.add_exception_handler(FormExpired, sign_in.ask_to_send_again)
    return app
