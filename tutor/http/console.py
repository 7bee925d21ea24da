"""A page of a console: who is looking, the frame around it, and where a form leads back to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from content.model import Lesson, Span, VersionId
from content.render import page_html
from content.render.page import Mark
from storage.sign_in import Session
from tutor import texts
from tutor.dialogue.events import figure_url
from tutor.http.access import ConsoleSession, TheService, allow
from tutor.http.language import language_of
from tutor.http.wording import Wording
from tutor.language import Language
from tutor.people import ClassId, Person, Role, SchoolClass, SchoolId
from tutor.wiring import Service, now


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the side navigation; ``count`` says how much waits there."""

    label: str
    address: str
    count: int = 0


def asked_mark(
    unit: Annotated[str, Query(max_length=128)] = "",
    start: Annotated[int, Query(ge=0)] = 0,
    end: Annotated[int, Query(ge=0)] = 0,
) -> Mark | None:
    """The sentence that an address wants marked."""
    return (unit, Span(start, end)) if unit and end > start else None


AskedMark = Annotated[Mark | None, Depends(asked_mark)]


class Console:
    """One request of a signed-in adult."""

    def __init__(self, request: Request, session: Session, ustaz: Service) -> None:
        self.request = request
        self.session = session
        self.ustaz = ustaz
        self.now = now()
        self.language: Language = language_of(request)

    @property
    def person(self) -> Person:
        return self.session.person

    @property
    def school_id(self) -> SchoolId:
        return self.session.person.school_id

    def text(self, key: str, **values: object) -> str:
        return texts.text(f"pages.{key}", self.language, **values)

    @property
    def midnight(self) -> datetime:
        """When the school's day began."""
        return self.now.astimezone(self.ustaz.settings.time_zone).replace(hour=0, minute=0, second=0, microsecond=0)

    def wording(self, language: Language) -> Wording:
        """How values are said to somebody who reads ``language``."""
        return Wording(language, self.now, self.ustaz.settings.time_zone)

    def classes(self) -> dict[ClassId, SchoolClass]:
        """The classes this person teaches."""
        return {found.id: found for found in self.ustaz.people.classes_of(self.school_id, self.person.id)}

    def page_of(self, version_id: VersionId, lesson: Lesson, mark: Mark | None = None) -> str:
        """A lesson as the student sees it, pictures it lacks replaced by their descriptions."""
        pictures = self.ustaz.reports.pictures(self.school_id, version_id)
        return page_html(
            lesson, mark, lambda name: figure_url(self.school_id, version_id, name) if name in pictures else ""
        )

    def show(self, template: str, here: str = "", status: int = HTTPStatus.OK, **values: Any) -> HTMLResponse:
        """Renders a page inside its frame; ``here`` is the address of the navigation entry it belongs to."""
        links = _LINKS[self.person.role](self)
        return self.request.app.state.pages.render(
            self.request,
            template,
            status,
            session=self.session,
            links=links,
            here=here,
            back=self._back(links[0].address),
            say=self.wording(self.language),
            **values,
        )

    def go(self, address: str, anchor: str = "", **query: object) -> RedirectResponse:
        """Sends the browser on after a form."""
        asked = "?" + urlencode(query, doseq=True) if query else ""
        return RedirectResponse(f"{address}{asked}{'#' + anchor if anchor else ''}", HTTPStatus.SEE_OTHER)

    def _back(self, home: str) -> str:
        """Where a change of language leads: this page, unless it is the answer to a form."""
        if self.request.method != "GET":
            return home
        return self.request.url.path + (f"?{self.request.url.query}" if self.request.url.query else "")


def console(*roles: Role) -> Callable[..., Console]:
    """A dependency: the console of a signed-in person of one of these roles."""

    def opened(
        request: Request, session: ConsoleSession, _person: Annotated[Person, Depends(allow(*roles))], ustaz: TheService
    ) -> Console:
        return Console(request, session, ustaz)

    return opened


TeacherConsole = Annotated[Console, Depends(console(Role.TEACHER))]
EditorConsole = Annotated[Console, Depends(console(Role.EDITOR))]
AdministratorConsole = Annotated[Console, Depends(console(Role.ADMINISTRATOR))]


def _teacher_links(page: Console) -> list[Link]:
    classes = page.classes()
    alerts = page.ustaz.inbox.open_alerts(page.school_id, list(classes))
    waiting = page.ustaz.inbox.questions(page.school_id, list(classes))
    return [
        Link(page.text("nav_today"), "/teacher", len(alerts)),
        Link(page.text("nav_questions"), "/teacher/questions", len(waiting)),
        Link(page.text("nav_not_covered"), "/teacher/not-covered"),
        *(Link(found.name, f"/teacher/classes/{found.id}") for found in classes.values()),
    ]


def _editor_links(page: Console) -> list[Link]:
    disagreements = page.ustaz.disagreements.waiting(page.school_id)
    return [
        Link(page.text("nav_lessons"), "/editor"),
        Link(page.text("nav_not_covered"), "/editor/not-covered"),
        Link(page.text("nav_disagreements"), "/editor/disagreements", len(disagreements)),
        Link(page.text("nav_imports"), "/editor/imports"),
        Link(page.text("nav_search"), "/editor/search"),
    ]


def _administrator_links(page: Console) -> list[Link]:
    return [
        Link(page.text("nav_people"), "/admin"),
        Link(page.text("nav_safeguarding"), "/admin/safeguarding"),
        Link(page.text("nav_audit"), "/admin/audit"),
        Link(page.text("nav_health"), "/admin/health"),
    ]


_LINKS: dict[Role, Callable[[Console], list[Link]]] = {
    Role.TEACHER: _teacher_links,
    Role.EDITOR: _editor_links,
    Role.ADMINISTRATOR: _administrator_links,
}
