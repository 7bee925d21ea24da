"""The editors' queue of what two sources state differently: both passages side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from content.model import Lesson, Span, VersionId
from content.plain import plain
from content.render import marked_html
from retrieval.chunking import passages_of
from tutor.http.access import FormIsOurs
from tutor.http.console import Console, EditorConsole
from tutor.http.transcript import cited_place
from tutor.publishing.disagreements import Disagreement, Place, differing, values_of

router = APIRouter(prefix="/disagreements")

_AT_ONCE = 50
"""Entries on the page; the next come when these are dealt with."""
_NOTICES = ("disagreement_dismissed", "disagreement_gone")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two passages; ``html`` is rendered clean, its sentence marked."""

    version_id: VersionId
    lesson: Lesson
    address: str
    html: Markup
    sentence: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry of the queue; ``values`` are what the two sides say."""

    id: str
    sides: tuple[Side, Side]
    values: tuple[str, str]


@router.get("")
def show_disagreements(page: EditorConsole, notice: str = "") -> HTMLResponse:
    waiting = page.ustaz.disagreements.waiting(page.school_id)
    return page.show(
        "editor_disagreements.html",
        here="/editor/disagreements",
        notice=notice if notice in _NOTICES else "",
        found=len(waiting),
        entries=shown(page, waiting[:_AT_ONCE]),
    )


@router.post("/{disagreement_id}/dismiss", dependencies=[FormIsOurs])
def dismiss(disagreement_id: Annotated[str, Path(max_length=64)], page: EditorConsole) -> Response:
    """Closes an entry where both values are right."""
    was_first = page.ustaz.disagreements.dismiss(page.school_id, disagreement_id, page.person.id, page.now)
    return page.go("/editor/disagreements", notice="disagreement_dismissed" if was_first else "disagreement_gone")


def shown(page: Console, waiting: Sequence[Disagreement]) -> list[Shown]:
    """The entries as the page shows them."""
    return [_shown(one.id, _side(page, one.first), _side(page, one.second)) for one in waiting]


def _shown(disagreement_id: str, first: Side, second: Side) -> Shown:
    one, other = values_of(first.sentence), values_of(second.sentence)
    return Shown(disagreement_id, (first, second), differing(one, other) or (", ".join(one), ", ".join(other)))


def _side(page: Console, place: Place) -> Side:
    lesson = page.ustaz.lessons.lesson(page.school_id, place.version_id)
    text, span = _around(lesson, place)
    html = marked_html(text, span, lesson.language).replace(' id="cited"', "")  # one page holds many of them
    return Side(
        version_id=place.version_id,
        lesson=lesson,
        address=f"/editor/lessons/{cited_place(place.version_id, place.unit_key, place.span)}",
        html=Markup(html),  # noqa: S704 - clean since rendered
        sentence=plain(text[span.start : span.end]),
    )


def _around(lesson: Lesson, place: Place) -> tuple[str, Span]:
    """The passage that holds the sentence, and the sentence's span in it."""
    for passage in passages_of(lesson, place.version_id):
        if passage.unit_key == place.unit_key and passage.span.start <= place.span.start < passage.span.end:
            begins = passage.span.start
            return passage.text, Span(place.span.start - begins, place.span.end - begins)
    return "", Span(0, 0)
