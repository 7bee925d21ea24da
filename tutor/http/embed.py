"""The pages a student opens: the chat alone, and the chat inside a school's own page."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """The chat as a page of its own."""
    return _chat(request, is_embedded=False)


@router.get("/embed")
def embed(request: Request) -> HTMLResponse:
    """The chat for the iframe that ``loader.js`` puts into another page."""
    return _chat(request, is_embedded=True)


def _chat(request: Request, *, is_embedded: bool) -> HTMLResponse:
    pages = request.app.state.pages
    return pages.render(request, "chat.html", is_embedded=is_embedded, preload=pages.preload)
