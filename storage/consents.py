"""What guardians allowed their children, and when they took it back; nothing is ever deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, insert, select, update

from storage.audit import Deed, record
from storage.database import Database
from storage.tables import guardian_consents, memberships
from tutor.people import ClassId, PersonId, SchoolId

CHAT = "chat"
"""The scope of using the chat without an adult beside."""


@dataclass(frozen=True, slots=True)
class Consent:
    """A guardian's permission for one student and one scope, in force from ``given_at`` until it is withdrawn."""

    student_id: PersonId
    given_by: str
    given_at: datetime
    scope: str = CHAT


class ConsentStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def give(self, school_id: SchoolId, consent: Consent, by: PersonId, at: datetime) -> bool:
        """Records a consent; False where one for the same scope is in force already."""
        in_force = _in_force(school_id, consent.student_id, consent.scope)
        with self._database.write() as connection:
            if connection.scalar(select(guardian_consents.c.id).where(*in_force)):
                return False
            made = uuid4().hex
            connection.execute(
                insert(guardian_consents).values(
                    id=made,
                    school_id=school_id,
                    student_id=consent.student_id,
                    scope=consent.scope,
                    given_by=consent.given_by,
                    given_at=consent.given_at,
                )
            )
            about = {"scope": consent.scope, "consent": made}
            record(connection, Deed(school_id, by, at, "consent.give", consent.student_id, about))
            return True

    def withdraw(
        self, school_id: SchoolId, student_id: PersonId, by: PersonId, at: datetime, scope: str = CHAT
    ) -> bool:
        """Ends the consent that is in force; False where none is."""
        in_force = _in_force(school_id, student_id, scope)
        with self._database.write() as connection:
            ended = connection.execute(update(guardian_consents).where(*in_force).values(withdrawn_at=at))
            if ended.rowcount:
                record(connection, Deed(school_id, by, at, "consent.withdraw", student_id, {"scope": scope}))
            return bool(ended.rowcount)

    def of_class(self, school_id: SchoolId, class_id: ClassId, scope: str = CHAT) -> dict[PersonId, Consent]:
        """The consents in force for the students of a class."""
        query = (
            select(guardian_consents)
            .join(memberships, memberships.c.person_id == guardian_consents.c.student_id)
            .where(memberships.c.school_id == school_id, memberships.c.class_id == class_id)
            .where(guardian_consents.c.school_id == school_id, guardian_consents.c.scope == scope)
            .where(guardian_consents.c.withdrawn_at.is_(None))
        )
        with self._database.read() as connection:
            return {
                PersonId(row.student_id): Consent(PersonId(row.student_id), row.given_by, row.given_at, row.scope)
                for row in connection.execute(query)
            }


def _in_force(school_id: SchoolId, student_id: PersonId, scope: str) -> Sequence[ColumnElement[bool]]:
    return (
        guardian_consents.c.school_id == school_id,
        guardian_consents.c.student_id == student_id,
        guardian_consents.c.scope == scope,
        guardian_consents.c.withdrawn_at.is_(None),
    )
