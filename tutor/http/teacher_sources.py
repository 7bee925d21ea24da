"""The sources a class uses, in order: a teacher adds, removes and lifts them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from storage.sources import MOST, Source
from tutor.dialogue.ports import NotYours
from tutor.http.access import FormIsOurs
from tutor.http.console import Console, TeacherConsole
from tutor.language import LANGUAGES, Language
from tutor.people import ClassId, SchoolClass

router = APIRouter(prefix="/classes/{class_id}/sources")


@dataclass(frozen=True, slots=True)
class Listed:
    """A source as the page names it; no ``title`` for the school's own lessons, no ``lessons`` where none is left."""

    book: str
    title: str
    lessons: int


@router.get("")
def show_sources(class_id: str, page: TeacherConsole, notice: str = "") -> HTMLResponse:
    return _show(page, _class(page, class_id), notice=notice if notice == "sources_saved" else "")


@router.post("", dependencies=[FormIsOurs])
def change_sources(
    class_id: str,
    page: TeacherConsole,
    step: Annotated[str, Form(max_length=16)],
    book: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Changes the list by one step: ``add``, ``remove`` or ``up``; an empty ``book`` is the school's own lessons."""
    found, store = _class(page, class_id), page.ustaz.sources
    chosen = store.chosen(page.school_id, found.id)
    if step not in _STEPS or (step == "add" and not any(one.is_named(book) for one in store.available(found))):
        raise NotYours(book)
    changed = _STEPS[step](chosen, book)
    if len(changed) > MOST:
        return _show(page, found, fault="sources_many")
    if changed != chosen:
        store.choose(page.school_id, found.id, changed, page.person.id, page.now)
    return page.go(f"/teacher/classes/{class_id}/sources", notice="sources_saved")


def _added(chosen: tuple[str, ...], book: str) -> tuple[str, ...]:
    return chosen if book in chosen else (*chosen, book)


def _removed(chosen: tuple[str, ...], book: str) -> tuple[str, ...]:
    return tuple(one for one in chosen if one != book)


def _lifted(chosen: tuple[str, ...], book: str) -> tuple[str, ...]:
    place = chosen.index(book) if book in chosen else 0
    return chosen if place == 0 else (*chosen[: place - 1], book, chosen[place - 1], *chosen[place + 1 :])


_STEPS = {"add": _added, "remove": _removed, "up": _lifted}


def _show(page: Console, school_class: SchoolClass, notice: str = "", fault: str = "") -> HTMLResponse:
    available = page.ustaz.sources.available(school_class)
    chosen = page.ustaz.sources.chosen(page.school_id, school_class.id)
    others = [one for one in available if not any(one.is_named(book) for book in chosen)]
    return page.show(
        "teacher_sources.html",
        here=f"/teacher/classes/{school_class.id}",
        status=HTTPStatus.CONFLICT if fault else HTTPStatus.OK,
        school_class=school_class,
        chosen=[_listed(book, available, page.language) for book in chosen],
        others=[_listed(one.book, [one], page.language) for one in others],
        notice=notice,
        fault=fault,
    )


def _listed(book: str, available: Sequence[Source], language: Language) -> Listed:
    found = next((one for one in available if one.is_named(book)), None)
    if found is None:
        return Listed(book, book, 0)
    return Listed(book, _title(found.titles, language), len(found.lessons))


def _title(titles: Mapping[Language, str], language: Language) -> str:
    return next((titles[one] for one in (language, *LANGUAGES) if one in titles), "")


def _class(page: Console, class_id: str) -> SchoolClass:
    found = page.classes().get(ClassId(class_id))
    if found is None:
        raise NotYours(class_id)
    return found
