"""The consents of guardians: recorded and withdrawn on the page of a class."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from storage.consents import Consent
from tutor.http.access import FormIsOurs
from tutor.http.admin_class import found_class, show_page
from tutor.http.console import AdministratorConsole, Console
from tutor.people import ClassId, PersonId

router = APIRouter(prefix="/classes/{class_id}/consents")

_FIRST_DAY = date(2000, 1, 1)


@router.post("", dependencies=[FormIsOurs])
def give_consent(
    class_id: str,
    page: AdministratorConsole,
    student: Annotated[str, Form(max_length=32)] = "",
    given_by: Annotated[str, Form(max_length=200)] = "",
    given_on: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Records who allowed a student to use the chat, and when; twice is once."""
    found, given_at = found_class(page, class_id), _moment(page, given_on)
    fault = "" if _is_in_class(page, found.id, student) else "student_unknown"
    fault = fault or ("" if given_by.strip() else "given_by_empty")
    if fault or given_at is None:
        typed = {"student": student, "given_by": given_by, "given_on": given_on}
        return show_page(page, found, fault or "given_on_wrong", typed)
    consent = Consent(PersonId(student), given_by.strip(), given_at)
    page.ustaz.consents.give(page.school_id, consent, page.person.id, page.now)
    return page.go(f"/admin/classes/{found.id}", "consents")


@router.post("/withdraw", dependencies=[FormIsOurs])
def withdraw_consent(
    class_id: str, page: AdministratorConsole, student: Annotated[str, Form(max_length=32)] = ""
) -> Response:
    found = found_class(page, class_id)
    if not _is_in_class(page, found.id, student):
        return show_page(page, found, "student_unknown")
    page.ustaz.consents.withdraw(page.school_id, PersonId(student), page.person.id, page.now)
    return page.go(f"/admin/classes/{found.id}", "consents")


def _is_in_class(page: Console, class_id: ClassId, student: str) -> bool:
    return any(one.person.id == student for one in page.ustaz.people.students_of(page.school_id, class_id))


def _moment(page: Console, typed: str) -> datetime | None:
    """The beginning of a typed day in the school's time zone, unless it is no day, has yet to come or is long gone."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    if not _FIRST_DAY <= day <= page.midnight.date():
        return None
    return page.midnight.replace(year=day.year, month=day.month, day=day.day)
