"""The administrator's pages: all classes and all staff of the school."""

from http import HTTPStatus
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from storage.people import NameTaken
from storage.sign_in import hash_secret
from tutor.http import admin_class, admin_consents, admin_person, oversight
from tutor.http.access import FormIsOurs
from tutor.http.admin_class import taught
from tutor.http.console import AdministratorConsole, Console
from tutor.http.credentials import Secret, new_code, new_password
from tutor.language import Language
from tutor.people import ClassId, Person, PersonId, Role, SchoolClass

router = APIRouter(prefix="/admin", include_in_schema=False)
for part in (admin_class, admin_consents, admin_person, oversight):
    router.include_router(part.router)

_LEAST_LOGIN = 3
_NOTHING_TYPED = dict.fromkeys(("class_name", "grade", "name", "login", "role", "language"), "")

Text = Annotated[str, Form(max_length=120)]


@router.get("")
def show_people(page: AdministratorConsole) -> HTMLResponse:
    return _show(page)


@router.post("/classes", dependencies=[FormIsOurs])
def add_class(page: AdministratorConsole, name: Text = "", grade: Annotated[int, Form(ge=1, le=12)] = 1) -> Response:
    """Adds a class with a code of its own."""
    name, typed = name.strip(), {"class_name": name.strip(), "grade": str(grade)}
    if not name:
        return _show(page, "class_name_empty", typed)
    added = SchoolClass(ClassId(uuid4().hex), page.school_id, name, grade, new_code())
    try:
        page.ustaz.people.add_class(added, page.person.id, page.now)
    except NameTaken as taken:
        return _show(page, f"{taken.what}_taken", typed)
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
    typed = {"name": name, "login": login, "role": role, "language": language}
    if fault := _staff_fault(name, login, role):
        return _show(page, fault, typed)
    person, password = Person(PersonId(uuid4().hex), page.school_id, role, login, name, language), new_password()
    try:
        page.ustaz.people.add_person(person, hash_secret(password), page.person.id, page.now)
    except NameTaken as taken:
        return _show(page, f"{taken.what}_taken", typed)
    return _show(page, added=[Secret(name, login, password)])


def _staff_fault(name: str, login: str, role: Role) -> str:
    if not name:
        return "name_empty"
    if len(login) < _LEAST_LOGIN or not all(sign.isalnum() or sign in ".-_@" for sign in login):
        return "login_wrong"
    return "role_wrong" if role is Role.STUDENT else ""


def _show(
    page: Console, fault: str = "", typed: dict[str, str] | None = None, added: list[Secret] | None = None
) -> HTMLResponse:
    people = page.ustaz.people
    classes = people.classes_of(page.school_id)
    teachers = taught(page)
    return page.show(
        "admin_people.html",
        here="/admin",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        classes=[(one, len(people.students_of(page.school_id, one.id)), teachers.get(one.id, [])) for one in classes],
        staff=people.staff(page.school_id),
        roles=(Role.TEACHER, Role.EDITOR, Role.ADMINISTRATOR),
        typed=_NOTHING_TYPED | (typed or {}),
        fault=fault,
        added=added or [],
    )
