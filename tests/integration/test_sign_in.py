from datetime import timedelta

import pytest

from storage.database import Database
from storage.sign_in import LOCK, SESSION, TRIES, SignInStore, TooManyTries, WrongCredentials
from tests.samples import AT


def test_a_student_signs_in_with_class_code_number_and_pin(two_schools: Database) -> None:
    session = SignInStore(two_schools).student("code-1", 2, "1234", AT)
    assert session.person.id == "school-1-student-2"
    assert session.person.school_id == "school-1"


@pytest.mark.parametrize(
    ("code", "number", "pin"), [("CODE-1", 1, "4321"), ("CODE-1", 9, "1234"), ("NONE", 1, "1234"), ("CODE-1", 1, "")]
)
def test_anything_wrong_gets_the_same_answer(two_schools: Database, code: str, number: int, pin: str) -> None:
    with pytest.raises(WrongCredentials):
        SignInStore(two_schools).student(code, number, pin, AT)


def test_tries_are_counted_per_account_and_classmates_are_not_locked_out(two_schools: Database) -> None:
    store = SignInStore(two_schools)
    for _ in range(TRIES):
        with pytest.raises(WrongCredentials):
            store.student("CODE-1", 1, "0000", AT)
    with pytest.raises(TooManyTries):
        store.student("CODE-1", 1, "1234", AT)
    assert store.student("CODE-1", 2, "1234", AT)
    assert store.student("CODE-1", 1, "1234", AT + LOCK + timedelta(seconds=1))


def test_staff_cannot_sign_in_as_students_nor_students_as_staff(two_schools: Database) -> None:
    store = SignInStore(two_schools)
    with pytest.raises(WrongCredentials):
        store.staff("school-1-student-1", "1234", AT)
    assert store.staff(" School-1-Teacher-1 ", "a long password", AT).person.role == "teacher"


def test_a_session_ends_by_time_and_by_signing_out(two_schools: Database) -> None:
    store = SignInStore(two_schools)
    session = store.student("CODE-1", 1, "1234", AT)
    assert store.session(session.token, AT) is not None
    assert store.session(session.token, AT + SESSION + timedelta(seconds=1)) is None
    assert store.session(session.token + "x", AT) is None
    store.sign_out(session.token)
    assert store.session(session.token, AT) is None


def test_tokens_and_secrets_are_stored_only_as_hashes(two_schools: Database) -> None:
    session = SignInStore(two_schools).student("CODE-1", 1, "1234", AT)
    with two_schools.read() as connection:
        stored = str(connection.exec_driver_sql("SELECT * FROM sessions").all())
        people = str(connection.exec_driver_sql("SELECT secret_hash FROM people").all())
    assert session.token not in stored
    assert "1234" not in people.replace("$", " ").split()
    assert "argon2id" in people
