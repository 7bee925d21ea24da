"""The administrator's pages: classes and people."""

import secrets
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from storage.sign_in import hash_secret
from tutor.dialogue.ports import NotYours
from tutor.http import oversight
from tutor.http.access import FormIsOurs
from tutor.http.console import AdministratorConsole, Console
from tutor.language import Language
from tutor.people import ClassId, Person, PersonId, Role, SchoolClass

router = APIRouter(prefix="/admin", include_in_schema=False)
router.include_router(oversight.router)

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that are read as others."""
_MOST_AT_ONCE = 40
_HIGHEST_NUMBER = 99
_LEAST_LOGIN = 3

_NOTHING_TYPED = dict.fromkeys(("class_name", "grade", "name", "login", "role", "language"), "")

Text = Annotated[str, Form(max_length=120)]


@dataclass(frozen=True, slots=True)
class Secret:
    """What a new person signs in with; shown once and stored only as a hash."""

    name: str
    login: str
    secret: str


@router.get("")
def show_people(page: AdministratorConsole) -> HTMLResponse:
    return _people(page)


@router.post("/classes", dependencies=[FormIsOurs])
def add_class(page: AdministratorConsole, name: Text = "", grade: Annotated[int, Form(ge=1, le=12)] = 1) -> Response:
    """Adds a class with a code of its own."""
    name, people = name.strip(), page.ustaz.people
    if not name or any(found.name == name for found in people.classes_of(page.school_id)):
        fault = "class_name_taken" if name else "class_name_empty"
        return _people(page, fault, {"class_name": name, "grade": str(grade)})
    code = "".join(secrets.choice(_LETTERS) for _ in range(6))
    added = SchoolClass(ClassId(uuid4().hex), page.school_id, name, grade, code)
    people.add_class(added, page.person.id, page.now)
    return page.go(f"/admin/classes/{added.id}")


@router.post("/staff", dependencies=[FormIsOurs])
def add_staff(
    page: AdministratorConsole,
    name: Text = "",
    login: Annotated[str, Form(max_length=64)] = "",
    role: Annotated[Role, Form()] = Role.TEACHER,
    language: Annotated[Language, Form()] = "kk",
) -> Response:
    """Adds a teacher, an editor or another administrator with a password shown once."""
    name, login = name.strip(), login.strip().lower()
    if fault := _staff_fault(page, name, login, role):
        return _people(page, fault, {"name": name, "login": login, "role": role, "language": language})
    person = Person(PersonId(uuid4().hex), page.school_id, role, login, name, language)
    password = "-".join("".join(secrets.choice(_LETTERS.lower()) for _ in range(4)) for _ in range(3))
    page.ustaz.people.add_person(person, hash_secret(password), page.person.id, page.now)
    return _people(page, added=[Secret(name, login, password)])


@router.get("/classes/{class_id}")
def show_class(class_id: str, page: AdministratorConsole) -> HTMLResponse:
    return _class(page, _found(page, class_id))


@router.post("/classes/{class_id}/students", dependencies=[FormIsOurs])
def add_students(
    class_id: str,
    page: AdministratorConsole,
    names: Annotated[str, Form(max_length=5000)] = "",
    first: Annotated[int, Form()] = 0,
) -> Response:
    """Adds students, one name a line; ``first`` is the number the form promised, so that no form counts twice."""
    found, people = _found(page, class_id), page.ustaz.people
    listed = [name.strip()[:120] for name in names.splitlines() if name.strip()]
    number = people.next_number(page.school_id, found.id)
    if fault := _students_fault(listed, first, number):
        return _class(page, found, fault, names)
    added = [_add_student(page, found, name, number + place) for place, name in enumerate(listed)]
    return _class(page, found, added=added)


@router.post("/classes/{class_id}/teachers", dependencies=[FormIsOurs])
def add_teacher(class_id: str, page: AdministratorConsole, person_id: Annotated[str, Form()] = "") -> Response:
    """Puts a teacher into a class; twice is once."""
    found = _found(page, class_id)
    teacher = next((one for one in _teachers(page) if one.id == person_id), None)
    if teacher is None:
        return _class(page, found, "teacher_unknown")
    if found not in page.ustaz.people.classes_of(page.school_id, teacher.id):
        page.ustaz.people.join(page.school_id, found.id, teacher.id)
    return page.go(f"/admin/classes/{found.id}")


def _staff_fault(page: Console, name: str, login: str, role: Role) -> str:
    if not name:
        return "name_empty"
    if len(login) < _LEAST_LOGIN or not all(sign.isalnum() or sign in ".-_@" for sign in login):
        return "login_wrong"
    if role is Role.STUDENT:
        return "role_wrong"
    return "login_taken" if any(one.login == login for one in page.ustaz.people.staff(page.school_id)) else ""


def _students_fault(listed: list[str], first: int, number: int) -> str:
    if not listed:
        return "name_empty"
    if first != number:
        return "students_moved"
    return "students_many" if len(listed) > _MOST_AT_ONCE or number + len(listed) - 1 > _HIGHEST_NUMBER else ""


def _add_student(page: Console, found: SchoolClass, name: str, number: int) -> Secret:
    people, pin = page.ustaz.people, f"{secrets.randbelow(10**6):06}"
    login, language = f"{found.code.lower()}-{number}", people.school(page.school_id).language
    person = Person(PersonId(uuid4().hex), page.school_id, Role.STUDENT, login, name, language)
    people.add_person(person, hash_secret(pin), page.person.id, page.now)
    people.join(page.school_id, found.id, person.id, number)
    return Secret(name, str(number), pin)


def _people(
    page: Console, fault: str = "", typed: dict[str, str] | None = None, added: list[Secret] | None = None
) -> HTMLResponse:
    people = page.ustaz.people
    classes = people.classes_of(page.school_id)
    taught = _taught(page)
    return page.show(
        "admin_people.html",
        here="/admin",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        classes=[(one, len(people.students_of(page.school_id, one.id)), taught.get(one.id, [])) for one in classes],
        staff=people.staff(page.school_id),
        roles=(Role.TEACHER, Role.EDITOR, Role.ADMINISTRATOR),
        typed=_NOTHING_TYPED | (typed or {}),
        fault=fault,
        added=added or [],
    )


def _class(
    page: Console, found: SchoolClass, fault: str = "", names: str = "", added: list[Secret] | None = None
) -> HTMLResponse:
    people, teachers = page.ustaz.people, _taught(page).get(found.id, [])
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
    return [one for one in page.ustaz.people.staff(page.school_id) if one.role is Role.TEACHER]


def _taught(page: Console) -> dict[ClassId, list[Person]]:
    """Every class that has teachers, with them."""
    taught: dict[ClassId, list[Person]] = {}
    for teacher in _teachers(page):
        for found in page.ustaz.people.classes_of(page.school_id, teacher.id):
            taught.setdefault(found.id, []).append(teacher)
    return taught
