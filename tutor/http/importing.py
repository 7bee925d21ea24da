"""Uploading books and lessons, and how far their import has come."""

import hmac
import re
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path, PurePath
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from content.importers import ImportRefused
from content.problems import Problem
from storage.imports import ImportState, Received
from tutor.http.console import Console, EditorConsole
from tutor.http.errors import Refused, sentence
from tutor.http.upload import Upload
from tutor.language import detect

router = APIRouter()

_NUMBERS = re.compile(r"(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?")
_GRADES = range(1, 13)
_MOVING = ("waiting", "running")
_COUNTED = ("drafts", "unchanged", "formulas_lost", "figures_missing", "exercises_skipped")


@router.get("/imports")
def show_imports(page: EditorConsole, notice: str = "") -> HTMLResponse:
    """The upload form and the recent imports; the page renews itself while one is under way."""
    return _show(page, notice=notice if notice == "uploaded" else "")


# The form is not a dependency here: that would read the whole file before its size is known.
@router.post("/import")
async def import_file(request: Request, page: EditorConsole) -> Response:
    """Takes a file in while it arrives and leaves the rest to the worker."""
    ustaz = page.ustaz
    folder = ustaz.settings.folder / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / uuid4().hex
    upload = Upload(path, ustaz.settings.upload_limit_bytes, lambda fields: _check_form(page, fields))
    try:
        await upload.take(request.headers.get("content-type", ""), request.stream())
    except Refused as error:
        status, _, fault = sentence(error, request)
        return await run_in_threadpool(_show, page, status, fault=fault)
    try:
        await run_in_threadpool(_start, page, upload, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return page.go("/editor/imports", notice="uploaded")


def read_grades(typed: str) -> tuple[int, ...]:
    """The grades somebody typed, as in ``5, 7-9``."""
    ranges = [(int(first), int(last or first)) for first, last in _NUMBERS.findall(typed)]
    return tuple(grade for grade in _GRADES if any(first <= grade <= last for first, last in ranges))


def _start(page: Console, upload: Upload, path: Path) -> None:
    ustaz, name = page.ustaz, PurePath(upload.file_name.replace("\\", "/")).name[:200]
    masked = ustaz.guards.mask(name, detect(name).dominant, {}).text
    subject, grades = upload.fields.get("subject", "").strip()[:48], read_grades(upload.fields.get("grades", ""))
    received = Received(path.name, masked, str(path), subject, grades)
    ustaz.imports.start(page.school_id, received, page.person.id, page.now)
    ustaz.queue.wake()


def _check_form(page: Console, fields: Mapping[str, str]) -> None:
    if not hmac.compare_digest(fields.get("csrf", "").encode(), page.session.csrf.encode()):
        raise Refused(HTTPStatus.FORBIDDEN, "form_expired")


def _show(page: Console, status: int = HTTPStatus.OK, notice: str = "", fault: str = "") -> HTMLResponse:
    imports = page.ustaz.imports.recent(page.school_id)
    return page.show(
        "editor_imports.html",
        here="/editor/imports",
        status=status,
        imports=imports,
        subjects=sorted({one.subject for one in page.ustaz.lessons.summaries(page.school_id)} - {""}),
        is_moving=any(one.status in _MOVING for one in imports) and not fault,
        limit=page.ustaz.settings.upload_limit_bytes // 2**20,
        notice=notice,
        fault=fault,
        report_lines=lambda state: _report_lines(page, state),
    )


def _report_lines(page: Console, state: ImportState) -> list[str]:
    """What came of an import: counts that are not zero, or why it failed."""
    report = state.report
    if "code" in report:
        return [ImportRefused(report["code"], report.get("detail", "")).sentence(page.language)]
    counts = [page.text(f"report_{name}", count=report[name]) for name in _COUNTED if report.get(name)]
    return counts + [_problem_line(page, found) for found in report.get("problems", [])]


def _problem_line(page: Console, found: Mapping[str, Any]) -> str:
    place = page.text("report_problem", file=found["file"], number=found["line"])
    return f"{place} {Problem(found['line'], found['code'], found['values']).sentence(page.language)}"
