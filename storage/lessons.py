"""Lesson versions: stored once, decided about, never changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, func, insert, select, update

from content.editing import STEPS
from content.model import Figure, Language, Lesson, LessonId, Passage, Status, VersionId
from content.serial import checksum, dump, load
from storage.audit import Deed, record
from storage.database import Database
from storage.outbox import put_once
from storage.tables import figures, lesson_versions, passages, people
from tutor.people import PersonId, SchoolId


class LessonNotFound(Exception):
    """This school has no such lesson version."""


class AlreadyDecided(Exception):
    """Somebody else took a step first; says who, when, and what the version has become."""

    def __init__(self, status: Status, by: str, at: datetime | None) -> None:
        super().__init__(status)
        self.status, self.by, self.at = status, by, at


@dataclass(frozen=True, slots=True)
class VersionSummary:
    id: VersionId
    lesson_id: LessonId
    language: Language
    number: int
    status: Status
    title: str
    subject: str
    grades: tuple[int, ...]
    book: str
    section: str
    created_at: datetime
    decided_by: str
    """The name of who decided last, or an empty text."""
    decided_at: datetime | None


class LessonStore:
    """Implements ``tutor.dialogue.ports.Library`` and what editors need."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cached = lru_cache(maxsize=256)(self._load)

    def lesson(self, school_id: SchoolId, version_id: VersionId) -> Lesson:
        return self._cached(school_id, version_id)

    def add_draft(
        self, school_id: SchoolId, lesson: Lesson, pictures: Iterable[Figure], by: PersonId, at: datetime
    ) -> VersionId | None:
        """Stores a new draft version; None where the newest version already says the same."""
        with self._database.write() as connection:
            newest = _newest(connection, school_id, lesson)
            if newest and newest.checksum == checksum(lesson):
                return None
            number = newest.number + 1 if newest else 1
            version_id = VersionId(f"{lesson.id}@{lesson.language}.{number}")
            connection.execute(insert(lesson_versions).values(_row(school_id, version_id, number, lesson, by, at)))
            for picture in pictures:
                connection.execute(
                    insert(figures).values(
                        school_id=school_id,
                        version_id=version_id,
                        name=picture.name,
                        media_type=picture.media_type,
                        data=picture.data,
                    )
                )
            record(connection, Deed(school_id, by, at, "lesson.add", version_id))
            return version_id

    def take_step(
        self, school_id: SchoolId, version_id: VersionId, step: str, by: PersonId, at: datetime
    ) -> tuple[VersionId, ...]:
        """Moves a version on; approving retires the version it replaces. Returns the versions that changed."""
        starts, goal = STEPS[step]
        with self._database.write() as connection:
            row = _decided(connection, school_id, version_id)
            moved = connection.execute(
                update(lesson_versions)
                .where(lesson_versions.c.school_id == school_id, lesson_versions.c.id == version_id)
                .where(lesson_versions.c.status.in_(starts))
                .values(status=goal, decided_by=by, decided_at=at)
            )
            if moved.rowcount == 0:
                raise AlreadyDecided(Status(row.status), row.name or "", row.decided_at)
            record(connection, Deed(school_id, by, at, f"lesson.{step}", version_id, {"from": row.status}))
            if goal in (Status.APPROVED, Status.RETIRED):
                put_once(connection, school_id, "index", at)
            replaced = _retire_others(connection, school_id, version_id, by, at) if goal is Status.APPROVED else ()
            return (version_id, *replaced)

    def keep_passages(self, school_id: SchoolId, version_id: VersionId, made: Iterable[Passage]) -> None:
        """Stores the passages a version became; a version that has them already keeps them."""
        rows = [
            {
                "school_id": school_id,
                "id": passage.id,
                "version_id": version_id,
                "unit_key": passage.unit_key,
                "start": passage.span.start,
                "end": passage.span.end,
                "text": passage.text,
            }
            for passage in made
        ]
        with self._database.write() as connection:
            known = connection.scalar(
                select(func.count())
                .select_from(passages)
                .where(passages.c.school_id == school_id, passages.c.version_id == version_id)
            )
            if rows and not known:
                connection.execute(insert(passages), rows)

    def summaries(self, school_id: SchoolId, status: Status | None = None) -> list[VersionSummary]:
        """Every version, newest first within a lesson; of one status when given."""
        query = (
            select(*_SUMMARY_COLUMNS, people.c.name)
            .outerjoin(people, people.c.id == lesson_versions.c.decided_by)
            .where(lesson_versions.c.school_id == school_id)
            .order_by(
                lesson_versions.c.book,
                lesson_versions.c.section,
                lesson_versions.c.lesson_id,
                lesson_versions.c.language,
                lesson_versions.c.number.desc(),
            )
        )
        if status:
            query = query.where(lesson_versions.c.status == status)
        with self._database.read() as connection:
            return [_summary(row) for row in connection.execute(query)]

    def summary(self, school_id: SchoolId, version_id: VersionId) -> VersionSummary:
        with self._database.read() as connection:
            return _summary(_decided(connection, school_id, version_id))

    def approved(self, school_id: SchoolId) -> list[tuple[VersionId, Lesson]]:
        """Every approved version with its lesson, for indexing."""
        query = (
            select(lesson_versions.c.id, lesson_versions.c.body)
            .where(lesson_versions.c.school_id == school_id, lesson_versions.c.status == Status.APPROVED)
            .order_by(lesson_versions.c.id)
        )
        with self._database.read() as connection:
            return [(VersionId(row.id), load(row.body)) for row in connection.execute(query)]

    def figure(self, school_id: SchoolId, version_id: VersionId, name: str) -> Figure:
        with self._database.read() as connection:
            row = connection.execute(
                select(figures).where(
                    figures.c.school_id == school_id, figures.c.version_id == version_id, figures.c.name == name
                )
            ).one_or_none()
        if row is None:
            raise LessonNotFound(version_id)
        return Figure(row.name, row.media_type, row.data)

    def _load(self, school_id: SchoolId, version_id: VersionId) -> Lesson:
        with self._database.read() as connection:
            body = connection.scalar(
                select(lesson_versions.c.body).where(
                    lesson_versions.c.school_id == school_id, lesson_versions.c.id == version_id
                )
            )
        if body is None:
            raise LessonNotFound(version_id)
        return load(body)


