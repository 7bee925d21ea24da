"""Guardians' consents: in force until withdrawn, never deleted."""

from datetime import timedelta

from storage.audit import AuditStore
from storage.consents import Consent, ConsentStore
from storage.database import Database
from tests.samples import AT, EDITOR, OTHER_SCHOOL, SCHOOL, person
from tutor.people import ClassId

CLASS = ClassId("class-school-1")
STUDENT = person(1).id
GIVEN = Consent(STUDENT, "Анасы", AT - timedelta(days=3))


def test_a_consent_is_in_force_until_it_is_withdrawn_and_can_be_given_again(two_schools: Database) -> None:
    consents = ConsentStore(two_schools)
    assert consents.of_class(SCHOOL.id, CLASS) == {}
    again = Consent(STUDENT, "Әкесі", AT)
    for one in (GIVEN, again):
        assert consents.give(SCHOOL.id, one, EDITOR, AT)
        assert consents.of_class(SCHOOL.id, CLASS) == {STUDENT: one}
        assert consents.withdraw(SCHOOL.id, STUDENT, EDITOR, AT)
        assert consents.of_class(SCHOOL.id, CLASS) == {}
    with two_schools.read() as connection:
        kept = connection.exec_driver_sql("SELECT given_by FROM guardian_consents WHERE withdrawn_at IS NOT NULL").all()
    assert sorted(row.given_by for row in kept) == ["Анасы", "Әкесі"]
    actions = [one.action for one in AuditStore(two_schools).entries(SCHOOL.id, 4)]
    assert actions == ["consent.withdraw", "consent.give"] * 2


def test_a_consent_is_recorded_once_and_withdrawn_once(two_schools: Database) -> None:
    consents = ConsentStore(two_schools)
    before = len(AuditStore(two_schools).entries(SCHOOL.id))
    assert [consents.give(SCHOOL.id, GIVEN, EDITOR, AT) for _ in range(2)] == [True, False]
    assert [consents.withdraw(SCHOOL.id, STUDENT, EDITOR, AT) for _ in range(2)] == [True, False]
    assert len(AuditStore(two_schools).entries(SCHOOL.id)) == before + 2


def test_a_consent_counts_for_its_scope_and_its_student_only(two_schools: Database) -> None:
    consents = ConsentStore(two_schools)
    consents.give(SCHOOL.id, Consent(STUDENT, "Анасы", AT, "photographs"), EDITOR, AT)
    consents.give(SCHOOL.id, Consent(person(2).id, "Анасы", AT), EDITOR, AT)
    assert set(consents.of_class(SCHOOL.id, CLASS)) == {person(2).id}
    assert not consents.withdraw(SCHOOL.id, STUDENT, EDITOR, AT)
    assert not consents.withdraw(OTHER_SCHOOL.id, person(2).id, EDITOR, AT)


def test_the_log_does_not_name_the_guardian(two_schools: Database) -> None:
    ConsentStore(two_schools).give(SCHOOL.id, GIVEN, EDITOR, AT)
    assert "Анасы" not in str(AuditStore(two_schools).entries(SCHOOL.id, 1))
