"""Server-rendered pages: Jinja templates with the texts, the language and the built files at hand."""

import json
from collections.abc import Mapping
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tutor import texts
from tutor.http.language import language_of
from tutor.language import LANGUAGES, Language


class Pages:
    """Renders a template for a request."""

    def __init__(self, static: Path) -> None:
        self._static = static
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, undefined=StrictUndefined
        )

    def render(
        self,
        request: Request,
        template: str,
        status: int = HTTPStatus.OK,
        language: Language | None = None,
        **values: Any,
    ) -> HTMLResponse:
        """``t(key)`` is the page's text of the area ``pages``; ``built(name)`` the address of a built file."""
        language = language or language_of(request)

        def t(key: str, **places: object) -> str:
            return texts.text(f"pages.{key}", language, **places)

        html = self._templates.get_template(template).render(
            t=t, text=texts.text, built=self.built, language=language, languages=LANGUAGES, request=request, **values
        )
        return HTMLResponse(html, status)

    def error(self, request: Request, status: HTTPStatus, sentence: str) -> HTMLResponse:
        return self.render(request, "error.html", status, sentence=sentence)

    def built(self, name: str) -> str:
        """``/static/…`` with the hash of the built file in its name."""
        return f"/static/{self._manifest.get(name, name)}"

    @property
    def preload(self) -> list[str]:
        """The files the chat's first script needs at once."""
        return self._manifest.get("preload", [])

    @cached_property
    def _manifest(self) -> Mapping[str, Any]:
        path = self._static / "manifest.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