def approved_versions(connection: Connection, school_id: SchoolId, grade: int) -> frozenset[VersionId]:
    """The approved versions a student of this grade may learn from: their own grade's and earlier ones'."""
    rows = connection.execute(
        select(lesson_versions.c.id, lesson_versions.c.grades).where(
            lesson_versions.c.school_id == school_id, lesson_versions.c.status == Status.APPROVED
        )
    )
    return frozenset(VersionId(row.id) for row in rows if not row.grades or min(row.grades) <= grade)


_SUMMARY_COLUMNS = [column for column in lesson_versions.c if column.name != "body"]


def _newest(connection: Connection, school_id: SchoolId, lesson: Lesson):
    return connection.execute(
        select(lesson_versions.c.number, lesson_versions.c.checksum)
        .where(
            lesson_versions.c.school_id == school_id,
            lesson_versions.c.lesson_id == lesson.id,
            lesson_versions.c.language == lesson.language,
        )
        .order_by(lesson_versions.c.number.desc())
        .limit(1)
    ).one_or_none()


def _row(
    school_id: SchoolId, version_id: VersionId, number: int, lesson: Lesson, by: PersonId, at: datetime
) -> dict[str, object]:
    return {
        "school_id": school_id,
        "id": version_id,
        "lesson_id": lesson.id,
        "language": lesson.language,
        "number": number,
        "status": Status.DRAFT,
        "title": lesson.title,
        "subject": lesson.subject,
        "grades": list(lesson.grades),
        "book": lesson.book,
        "section": lesson.section,
        "checksum": checksum(lesson),
        "body": dump(lesson),
        "created_by": by,
        "created_at": at,
    }


def _decided(connection: Connection, school_id: SchoolId, version_id: VersionId):
    row = connection.execute(
        select(*_SUMMARY_COLUMNS, people.c.name)
        .outerjoin(people, people.c.id == lesson_versions.c.decided_by)
        .where(lesson_versions.c.school_id == school_id, lesson_versions.c.id == version_id)
    ).one_or_none()
    if row is None:
        raise LessonNotFound(version_id)
    return row


def _retire_others(
    connection: Connection, school_id: SchoolId, version_id: VersionId, by: PersonId, at: datetime
) -> tuple[VersionId, ...]:
    stem = version_id.rpartition(".")[0]
    lesson_id, _, language = stem.rpartition("@")
    same = (
        (lesson_versions.c.school_id == school_id)
        & (lesson_versions.c.lesson_id == lesson_id)
        & (lesson_versions.c.language == language)
        & (lesson_versions.c.status == Status.APPROVED)
        & (lesson_versions.c.id != version_id)
    )
    others = tuple(connection.scalars(select(lesson_versions.c.id).where(same)))
    connection.execute(update(lesson_versions).where(same).values(status=Status.RETIRED, decided_by=by, decided_at=at))
    for other in others:
        record(connection, Deed(school_id, by, at, "lesson.retire", other, {"replaced_by": version_id}))
    return tuple(VersionId(other) for other in others)


def _summary(row) -> VersionSummary:
    return VersionSummary(
        id=row.id,
        lesson_id=row.lesson_id,
        language=row.language,
        number=row.number,
        status=Status(row.status),
        title=row.title,
        subject=row.subject,
        grades=tuple(row.grades),
        book=row.book,
        section=row.section,
        created_at=row.created_at,
        decided_by=row.name or "",
        decided_at=row.decided_at,
    )
