"""People and classes: names that are taken, new secrets, closed accounts."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from storage.database import Database
from storage.people import NameTaken, Newcomer, PeopleStore
from tests.samples import AT, EDITOR, OTHER_SCHOOL, SCHOOL, person
from tutor.people import ClassId, PersonId, Role, SchoolClass

CLASS = SchoolClass(ClassId("class-school-1"), SCHOOL.id, "7 «Ә»", 7, "CODE-1")
STUDENT, TEACHER = person(1), person(1, Role.TEACHER)
NEW = replace(STUDENT, id=PersonId("new"), login="new")
ANOTHER = replace(CLASS, id=ClassId("another"), name="8 «Б»", code="EIGHT8")

TAKEN: dict[str, Callable[[PeopleStore], None]] = {
    "login": lambda people: people.add_person(replace(NEW, login=TEACHER.login.upper()), "", EDITOR, AT),
    "login of another school": lambda people: people.add_person(
        replace(NEW, login=person(1, Role.TEACHER, OTHER_SCHOOL).login), "", EDITOR, AT
    ),
    "class_name": lambda people: people.add_class(replace(ANOTHER, name=CLASS.name), EDITOR, AT),
    "class_code": lambda people: people.add_class(replace(ANOTHER, code="code-2"), EDITOR, AT),
    "number": lambda people: people.enrol(SCHOOL.id, CLASS.id, [Newcomer(NEW, 2, "")], EDITOR, AT),
    "member": lambda people: people.join(SCHOOL.id, CLASS.id, TEACHER.id),
}


@pytest.mark.parametrize("what", TAKEN)
def test_a_name_that_is_taken_is_said(two_schools: Database, what: str) -> None:
    with pytest.raises(NameTaken) as refused:
        TAKEN[what](PeopleStore(two_schools))
    assert refused.value.what == what.partition(" ")[0]


def test_another_school_may_call_a_class_the_same(two_schools: Database) -> None:
    people = PeopleStore(two_schools)
    people.add_class(ANOTHER, EDITOR, AT)
    people.add_class(replace(ANOTHER, id=ClassId("theirs"), school_id=OTHER_SCHOOL.id, code="THEIRS"), EDITOR, AT)
    assert [one.name for one in people.classes_of(OTHER_SCHOOL.id)] == [CLASS.name, ANOTHER.name]


def test_of_students_added_together_all_come_or_none(two_schools: Database) -> None:
    people = PeopleStore(two_schools)
    first, second = (Newcomer(replace(NEW, id=PersonId(f"new-{n}"), login=f"new-{n}"), n, "") for n in (3, 4))
    with pytest.raises(NameTaken):
        people.enrol(SCHOOL.id, CLASS.id, [first, replace(second, number=1)], EDITOR, AT)
    assert people.next_number(SCHOOL.id, CLASS.id) == 3
    people.enrol(SCHOOL.id, CLASS.id, [first, second], EDITOR, AT)
    assert [one.number for one in people.students_of(SCHOOL.id, CLASS.id)] == [1, 2, 3, 4]


def test_what_the_database_refuses_for_another_reason_is_no_taken_name(two_schools: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key") as refused:
        PeopleStore(two_schools).join(SCHOOL.id, ClassId("nowhere"), STUDENT.id, 9)
    assert not isinstance(refused.value, NameTaken)
