"""The language a page or an error is shown in."""

from typing import get_args

from starlette.requests import Request

from tutor.language import Language


def language_of(request: Request) -> Language:
    """The cookie's choice, else the first of our languages the browser accepts, else Kazakh."""
    chosen = request.cookies.get("language", "")
    accepted = [
        part.split(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")
    ]
    for code in (chosen, *accepted):
        for language in get_args(Language):
            if code == language:
                return language
    return "kk"
