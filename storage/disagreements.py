"""What two approved sources say differently, until an editor has dealt with it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Row, delete, insert, select, update

from content.model import Span, Status, VersionId
from storage.audit import Deed, record
from storage.database import Database
from storage.source_tables import disagreements
from storage.tables import lesson_versions
from tutor.people import PersonId, SchoolId
from tutor.publishing.disagreements import Disagreement, Place

_SIDES = ("first", "second")


class DisagreementStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, school_id: SchoolId, found: Iterable[Disagreement]) -> None:
        """Stores what a new index found; what was dismissed stays dismissed, what is no longer found is forgotten."""
        ours = disagreements.c.school_id == school_id
        new = {one.id: one for one in found}
        with self._database.write() as connection:
            known = set(connection.scalars(select(disagreements.c.id).where(ours)))
            undecided = ours & disagreements.c.dismissed_at.is_(None)
            waiting = set(connection.scalars(select(disagreements.c.id).where(undecided)))
            for gone in waiting - new.keys():
                connection.execute(delete(disagreements).where(ours, disagreements.c.id == gone))
            for one in new.values():
                if one.id in known:
                    same = ours & (disagreements.c.id == one.id)
                    connection.execute(update(disagreements).where(same).values(_places(one)))
                else:
                    connection.execute(insert(disagreements).values(school_id=school_id, id=one.id, **_places(one)))

    def waiting(self, school_id: SchoolId) -> list[Disagreement]:
        """Those nobody has dealt with: both lessons are still approved and the entry was not dismissed."""
        approved = (
            select(lesson_versions.c.id)
            .where(lesson_versions.c.school_id == school_id, lesson_versions.c.status == Status.APPROVED)
            .scalar_subquery()
        )
        query = (
            select(disagreements)
            .where(disagreements.c.school_id == school_id, disagreements.c.dismissed_at.is_(None))
            .where(*(disagreements.c[f"{side}_version"].in_(approved) for side in _SIDES))
            .order_by(disagreements.c.first_version, disagreements.c.first_unit, disagreements.c.first_start)
        )
        with self._database.read() as connection:
            return [_disagreement(row) for row in connection.execute(query)]

    def dismiss(self, school_id: SchoolId, disagreement_id: str, by: PersonId, at: datetime) -> bool:
        """Closes an entry for good, also for later versions that say the same; False where somebody was first."""
        same = (disagreements.c.school_id == school_id) & (disagreements.c.id == disagreement_id)
        with self._database.write() as connection:
            row = connection.execute(select(disagreements).where(same)).one_or_none()
            closed = connection.execute(
                update(disagreements)
                .where(same, disagreements.c.dismissed_at.is_(None))
                .values(dismissed_by=by, dismissed_at=at)
            )
            if row is None or not closed.rowcount:
                return False
            versions = {side: row._mapping[f"{side}_version"] for side in _SIDES}
            record(connection, Deed(school_id, by, at, "disagreement.dismiss", disagreement_id, versions))
            return True


def _places(one: Disagreement) -> dict[str, object]:
    return {
        f"{side}_{name}": value
        for side, place in zip(_SIDES, (one.first, one.second), strict=True)
        for name, value in (
            ("version", place.version_id),
            ("unit", place.unit_key),
            ("start", place.span.start),
            ("end", place.span.end),
        )
    }


def _disagreement(row: Row) -> Disagreement:
    first, second = (_place(row._mapping, side) for side in _SIDES)
    return Disagreement(row.id, first, second)


def _place(row, side: str) -> Place:
    span = Span(row[f"{side}_start"], row[f"{side}_end"])
    return Place(VersionId(row[f"{side}_version"]), row[f"{side}_unit"], span)
