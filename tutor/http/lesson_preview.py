"""One lesson version as its editor judges it: how students will see it, what changed, what it becomes."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from content.checks import check_lesson, check_translations
from content.editing import STEPS, steps_from
from content.model import Lesson, Status, VersionId
from content.problems import Problem, Severity, blocking
from content.render import plain, to_html
from content.render.page import Mark
from retrieval.chunking import passages_of
from storage.audit import AuditEntry
from storage.lessons import AlreadyDecided, VersionSummary
from tutor.dialogue.ports import NotYours
from tutor.http.access import FormIsOurs
from tutor.http.console import AskedMark, Console, EditorConsole
from tutor.http.errors import sentence
from tutor.http.lesson_changes import changes
from tutor.http.lesson_list import current
from tutor.language import LANGUAGES

router = APIRouter()

_LEADS_TO = {"lesson.add": Status.DRAFT} | {f"lesson.{step}": goal for step, (_, goal) in STEPS.items()}


@dataclass(frozen=True, slots=True)
class Stage:
    """A station of a version's life, with who brought it there last and when."""

    status: Status
    is_current: bool
    reached: AuditEntry | None


@router.get("/lessons/{version_id}")
def show_version(version_id: str, page: EditorConsole, mark: AskedMark, notice: str = "") -> HTMLResponse:
    """Any version, old ones too, with the sentence marked that a citation or the editors' queue points at."""
    return _show(page, VersionId(version_id), notice=notice if notice in STEPS else "", mark=mark)


@router.post("/lessons/{version_id}/{step}", dependencies=[FormIsOurs])
def take_step(version_id: str, step: str, page: EditorConsole, seen: Annotated[str, Form()] = "") -> Response:
    """Moves a version on; ``seen`` is the status the editor was looking at."""
    if step not in STEPS:
        raise NotYours(step)
    version, ustaz = VersionId(version_id), page.ustaz
    summary = ustaz.lessons.summary(page.school_id, version)
    if step == "approve" and blocking(check_lesson(ustaz.lessons.lesson(page.school_id, version))):
        return _show(page, version, HTTPStatus.CONFLICT, fault=page.text("approve_blocked"))
    try:
        if seen != summary.status:
            raise AlreadyDecided(summary.status, summary.decided_by, summary.decided_at)
        ustaz.lessons.take_step(page.school_id, version, step, page.person.id, page.now)
    except AlreadyDecided as error:
        status, _, fault = sentence(error, page.request)
        return _show(page, version, status, fault=fault)
    ustaz.queue.wake()
    return page.go(f"/editor/lessons/{version_id}", notice=step)


def _show(
    page: Console,
    version_id: VersionId,
    status: int = HTTPStatus.OK,
    notice: str = "",
    fault: str = "",
    mark: Mark | None = None,
) -> HTMLResponse:
    summary = page.ustaz.lessons.summary(page.school_id, version_id)
    lesson = page.ustaz.lessons.lesson(page.school_id, version_id)
    versions = [one for one in page.ustaz.lessons.summaries(page.school_id) if one.lesson_id == summary.lesson_id]
    problems = check_lesson(lesson)
    problems_of_all = [*problems, *_translation_problems(page, lesson, versions)]
    previous = _previous(summary, versions)
    return page.show(
        "editor_lesson.html",
        here="/editor",
        status=status,
        notice=notice,
        fault=fault,
        lesson=lesson,
        summary=summary,
        html=page.page_of(version_id, lesson, mark),
        newer=page.ustaz.citations.newer(page.school_id, version_id),
        stages=_stages(page, summary),
        siblings=sorted(current(versions), key=lambda one: (LANGUAGES.index(one.language), -one.number)),
        steps=steps_from(summary.status),
        blocked=bool(blocking(problems)),
        problems=[(problem, problem.sentence(page.language)) for problem in problems_of_all],
        passages=passages_of(lesson, version_id),
        previous=previous,
        changes=changes(page.ustaz.lessons.lesson(page.school_id, previous.id), lesson) if previous else [],
        rendered=lambda text: to_html(text, lesson.language),
        plain=plain,
    )


def _previous(summary: VersionSummary, versions: list[VersionSummary]) -> VersionSummary | None:
    earlier = [one for one in versions if one.language == summary.language and one.number < summary.number]
    return max(earlier, key=lambda one: one.number, default=None)


def _stages(page: Console, summary: VersionSummary) -> list[Stage]:
    reached: dict[Status, AuditEntry] = {}
    for entry in page.ustaz.reports.history(page.school_id, summary.id):
        if goal := _LEADS_TO.get(entry.action):
            reached[goal] = entry
    return [Stage(status, status is summary.status, reached.get(status)) for status in Status]


def _translation_problems(page: Console, lesson: Lesson, versions: list[VersionSummary]) -> list[Problem]:
    """Where this version and the newest others disagree: advice only, since one language has to come first."""
    newest = {one.language: one for one in sorted(versions, key=lambda one: one.number)}
    others = [page.ustaz.lessons.lesson(page.school_id, one.id) for one in newest.values()]
    together = [lesson, *(other for other in others if other.language != lesson.language)]
    found = check_translations(together) if len(together) > 1 else []
    here = [problem for problem in found if problem.file == f"{lesson.language}.md"]
    return [replace(problem, severity=Severity.ADVICE) for problem in here]
