"""Uploads on their way to becoming drafts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from storage.database import Database
from storage.outbox import put
from storage.tables import imports
from tutor.people import PersonId, SchoolId


@dataclass(frozen=True, slots=True)
class ImportState:
    """``status`` is waiting, running, finished or failed; ``report`` counts what came in or names the failure, and
    until then says when work began."""

    id: str
    file_name: str
    status: str
    done: int
    total: int
    report: Mapping[str, Any]
    created_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Received:
    """A received file; ``file_name`` is already masked, subject and grades are for sources that do not say them."""

    id: str
    file_name: str
    path: str
    subject: str = ""
    grades: tuple[int, ...] = ()


class ImportStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, school_id: SchoolId, upload: Received, by: PersonId, at: datetime) -> None:
        """Notes an upload and leaves its job, together."""
        with self._database.write() as connection:
            connection.execute(
                insert(imports).values(
                    id=upload.id,
                    school_id=school_id,
                    person_id=by,
                    file_name=upload.file_name,
                    status="waiting",
                    report={},
                    created_at=at,
                )
            )
            about = {"file_name": upload.file_name, "subject": upload.subject, "grades": list(upload.grades)}
            put(connection, school_id, "import", {"import": upload.id, "path": upload.path, "by": by, **about}, at)

    def begin(self, school_id: SchoolId, import_id: str, at: datetime) -> datetime | None:
        """When work on an import first began, which is ``at`` unless an earlier try died; None where it is over."""
        mine = (imports.c.school_id == school_id) & (imports.c.id == import_id)
        with self._database.write() as connection:
            row = connection.execute(select(imports.c.status, imports.c.report).where(mine)).one()
            if row.status in ("finished", "failed"):
                return None
            if "begun" in row.report:
                return datetime.fromisoformat(row.report["begun"])
            connection.execute(update(imports).where(mine).values(report={"begun": at.isoformat()}))
            return at

    def progress(self, school_id: SchoolId, import_id: str) -> Callable[[int, int], None]:
        """A function that notes how far an import has come."""

        def note(done: int, total: int) -> None:
            self._set(school_id, import_id, status="running", done=done, total=total)

        return note

    def finish(self, school_id: SchoolId, import_id: str, report: Mapping[str, Any], at: datetime) -> None:
        self._set(school_id, import_id, status="finished", report=dict(report), finished_at=at)

    def fail(self, school_id: SchoolId, import_id: str, report: Mapping[str, Any], at: datetime) -> None:
        self._set(school_id, import_id, status="failed", report=dict(report), finished_at=at)

    def recent(self, school_id: SchoolId, limit: int = 20) -> list[ImportState]:
        """Newest first."""
        query = select(imports).where(imports.c.school_id == school_id).order_by(imports.c.created_at.desc())
        with self._database.read() as connection:
            return [
                ImportState(
                    row.id,
                    row.file_name,
                    row.status,
                    row.done,
                    row.total,
                    row.report,
                    row.created_at,
                    row.finished_at,
                )
                for row in connection.execute(query.limit(limit))
            ]

    def _set(self, school_id: SchoolId, import_id: str, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(
                update(imports).where(imports.c.school_id == school_id, imports.c.id == import_id).values(**values)
            )
