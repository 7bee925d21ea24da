"""What an administrator answers for: the safeguarding contact, the audit log, and whether all is well."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, Response

from storage.people import NoSafeguardingContact
from tutor.doctor import findings
from tutor.http.access import FormIsOurs
from tutor.http.admin_class import taught
from tutor.http.console import AdministratorConsole, Console

router = APIRouter()

_ENTRIES = 100


@router.get("/safeguarding")
def show_safeguarding(page: AdministratorConsole, notice: str = "") -> HTMLResponse:
    school = page.ustaz.people.school(page.school_id)
    saved = "saved" if notice == "saved" else ""
    return _safeguarding(page, school.safeguarding_name, school.safeguarding_contact, notice=saved)


@router.post("/safeguarding", dependencies=[FormIsOurs])
def set_safeguarding(
    page: AdministratorConsole,
    name: Annotated[str, Form(max_length=200)] = "",
    contact: Annotated[str, Form(max_length=400)] = "",
) -> Response:
    """Changes the adult who is told when a child is in danger; there is always one."""
    try:
        page.ustaz.people.set_safeguarding(page.school_id, name, contact, page.person.id, page.now)
    except NoSafeguardingContact:
        return _safeguarding(page, name, contact, fault="safeguarding_empty")
    return page.go("/admin/safeguarding", notice="saved")


@router.get("/audit")
def show_audit(page: AdministratorConsole, limit: Annotated[int, Query(ge=1, le=10_000)] = _ENTRIES) -> HTMLResponse:
    """Who did what, newest first."""
    entries = page.ustaz.audit.entries(page.school_id, limit + 1)
    return page.show(
        "admin_audit.html",
        here="/admin/audit",
        entries=entries[:limit],
        more=limit + _ENTRIES if len(entries) > limit else 0,
    )


@router.get("/health")
def show_health(page: AdministratorConsole) -> HTMLResponse:
    """What this school and its installation are missing, and the classes whose alerts nobody would see."""
    teachers = taught(page)
    return page.show(
        "admin_health.html",
        here="/admin/health",
        findings=list(findings(page.ustaz, page.school_id)),
        alone=[found for found in page.ustaz.people.classes_of(page.school_id) if found.id not in teachers],
    )


def _safeguarding(page: Console, name: str, contact: str, notice: str = "", fault: str = "") -> HTMLResponse:
    return page.show(
        "admin_safeguarding.html",
        here="/admin/safeguarding",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        name=name,
        contact=contact,
        notice=notice,
        fault=fault,
    )
