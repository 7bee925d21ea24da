"""People and classes: names that are taken, new secrets, closed accounts."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from storage.audit import AuditStore
from storage.database import Database
from storage.people import NameTaken, Newcomer, PeopleStore
from storage.sign_in import TRIES, SignInStore, TooManyTries, WrongCredentials, hash_secret
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


def test_a_new_pin_replaces_the_old_one_and_ends_its_sessions(two_schools: Database) -> None:
    people, sign_in = PeopleStore(two_schools), SignInStore(two_schools)
    old, mate = sign_in.student("CODE-1", 1, "1234", AT), sign_in.student("CODE-1", 2, "1234", AT)
    people.set_secret(SCHOOL.id, STUDENT.id, hash_secret("8642"), TEACHER.id, AT)
    assert sign_in.session(old.token, AT) is None
    assert sign_in.session(mate.token, AT)
    with pytest.raises(WrongCredentials):
        sign_in.student("CODE-1", 1, "1234", AT)
    assert sign_in.student("CODE-1", 1, "8642", AT).person == STUDENT
    entry = AuditStore(two_schools).entries(SCHOOL.id)[0]
    assert (entry.actor, entry.action, entry.subject) == (TEACHER.name, "person.secret", STUDENT.id)
    assert "8642" not in str(entry)


def test_a_new_pin_opens_an_account_that_was_locked(two_schools: Database) -> None:
    people, sign_in = PeopleStore(two_schools), SignInStore(two_schools)
    for _ in range(TRIES):
        with pytest.raises(WrongCredentials):
            sign_in.student("CODE-1", 1, "0000", AT)
    with pytest.raises(TooManyTries):
        sign_in.student("CODE-1", 1, "1234", AT)
    people.set_secret(SCHOOL.id, STUDENT.id, hash_secret("8642"), TEACHER.id, AT)
    assert sign_in.student("CODE-1", 1, "8642", AT)


def test_a_closed_account_is_signed_out_until_it_is_opened_again(two_schools: Database) -> None:
    people, sign_in = PeopleStore(two_schools), SignInStore(two_schools)
    session = sign_in.student("CODE-1", 1, "1234", AT)
    people.deactivate(SCHOOL.id, STUDENT.id, EDITOR, AT)
    with pytest.raises(WrongCredentials):
        sign_in.student("CODE-1", 1, "1234", AT)
    people.reactivate(SCHOOL.id, STUDENT.id, EDITOR, AT)
    assert sign_in.session(session.token, AT) is None, "what was closed does not come to life again"
    assert sign_in.student("CODE-1", 1, "1234", AT)
    actions = [one.action for one in AuditStore(two_schools).entries(SCHOOL.id, 2)]
    assert actions == ["person.reactivate", "person.deactivate"]


@pytest.mark.parametrize("change", ["set_secret", "deactivate"])
def test_a_change_while_somebody_is_signing_in_is_not_overtaken(
    two_schools: Database, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = PeopleStore(two_schools)

    def slow_comparison(secret_hash: str, secret: str) -> bool:
        if change == "deactivate":
            people.deactivate(SCHOOL.id, STUDENT.id, EDITOR, AT)
        else:
            people.set_secret(SCHOOL.id, STUDENT.id, "another hash", EDITOR, AT)
        return True

    monkeypatch.setattr("storage.sign_in._is_right", slow_comparison)
    with pytest.raises(WrongCredentials):
        SignInStore(two_schools).student("CODE-1", 1, "1234", AT)


def test_nobody_of_another_school_is_changed(two_schools: Database) -> None:
    people, sign_in = PeopleStore(two_schools), SignInStore(two_schools)
    session = sign_in.student("CODE-2", 1, "1234", AT)
    people.set_secret(SCHOOL.id, session.person.id, "nothing", EDITOR, AT)
    people.deactivate(SCHOOL.id, session.person.id, EDITOR, AT)
    assert sign_in.session(session.token, AT)
    assert sign_in.student("CODE-2", 1, "1234", AT)
    assert people.person(SCHOOL.id, session.person.id) is None
