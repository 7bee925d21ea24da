"""What somebody typed into a form whose session had ended: carried through signing in and given back."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, StringConstraints, ValidationError

from storage.sign_in import Session
from tutor.language import Language
from tutor.people import Role

HOME = {Role.TEACHER: "/teacher", Role.EDITOR: "/editor", Role.ADMINISTRATOR: "/admin"}
LONGEST = 200_000
_LABELS = {"text": "your_reply", "names": "names"}
"""The long fields of the consoles' forms; a form without one is quickly filled in again."""
_URLENCODED = "application/x-www-form-urlencoded"


class Kept(BaseModel):
    """A form that was not carried out: where it was going, and its fields without the token of the old session."""

    action: Annotated[str, StringConstraints(pattern=r"^/(teacher|editor|admin)(/[\w@-]+)+$")]
    fields: dict[str, str]


async def kept_form(request: Request) -> Kept | None:
    """The form that was sent, if it came from a page of ours and has something long in it."""
    if not request.headers.get("content-type", "").startswith(_URLENCODED) or not _is_from_here(request):
        return None
    form = await request.form()
    fields = {name: value for name, value in form.items() if isinstance(value, str) and name != "csrf"}
    if not any(fields.get(name, "").strip() for name in _LABELS) or sum(map(len, fields.values())) > LONGEST / 2:
        return None
    try:
        return Kept(action=request.url.path, fields=fields)
    except ValidationError:
        return None


def read_kept(carried: str, role: Role) -> Kept | None:
    """What the sign-in page carried, unless it is none of this person's business."""
    try:
        kept = Kept.model_validate_json(carried)
    except ValidationError:
        return None
    return kept if kept.action.startswith(HOME[role] + "/") else None


def give_back(
    request: Request, session: Session, kept: Kept, status: int, language: Language | None = None
) -> HTMLResponse:
    """The form once more, with the token of the present session."""
    return request.app.state.pages.render(
        request,
        "kept.html",
        status,
        language,
        session=session,
        kept=kept,
        labels=_LABELS,
        home=HOME[session.person.role],
    )


def _is_from_here(request: Request) -> bool:
    """Whether a page of ours sent a form: what another site wrote must not be offered for sending."""
    if site := request.headers.get("sec-fetch-site"):
        return site == "same-origin"
    return urlsplit(request.headers.get("origin", "")).netloc == request.headers.get("host")
