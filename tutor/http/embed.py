"""The pages a student opens: the chat alone, and the chat inside a school's own page."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """The chat as a page of its own."""
    return request.app.state.pages.render(request, "chat.html", is_embedded=False)


@router.get("/embed")
def embed(request: Request) -> HTMLResponse:
    """The chat for the iframe that ``loader.js`` puts into another page."""
    return request.app.state.pages.render(request, "chat.html", is_embedded=True)
