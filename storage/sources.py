"""Sources: books, imported collections and the school's own lessons; which ones a class uses, in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, delete, insert, select

from content.model import LessonId, Status, VersionId
from storage.audit import Deed, record
from storage.database import Database
from storage.lessons import approved_versions
from storage.source_tables import class_sources
from storage.tables import lesson_versions
from tutor.language import Language
from tutor.people import ClassId, PersonId, SchoolClass, SchoolId, Student

OWN = ""
"""The school's own lessons: those that name no book."""
MOST = 20
"""Sources in the list of a class."""


@dataclass(frozen=True, slots=True)
class Source:
    """Lessons that belong together; ``books`` are all names of theirs, none for ``OWN``; ``titles`` one by language."""

    books: frozenset[str]
    titles: Mapping[Language, str]
    lessons: frozenset[LessonId]
    versions: frozenset[VersionId]

    @property
    def book(self) -> str:
        """The name under which the source is chosen."""
        return min(self.books, default=OWN)

    def is_named(self, book: str) -> bool:
        """Whether ``book`` is one of its names: what was chosen by one stays chosen when a translation adds another."""
        return book in self.books or (book == OWN and not self.books)


class _Version(Protocol):
    """What is read of a lesson version here."""

    id: str
    lesson_id: str
    language: Language
    book: str


def sources_of(versions: Iterable[_Version]) -> list[Source]:
    """The sources of these versions; titles that name the same lesson in several languages name one source."""
    versions = list(versions)
    titles: dict[str, set[str]] = {}
    for version in versions:
        titles.setdefault(version.lesson_id, set()).update({version.book.strip()} - {OWN})
    joined = _joined(titles.values())
    together: dict[str, list[_Version]] = {}
    for version in versions:
        names = titles[version.lesson_id]
        together.setdefault(joined[min(names)] if names else OWN, []).append(version)
    return [_source(members) for _, members in sorted(together.items())]


class SourceStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def available(self, school_class: SchoolClass) -> list[Source]:
        """The sources with approved lessons that this class may learn from."""
        school_id = school_class.school_id
        with self._database.read() as connection:
            allowed = approved_versions(connection, school_id, school_class.grade)
            return sources_of(_named(connection, school_id, allowed))

    def chosen(self, school_id: SchoolId, class_id: ClassId) -> tuple[str, ...]:
        """The books a class uses, the most preferred first."""
        with self._database.read() as connection:
            return _chosen(connection, school_id, class_id)

    def choose(self, school_id: SchoolId, class_id: ClassId, books: Sequence[str], by: PersonId, at: datetime) -> None:
        """Replaces the list of a class."""
        theirs = (class_sources.c.school_id == school_id) & (class_sources.c.class_id == class_id)
        with self._database.write() as connection:
            connection.execute(delete(class_sources).where(theirs))
            for place, book in enumerate(books[:MOST]):
                row = {"school_id": school_id, "class_id": class_id, "place": place, "book": book}
                connection.execute(insert(class_sources).values(row))
            record(connection, Deed(school_id, by, at, "class.sources", class_id, {"books": list(books)}))


def sources_in_order(
    connection: Connection, student: Student, versions: frozenset[VersionId]
) -> tuple[frozenset[VersionId], ...]:
    """The versions of each source the student's class uses, the most preferred first; of ``versions`` alone."""
    chosen = _chosen(connection, student.school_id, student.school_class.id)
    if not chosen:
        return ()
    known = sources_of(_named(connection, student.school_id, versions))
    return tuple(source.versions for book in chosen for source in known if source.is_named(book))


def _chosen(connection: Connection, school_id: SchoolId, class_id: ClassId) -> tuple[str, ...]:
    rows = connection.scalars(
        select(class_sources.c.book)
        .where(class_sources.c.school_id == school_id, class_sources.c.class_id == class_id)
        .order_by(class_sources.c.place)
    )
    return tuple(rows)


def _named(connection: Connection, school_id: SchoolId, allowed: frozenset[VersionId]) -> list[_Version]:
    columns = (lesson_versions.c[name] for name in ("id", "lesson_id", "language", "book"))
    query = select(*columns).where(
        lesson_versions.c.school_id == school_id, lesson_versions.c.status == Status.APPROVED
    )
    return [row for row in connection.execute(query) if row.id in allowed]  # pyright: ignore[reportReturnType] - a row


def _joined(groups: Iterable[set[str]]) -> dict[str, str]:
    """For every name the one that stands for all that are connected with it."""
    heads: dict[str, str] = {}
    for group in groups:
        known = {heads.setdefault(name, name) for name in group}
        heads = {name: min(known) if head in known else head for name, head in heads.items()}
    return heads


def _source(members: Sequence[_Version]) -> Source:
    named = [version for version in members if version.book.strip()]
    titles: dict[Language, str] = {version.language: version.book.strip() for version in reversed(named)}
    return Source(
        books=frozenset(version.book.strip() for version in named),
        titles=titles,
        lessons=frozenset(LessonId(version.lesson_id) for version in members),
        versions=frozenset(VersionId(version.id) for version in members),
    )
