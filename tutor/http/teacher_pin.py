"""A new PIN for a student who has forgotten theirs, from the teacher of their class."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse

from tutor.dialogue.ports import NotYours
from tutor.http.access import FormIsOurs
from tutor.http.console import Console, TeacherConsole
from tutor.http.credentials import Secret, renew_secret
from tutor.people import ClassId, Student

router = APIRouter(prefix="/classes/{class_id}/pin")


@router.get("")
def choose_student(
    class_id: str, page: TeacherConsole, student: Annotated[str, Query(max_length=32)] = ""
) -> HTMLResponse:
    return _show(page, class_id, student)


@router.post("", dependencies=[FormIsOurs])
def give_pin(class_id: str, page: TeacherConsole, student: Annotated[str, Form()] = "") -> HTMLResponse:
    """Replaces a student's PIN; the new one is shown once."""
    chosen = next((one for one in _students(page, class_id) if one.person.id == student), None)
    if chosen is None:
        return _show(page, class_id, fault="student_unknown")
    pin = renew_secret(page, chosen.person)
    return _show(page, class_id, added=[Secret(chosen.person.name, str(chosen.number), pin)])


def _show(
    page: Console, class_id: str, chosen: str = "", fault: str = "", added: list[Secret] | None = None
) -> HTMLResponse:
    return page.show(
        "teacher_pin.html",
        here=f"/teacher/classes/{class_id}",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        students=_students(page, class_id),
        school_class=page.classes()[ClassId(class_id)],
        chosen=chosen,
        fault=fault,
        added=added or [],
    )


def _students(page: Console, class_id: str) -> list[Student]:
    """Those of a class of this teacher who can sign in."""
    if ClassId(class_id) not in page.classes():
        raise NotYours(class_id)
    return [one for one in page.ustaz.people.students_of(page.school_id, ClassId(class_id)) if one.person.active]
