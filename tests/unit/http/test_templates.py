import re
from datetime import UTC
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
from starlette.requests import Request

from tests.samples import AT
from tests.unit.http.page_samples import FRAME, PAGES
from tutor.http import pages
from tutor.http.pages import Pages
from tutor.http.wording import Wording
from tutor.language import Language

TEMPLATES = Path(pages.__file__).with_name("templates")
PARTS = {"base.html", "narrow.html", "language.html", "parts.html", "secrets.html", "chat.html"}
WITHOUT_CSRF = {"/language", "/sign-in"}
VOID = {"meta", "link", "input", "br", "img"}
LANGUAGES = get_args(Language)
CASES = [(name, place, language) for name in PAGES for place in range(len(PAGES[name])) for language in LANGUAGES]


class Outline(HTMLParser):
    """What a page is made of: its elements with their attributes, and the tags that were closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrongly_closed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrongly_closed.append(tag)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def render(name: str, place: int, language: Language) -> str:
    request = Request(
        {
            "type": "http",
            "method": "GET",
            "path": "/teacher",
            "query_string": b"",
            "headers": [(b"host", b"school.example"), (b"referer", b"http://school.example/editor")],
            "scheme": "http",
            "server": ("school.example", 80),
        }
    )
    values: dict[str, Any] = FRAME | {"say": Wording(language, AT, UTC)} | PAGES[name][place]
    made = Pages(TEMPLATES.with_name("static")).render(request, name, language=language, **values)
    return bytes(made.body).decode()


def test_every_page_has_a_sample() -> None:
    assert {path.name for path in TEMPLATES.glob("*.html")} - PARTS == set(PAGES)


@pytest.mark.parametrize(("name", "place", "language"), CASES)
def test_a_page_is_whole_and_keeps_to_the_security_policy(name: str, place: int, language: Language) -> None:
    html = render(name, place, language)
    outline = Outline(html)
    assert (outline.open, outline.wrongly_closed) == ([], [])
    assert not re.search(r"<(style|script)\b|\sstyle=|\son[a-z]+=|javascript:", html)
    assert "None" not in re.sub(r"<[^>]+>", " ", html)
    assert outline.elements[0] == ("html", {"lang": language})


@pytest.mark.parametrize(("name", "place", "language"), CASES)
def test_a_page_can_be_read_without_seeing_it(name: str, place: int, language: Language) -> None:
    outline = Outline(render(name, place, language))
    ids = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    labelled = {attributes.get("for") for attributes in outline.all("label")}
    for field in [*outline.all("input"), *outline.all("select"), *outline.all("textarea")]:
        assert field.get("type") in ("hidden", "checkbox") or field["id"] in labelled
    for _, attributes in outline.elements:
        for reference in ("aria-labelledby", "aria-describedby"):
            assert set((attributes.get(reference) or "").split()) <= set(ids)
    assert "main" in {tag for tag, _ in outline.elements}
    assert "h1" in {tag for tag, _ in outline.elements}


@pytest.mark.parametrize("name", PAGES)
def test_every_form_that_changes_something_carries_the_token_of_the_session(name: str) -> None:
    for place in range(len(PAGES[name])):
        for form in re.findall(r"<form.*?</form>", render(name, place, "en"), re.DOTALL):
            attributes = Outline(form).elements[0][1]
            if attributes.get("method") == "post" and attributes["action"] not in WITHOUT_CSRF:
                assert '<input type="hidden" name="csrf" value="csrf-of-the-session">' in form


def test_what_a_student_wrote_is_shown_as_text_with_marks_for_what_was_hidden() -> None:
    html = render("teacher_conversation.html", 0, "ru")
    assert "<b>лёд</b>" not in html
    assert "&lt;b&gt;лёд&lt;/b&gt;" in html
    assert "⟨PERSON_1⟩" not in html
    assert 'class="masked"' in html
    assert "имя 1" in html


def test_what_the_student_saw_is_shown_as_it_was() -> None:
    assert "<p>Лёд легче.</p>" in render("teacher_conversation.html", 0, "kk")


def test_a_reply_that_could_not_be_sent_is_given_back() -> None:
    assert "Мой ответ" in render("teacher_conversation.html", 1, "ru")


def test_only_a_page_with_an_import_under_way_renews_itself() -> None:
    renewing = [name for name in PAGES if 'http-equiv="refresh"' in render(name, 0, "en")]
    assert renewing == ["editor_imports.html"]
