"""One class as the administrator keeps it: its students and its teachers."""

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

router = APIRouter(prefix="/classes")

_MOST_AT_ONCE = 40
_HIGHEST_NUMBER = 99


@router.get("/{class_id}")
def show_class(class_id: str, page: AdministratorConsole) -> HTMLResponse:
    return _show(page, _found(page, class_id))


@router.post("/{class_id}/students", dependencies=[FormIsOurs])
def add_students(
    class_id: str,
    page: AdministratorConsole,
    names: Annotated[str, Form(max_length=5000)] = "",
    first: Annotated[int, Form()] = 0,
) -> Response:
    """Adds students, one name a line; ``first`` is the number the form promised, so that no form counts twice."""
    found, people = _found(page, class_id), page.ustaz.people
    listed = [name.strip()[:120] for name in names.splitlines() if name.strip()]
    if fault := _students_fault(listed, first, people.next_number(page.school_id, found.id)):
        return _show(page, found, fault, names)
    added = [Secret(name, str(number), new_pin()) for number, name in enumerate(listed, start=first)]
    try:
        people.enrol(page.school_id, found.id, _newcomers(page, found, added), page.person.id, page.now)
    except NameTaken:
        return _show(page, found, "students_moved", names)
    return _show(page, found, added=added)


@router.post("/{class_id}/teachers", dependencies=[FormIsOurs])
def add_teacher(class_id: str, page: AdministratorConsole, person_id: Annotated[str, Form()] = "") -> Response:
    """Puts a teacher into a class; twice is once."""
    found = _found(page, class_id)
    teacher = next((one for one in _teachers(page) if one.id == person_id), None)
    if teacher is None:
        return _show(page, found, "teacher_unknown")
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


def _show(
    page: Console, found: SchoolClass, fault: str = "", names: str = "", added: list[Secret] | None = None
) -> HTMLResponse:
    people, teachers = page.ustaz.people, taught(page).get(found.id, [])
    return page.show(
        "admin_class.html",
        here="/admin",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        school_class=found,
        students=people.students_of(page.school_id, found.id),
        teachers=teachers,
        others=[one for one in _teachers(page) if one not in teachers],
        first=people.next_number(page.school_id, found.id),
        most=_MOST_AT_ONCE,
        fault=fault,
        names=names,
        added=added or [],
    )


def _found(page: Console, class_id: str) -> SchoolClass:
    for found in page.ustaz.people.classes_of(page.school_id):
        if found.id == class_id:
            return found
    raise NotYours(class_id)


def _teachers(page: Console) -> list[Person]:
    return [one for one in page.ustaz.people.staff(page.school_id) if one.role is Role.TEACHER and one.active]
