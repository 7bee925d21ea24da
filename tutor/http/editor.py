"""The editors' list of lessons, approving many at once, and what students asked in vain."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import HTMLResponse, Response

from content.checks import check_lesson
from content.model import Status, VersionId
from content.problems import blocking
from storage.lessons import AlreadyDecided, VersionSummary
from tutor.http import disagreements, importing, lesson_preview, search_test
from tutor.http.access import FormIsOurs
from tutor.http.console import Console, EditorConsole
from tutor.http.lesson_list import PAGE, Filter, approvable, current, lesson_rows

router = APIRouter(prefix="/editor", include_in_schema=False)
for part in (disagreements, importing, lesson_preview, search_test):
    router.include_router(part.router)

_NAMED = 20
"""How many refused lessons a page names after approving many."""

Field = Annotated[str, Query(max_length=200)]
FormField = Annotated[str, Form(max_length=200)]


def asked_filter(
    status: Field = "", subject: Field = "", book: Field = "", language: Field = "", title: Field = ""
) -> Filter:
    """The filter in the address of the page."""
    return Filter(status, subject, book, language, title.strip())


def posted_filter(
    status: FormField = "",
    subject: FormField = "",
    book: FormField = "",
    language: FormField = "",
    title: FormField = "",
) -> Filter:
    """The filter that a form carries along."""
    return Filter(status, subject, book, language, title.strip())


@router.get("")
def show_lessons(
    page: EditorConsole,
    wanted: Annotated[Filter, Depends(asked_filter)],
    number: Annotated[int, Query(ge=1, alias="page")] = 1,
    approved: Annotated[int, Query(ge=0)] = 0,
    decided: Annotated[int, Query(ge=0)] = 0,
    faulty: Annotated[list[str] | None, Query(max_length=_NAMED)] = None,
) -> HTMLResponse:
    """Lessons by status; the last three fields say what came of approving many."""
    versions = page.ustaz.lessons.summaries(page.school_id)
    rows = lesson_rows(versions, wanted, page.language)
    pages = max(1, -(-len(rows) // PAGE))
    number = min(number, pages)
    return page.show(
        "editor_lessons.html",
        here="/editor",
        wanted=wanted,
        rows=rows[(number - 1) * PAGE : number * PAGE],
        found=len(rows),
        number=number,
        pages=pages,
        approvable=approvable(versions, wanted),
        counts=Counter(version.status for version in current(versions)),
        statuses=tuple(Status),
        subjects=sorted({version.subject for version in versions} - {""}),
        books=sorted({version.book for version in versions} - {""}),
        in_vain=page.ustaz.inbox.not_covered(page.school_id, 3),
        result={"approved": approved, "decided": decided, "faulty": _known(versions, faulty or [])},
    )


@router.post("/approve", dependencies=[FormIsOurs])
def approve_many(
    page: EditorConsole,
    wanted: Annotated[Filter, Depends(posted_filter)],
    version: Annotated[list[str] | None, Form()] = None,
    scope: Annotated[str, Form()] = "selected",
) -> Response:
    """Approves the ticked drafts, or all that the filter lets through; those with errors stay drafts."""
    waiting = approvable(page.ustaz.lessons.summaries(page.school_id), wanted if scope == "all" else Filter())
    chosen = [one.id for one in waiting if scope == "all" or one.id in set(version or [])]
    approved, decided, faulty = 0, 0, []
    for version_id in chosen:
        if blocking(check_lesson(page.ustaz.lessons.lesson(page.school_id, version_id))):
            faulty.append(version_id)
        elif _approve(page, version_id):
            approved += 1
        else:
            decided += 1
    page.ustaz.queue.wake()
    decided += 0 if scope == "all" else len(set(version or [])) - len(chosen)
    return page.go("/editor", **wanted.query(), approved=approved, decided=decided, faulty=faulty[:_NAMED])


@router.get("/not-covered")
def show_not_covered(page: EditorConsole) -> HTMLResponse:
    """What students asked that no lesson answers, most asked first."""
    return page.show(
        "editor_not_covered.html",
        here="/editor/not-covered",
        in_vain=page.ustaz.inbox.not_covered(page.school_id),
        titles=page.ustaz.reports.titles(page.school_id, page.language),
    )


def _approve(page: Console, version_id: VersionId) -> bool:
    try:
        page.ustaz.lessons.take_step(page.school_id, version_id, "approve", page.person.id, page.now)
    except AlreadyDecided:
        return False
    return True


def _known(versions: list[VersionSummary], ids: list[str]) -> list[VersionSummary]:
    return [version for version in versions if version.id in set(ids)]
