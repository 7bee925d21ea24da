"""One person as the administrator keeps them: a new password or PIN, and whether they may sign in."""

from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from tutor.dialogue.ports import NotYours
from tutor.http.access import FormIsOurs
from tutor.http.console import AdministratorConsole, Console
from tutor.http.credentials import Secret, renew_secret
from tutor.people import Person, PersonId

router = APIRouter(prefix="/people/{person_id}")

_NOTICES = ("access_closed", "access_opened")


@router.get("")
def show_person(person_id: str, page: AdministratorConsole, notice: str = "") -> HTMLResponse:
    return _show(page, _found(page, person_id), notice=notice if notice in _NOTICES else "")


@router.post("/secret", dependencies=[FormIsOurs])
def give_secret(person_id: str, page: AdministratorConsole) -> HTMLResponse:
    """Replaces a password or PIN; the new one is shown once."""
    found = _found(page, person_id)
    return _show(page, found, secret=renew_secret(page, found))


@router.post("/deactivate", dependencies=[FormIsOurs])
def deactivate(person_id: str, page: AdministratorConsole) -> Response:
    """Closes somebody's access; nobody closes their own, so that a school always has an administrator."""
    found = _found(page, person_id)
    if found.id == page.person.id:
        return _show(page, found, fault="deactivate_self")
    page.ustaz.people.deactivate(page.school_id, found.id, page.person.id, page.now)
    return page.go(f"/admin/people/{found.id}", notice="access_closed")


@router.post("/reactivate", dependencies=[FormIsOurs])
def reactivate(person_id: str, page: AdministratorConsole) -> Response:
    found = _found(page, person_id)
    page.ustaz.people.reactivate(page.school_id, found.id, page.person.id, page.now)
    return page.go(f"/admin/people/{found.id}", notice="access_opened")


def _show(page: Console, found: Person, secret: str = "", notice: str = "", fault: str = "") -> HTMLResponse:
    student = page.ustaz.people.student(page.school_id, found.id)
    login = str(student.number) if student else found.login
    return page.show(
        "admin_person.html",
        here="/admin",
        status=HTTPStatus.CONFLICT if fault else HTTPStatus.OK,
        found=found,
        login=login,
        classes=page.ustaz.people.classes_of(page.school_id, found.id),
        added=[Secret(found.name, login, secret)] if secret else [],
        notice=notice,
        fault=fault,
        **({"school_class": student.school_class} if student else {}),
    )


def _found(page: Console, person_id: str) -> Person:
    found = page.ustaz.people.person(page.school_id, PersonId(person_id))
    if found is None:
        raise NotYours(person_id)
    return found
