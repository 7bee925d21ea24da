"""The append-only record of who did what; the database itself refuses to change it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage.database import Database
from storage.tables import audit, people
from tutor.people import SchoolId


@dataclass(frozen=True, slots=True)
class Deed:
    """Something somebody did: ``action`` is ``thing.verb``, ``subject`` the id of the thing."""

    school_id: SchoolId
    actor_id: str
    at: datetime
    action: str
    subject: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, object]


def record(connection: Connection, deed: Deed) -> None:
    """Writes a deed in its own transaction, so that there is never one without the other."""
    connection.execute(
        insert(audit).values(
            school_id=deed.school_id,
            at=deed.at,
            actor_id=deed.actor_id,
            action=deed.action,
            subject=deed.subject,
            details=dict(deed.details),
        )
    )


class AuditStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def record_once(self, deed: Deed, since: datetime) -> None:
        """Writes a deed of its own, unless the same person has done the same to the same thing ``since``."""
        same = (
            select(audit.c.id)
            .where(audit.c.school_id == deed.school_id, audit.c.at >= since)
            .where(audit.c.actor_id == deed.actor_id)
            .where(audit.c.action == deed.action, audit.c.subject == deed.subject)
        )
        with self._database.write() as connection:
            if connection.scalar(same) is None:
                record(connection, deed)

    def entries(self, school_id: SchoolId, limit: int = 200) -> list[AuditEntry]:
        """The newest entries first."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(audit, people.c.name)
                .outerjoin(people, people.c.id == audit.c.actor_id)
                .where(audit.c.school_id == school_id)
                .order_by(audit.c.id.desc())
                .limit(limit)
            )
            return [AuditEntry(row.at, row.name or row.actor_id, row.action, row.subject, row.details) for row in rows]
