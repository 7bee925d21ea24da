"""The pages a student opens: the chat alone, and the chat inside a school's own page."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

router = APIRouter(include_in_schema=False)

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b7285"/>'
    '<path d="M9 8l7 9 7-9M16 17v8M11 20h10" stroke="#fff" stroke-width="3" fill="none"/></svg>'
)


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """The chat as a page of its own."""
    return _chat(request, is_embedded=False)


@router.get("/favicon.ico")
def icon() -> Response:
    """The mark of Ustaz: the letter Ұ on a square."""
    return Response(_ICON, media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})


@router.get("/embed")
def embed(request: Request) -> HTMLResponse:
    """The chat for the iframe that ``loader.js`` puts into another page."""
    return _chat(request, is_embedded=True)


def _chat(request: Request, *, is_embedded: bool) -> HTMLResponse:
    pages = request.app.state.pages
    return pages.render(request, "chat.html", is_embedded=is_embedded, preload=pages.preload)
