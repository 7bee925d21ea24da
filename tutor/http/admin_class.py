"""One class as the administrator keeps it: its students, their consents and its teachers."""

from contextlib import suppress
from http import HTTPStatus
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from storage.people import NameTaken, Newcomer
from storage.sign_in import hash_secret
from tutor.dialogue.ports import NotYours
from tutor.http.access import FormIsOurs
from tutor.http.console import AdministratorConsole, Console
from tutor.http.credentials import Secret, new_pin
from tutor.people import ClassId, Person, PersonId, Role, SchoolClass

router = APIRouter(prefix="/classes/{class_id}")

_MOST_AT_ONCE = 40
_HIGHEST_NUMBER = 99
_INDEPENDENT_GRADE = 7
"""Below it students are under thirteen."""
_NOTHING_TYPED = dict.fromkeys(("names", "student", "given_by", "given_on"), "")


@router.get("")
def show_class(class_id: str, page: AdministratorConsole) -> HTMLResponse:
    return show_page(page, found_class(page, class_id))


@router.post("/students", dependencies=[FormIsOurs])
def add_students(
    class_id: str,
    page: AdministratorConsole,
    names: Annotated[str, Form(max_length=5000)] = "",
    first: Annotated[int, Form()] = 0,
) -> Response:
    """Adds students, one name a line; ``first`` is the number the form promised, so that no form counts twice."""
    found, people = found_class(page, class_id), page.ustaz.people
    listed = [name.strip()[:120] for name in names.splitlines() if name.strip()]
    if fault := _students_fault(listed, first, people.next_number(page.school_id, found.id)):
        return show_page(page, found, fault, {"names": names})
    added = [Secret(name, str(number), new_pin()) for number, name in enumerate(listed, start=first)]
    try:
        people.enrol(page.school_id, found.id, _newcomers(page, found, added), page.person.id, page.now)
    except NameTaken:
        return show_page(page, found, "students_moved", {"names": names})
    return show_page(page, found, added=added)


@router.post("/teachers", dependencies=[FormIsOurs])
def add_teacher(class_id: str, page: AdministratorConsole, person_id: Annotated[str, Form()] = "") -> Response:
    """Puts a teacher into a class; twice is once."""
    found = found_class(page, class_id)
    teacher = next((one for one in _teachers(page) if one.id == person_id), None)
    if teacher is None:
        return show_page(page, found, "teacher_unknown")
    with suppress(NameTaken):
        page.ustaz.people.join(page.school_id, found.id, teacher.id)
    return page.go(f"/admin/classes/{found.id}")


def taught(page: Console) -> dict[ClassId, list[Person]]:
    """Every class that has teachers, with them."""
    found: dict[ClassId, list[Person]] = {}
    for teacher in _teachers(page):
        for one in page.ustaz.people.classes_of(page.school_id, teacher.id):
            found.setdefault(one.id, []).append(teacher)
    return found


def _students_fault(listed: list[str], first: int, number: int) -> str:
    if not listed:
        return "name_empty"
    if first != number:
        return "students_moved"
    return "students_many" if len(listed) > _MOST_AT_ONCE or number + len(listed) - 1 > _HIGHEST_NUMBER else ""


def _newcomers(page: Console, found: SchoolClass, added: list[Secret]) -> list[Newcomer]:
    """Students never type their login; its # keeps it apart from those of staff."""
    language = page.ustaz.people.school(page.school_id).language

    def made(one: Secret) -> Newcomer:
        login = f"{found.code.lower()}#{one.login}"
        person = Person(PersonId(uuid4().hex), page.school_id, Role.STUDENT, login, one.name, language)
        return Newcomer(person, int(one.login), hash_secret(one.secret))

    return [made(one) for one in added]


def show_page(
    page: Console,
    found: SchoolClass,
    fault: str = "",
    typed: dict[str, str] | None = None,
    added: list[Secret] | None = None,
) -> HTMLResponse:
    """The page of a class; ``typed`` is what a form that could not be carried out gives back."""
    people, teachers = page.ustaz.people, taught(page).get(found.id, [])
    students, consents = (
        people.students_of(page.school_id, found.id),
        page.ustaz.consents.of_class(page.school_id, found.id),
    )
    return page.show(
        "admin_class.html",
        here="/admin",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        school_class=found,
        students=students,
        consents=consents,
        lacking=[one for one in students if one.person.active and one.person.id not in consents],
        is_young=found.grade < _INDEPENDENT_GRADE,
        today=page.midnight.date().isoformat(),
        teachers=teachers,
        others=[one for one in _teachers(page) if one not in teachers],
        first=people.next_number(page.school_id, found.id),
        most=_MOST_AT_ONCE,
        fault=fault,
        typed=_NOTHING_TYPED | (typed or {}),
        added=added or [],
    )


def found_class(page: Console, class_id: str) -> SchoolClass:
    """A class of this school, or ``NotYours``."""
    for found in page.ustaz.people.classes_of(page.school_id):
        if found.id == class_id:
            return found
    raise NotYours(class_id)


def _teachers(page: Console) -> list[Person]:
    return [one for one in page.ustaz.people.staff(page.school_id) if one.role is Role.TEACHER and one.active]
