from datetime import timedelta
from uuid import uuid4

from sqlalchemy import insert

from storage.database import Database
from storage.tables import conversations, vault
from storage.vault import VaultEntries
from tests.samples import AT, OTHER_SCHOOL, SCHOOL, person


def test_sealed_values_are_given_to_their_school_and_forgotten_when_expired(two_schools: Database) -> None:
    conversation = str(uuid4())
    with two_schools.write() as connection:
        connection.execute(
            insert(conversations).values(
                id=conversation,
                school_id=SCHOOL.id,
                student_id=person(1).id,
                class_id=f"class-{SCHOOL.id}",
                started_at=AT,
                last_at=AT,
            )
        )
        for number, days in ((1, 1), (2, 3)):
            connection.execute(
                insert(vault).values(
                    school_id=SCHOOL.id,
                    conversation_id=conversation,
                    placeholder=f"⟨PERSON_{number}⟩",
                    key=str(number),
                    kind="PERSON",
                    sealed=b"sealed",
                    expires_at=AT + timedelta(days=days),
                )
            )
    entries = VaultEntries(two_schools)
    assert set(entries.sealed_values(SCHOOL.id, conversation)) == {"⟨PERSON_1⟩", "⟨PERSON_2⟩"}
    assert entries.sealed_values(OTHER_SCHOOL.id, conversation) == {}
    assert entries.forget_expired(AT + timedelta(days=2)) == 1
    assert set(entries.sealed_values(SCHOOL.id, conversation)) == {"⟨PERSON_2⟩"}
