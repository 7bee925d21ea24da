"""What must not be lost: rows written with the deed that caused them, taken under a lease, tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, insert, or_, select, update

from storage.database import Database
from storage.tables import outbox
from tutor.people import SchoolId

LEASE = timedelta(minutes=30)
MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Job:
    id: str
    school_id: SchoolId
    topic: str
    payload: dict[str, Any]


def put(connection: Connection, school_id: SchoolId, topic: str, payload: dict[str, Any], at: datetime) -> None:
    """Leaves a job in the transaction of the deed that causes it."""
    connection.execute(
        insert(outbox).values(id=uuid4().hex, school_id=school_id, topic=topic, payload=payload, created_at=at)
    )


def put_once(connection: Connection, school_id: SchoolId, topic: str, at: datetime) -> None:
    """Leaves a job unless the same one already waits untouched."""
    waits = select(outbox.c.id).where(
        outbox.c.school_id == school_id,
        outbox.c.topic == topic,
        outbox.c.done_at.is_(None),
        outbox.c.leased_until.is_(None),
    )
    if connection.execute(waits.limit(1)).one_or_none() is None:
        put(connection, school_id, topic, {}, at)


class Outbox:
    """The worker's side: it serves every school, so it is the one place that reads jobs across schools."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, school_id: SchoolId, topic: str, payload: dict[str, Any], at: datetime) -> None:
        with self._database.write() as connection:
            put(connection, school_id, topic, payload, at)

    def take(self, at: datetime) -> Job | None:
        """The oldest job that nobody holds, leased to the caller."""
        free = (outbox.c.done_at.is_(None)) & or_(outbox.c.leased_until.is_(None), outbox.c.leased_until < at)
        with self._database.write() as connection:
            row = connection.execute(
                select(outbox)
                .where(free, outbox.c.tries < MOST_TRIES)
                .order_by(outbox.c.created_at)
                .limit(1)
                .with_for_update(skip_locked=True)
            ).one_or_none()
            if row is None:
                return None
            connection.execute(
                update(outbox).where(outbox.c.id == row.id).values(leased_until=at + LEASE, tries=row.tries + 1)
            )
        return Job(row.id, SchoolId(row.school_id), row.topic, row.payload)

    def finish(self, job: Job, at: datetime) -> None:
        self._set(job, done_at=at)

    def give_back(self, job: Job, until: datetime) -> None:
        """Lets a failed job be tried again after ``until``."""
        self._set(job, leased_until=until)

    def renew(self) -> int:
        """Frees every lease, for a start when no worker can be running; returns how many jobs are waiting."""
        with self._database.write() as connection:
            waiting = connection.execute(update(outbox).where(outbox.c.done_at.is_(None)).values(leased_until=None))
            return waiting.rowcount

    def _set(self, job: Job, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(
                update(outbox).where(outbox.c.school_id == job.school_id, outbox.c.id == job.id).values(**values)
            )
