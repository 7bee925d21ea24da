"""Schools, classes and the people in them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.audit import Deed, record
from storage.database import Database
from storage.rows import class_of, person_of, school_of
from storage.tables import classes, memberships, people, schools, sessions
from tutor.language import Language
from tutor.people import ClassId, Person, PersonId, Role, School, SchoolClass, SchoolId, Student


class NoSafeguardingContact(Exception):
    """A school cannot be set up without an adult who is told when a child is in danger."""


class NameTaken(Exception):
    """Something that must be unique is there already: ``what`` is login, class_name, class_code, number or member."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


_UNIQUE = (
    ("login", "uq_people_login", "people.login"),
    ("class_name", "uq_classes_school_id_name", "classes.school_id, classes.name"),
    ("class_code", "uq_classes_code", "classes.code"),
    ("number", "uq_memberships_class_id_number", "memberships.class_id, memberships.number"),
    ("member", "pk_memberships", "memberships.class_id, memberships.person_id"),
)
"""What is taken when PostgreSQL names this constraint, or SQLite these columns."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A student to be put into a class list; ``secret_hash`` is what ``hash_secret`` made of the PIN."""

    person: Person
    number: int
    secret_hash: str


class PeopleStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def schools(self) -> list[School]:
        """Every school of this installation; for the worker and the command line only."""
        with self._database.read() as connection:
            return [school_of(row) for row in connection.execute(select(schools).order_by(schools.c.name))]

    def school(self, school_id: SchoolId) -> School:
        with self._database.read() as connection:
            return school_of(connection.execute(select(schools).where(schools.c.id == school_id)).one())

    def add_school(self, school: School, at: datetime) -> None:
        if not (school.safeguarding_name.strip() and school.safeguarding_contact.strip()):
            raise NoSafeguardingContact
        with self._database.write() as connection:
            connection.execute(
                insert(schools).values(
                    id=school.id,
                    name=school.name,
                    language=school.language,
                    safeguarding_name=school.safeguarding_name,
                    safeguarding_contact=school.safeguarding_contact,
                    created_at=at,
                )
            )

    def set_safeguarding(self, school_id: SchoolId, name: str, contact: str, by: PersonId, at: datetime) -> None:
        if not (name.strip() and contact.strip()):
            raise NoSafeguardingContact
        with self._database.write() as connection:
            connection.execute(
                update(schools)
                .where(schools.c.id == school_id)
                .values(safeguarding_name=name.strip(), safeguarding_contact=contact.strip())
            )
            record(connection, Deed(school_id, by, at, "school.safeguarding", school_id))

    def add_class(self, school_class: SchoolClass, by: PersonId, at: datetime) -> None:
        """Raises ``NameTaken`` where the school has such a class or any school such a code."""
        with _taken_names(), self._database.write() as connection:
            connection.execute(
                insert(classes).values(
                    id=school_class.id,
                    school_id=school_class.school_id,
                    name=school_class.name,
                    grade=school_class.grade,
                    code=school_class.code.upper(),
                )
            )
            record(connection, Deed(school_class.school_id, by, at, "class.add", school_class.id))

    def add_person(self, person: Person, secret_hash: str, by: PersonId, at: datetime) -> None:
        """``secret_hash`` is what ``storage.sign_in.hash_secret`` made of the password or PIN; raises ``NameTaken``."""
        with _taken_names(), self._database.write() as connection:
            _add_person(connection, person, secret_hash, by, at)

    def join(self, school_id: SchoolId, class_id: ClassId, person_id: PersonId, number: int | None = None) -> None:
        """Puts a person into a class: a student with their number in the class list, a teacher without.

        Raises ``NameTaken`` where the person or the number is in the list already.
        """
        with _taken_names(), self._database.write() as connection:
            _join(connection, school_id, class_id, person_id, number)

    def enrol(
        self, school_id: SchoolId, class_id: ClassId, newcomers: Sequence[Newcomer], by: PersonId, at: datetime
    ) -> None:
        """Adds students to a class, all of them or, raising ``NameTaken``, none."""
        with _taken_names(), self._database.write() as connection:
            for one in newcomers:
                _add_person(connection, one.person, one.secret_hash, by, at)
                _join(connection, school_id, class_id, one.person.id, one.number)

    def set_secret(
        self, school_id: SchoolId, person_id: PersonId, secret_hash: str, by: PersonId, at: datetime
    ) -> None:
        """Gives a new password or PIN: whoever signed in with the old one is signed out, a locked account opens."""
        with self._database.write() as connection:
            _update(connection, school_id, person_id, secret_hash=secret_hash, failed_tries=0, locked_until=None)
            _sign_out(connection, school_id, person_id)
            record(connection, Deed(school_id, by, at, "person.secret", person_id))

    def deactivate(self, school_id: SchoolId, person_id: PersonId, by: PersonId, at: datetime) -> None:
        """Signs a person out for good; what they wrote and did stays."""
        with self._database.write() as connection:
            _update(connection, school_id, person_id, active=False)
            _sign_out(connection, school_id, person_id)
            record(connection, Deed(school_id, by, at, "person.deactivate", person_id))

    def reactivate(self, school_id: SchoolId, person_id: PersonId, by: PersonId, at: datetime) -> None:
        """Lets a person sign in again with the password or PIN they had."""
        with self._database.write() as connection:
            _update(connection, school_id, person_id, active=True)
            record(connection, Deed(school_id, by, at, "person.reactivate", person_id))

    def person(self, school_id: SchoolId, person_id: PersonId) -> Person | None:
        with self._database.read() as connection:
            row = connection.execute(
                select(people).where(people.c.school_id == school_id, people.c.id == person_id)
            ).one_or_none()
        return person_of(row) if row else None

    def student(self, school_id: SchoolId, person_id: PersonId) -> Student | None:
        """The person as a student in their class, or None where they are not one."""
        with self._database.read() as connection:
            row = connection.execute(
                select(people).where(
                    people.c.school_id == school_id, people.c.id == person_id, people.c.role == Role.STUDENT
                )
            ).one_or_none()
            where = connection.execute(
                select(classes, memberships.c.number)
                .join(memberships, memberships.c.class_id == classes.c.id)
                .where(memberships.c.school_id == school_id, memberships.c.person_id == person_id)
                .limit(1)
            ).one_or_none()
        return Student(person_of(row), class_of(where), where.number or 0) if row and where else None

    def classes_of(self, school_id: SchoolId, person_id: PersonId | None = None) -> list[SchoolClass]:
        """The classes a person belongs to, or all of the school."""
        query = select(classes).where(classes.c.school_id == school_id).order_by(classes.c.grade, classes.c.name)
        if person_id:
            query = query.join(memberships, memberships.c.class_id == classes.c.id).where(
                memberships.c.school_id == school_id, memberships.c.person_id == person_id
            )
        with self._database.read() as connection:
            return [class_of(row) for row in connection.execute(query)]

    def students_of(self, school_id: SchoolId, class_id: ClassId) -> list[Student]:
        with self._database.read() as connection:
            row = connection.execute(
                select(classes).where(classes.c.school_id == school_id, classes.c.id == class_id)
            ).one_or_none()
            members = connection.execute(
                select(people, memberships.c.number)
                .join(memberships, memberships.c.person_id == people.c.id)
                .where(memberships.c.school_id == school_id, memberships.c.class_id == class_id)
                .where(people.c.role == Role.STUDENT)
                .order_by(memberships.c.number)
            ).all()
        return [Student(person_of(member), class_of(row), member.number) for member in members]

    def staff(self, school_id: SchoolId) -> list[Person]:
        with self._database.read() as connection:
            rows = connection.execute(
                select(people)
                .where(people.c.school_id == school_id, people.c.role != Role.STUDENT)
                .order_by(people.c.role, people.c.name)
            )
            return [person_of(row) for row in rows]

    def next_number(self, school_id: SchoolId, class_id: ClassId) -> int:
        """The next free number in a class list."""
        with self._database.read() as connection:
            highest = connection.scalar(
                select(func.max(memberships.c.number)).where(
                    memberships.c.school_id == school_id, memberships.c.class_id == class_id
                )
            )
        return (highest or 0) + 1

    def set_language(self, school_id: SchoolId, person_id: PersonId, language: Language) -> None:
        self._set(school_id, person_id, language=language)

    def see_notice(self, school_id: SchoolId, person_id: PersonId) -> None:
        """The person has read what the tutor is and who can see what they write."""
        self._set(school_id, person_id, notice_seen=True)

    def _set(self, school_id: SchoolId, person_id: PersonId, **values: object) -> None:
        with self._database.write() as connection:
            _update(connection, school_id, person_id, **values)


def _add_person(connection: Connection, person: Person, secret_hash: str, by: PersonId, at: datetime) -> None:
    connection.execute(
        insert(people).values(
            id=person.id,
            school_id=person.school_id,
            role=person.role,
            login=person.login.lower(),
            name=person.name,
            language=person.language,
            secret_hash=secret_hash,
            created_at=at,
        )
    )
    record(connection, Deed(person.school_id, by, at, "person.add", person.id, {"role": person.role}))


def _join(
    connection: Connection, school_id: SchoolId, class_id: ClassId, person_id: PersonId, number: int | None
) -> None:
    connection.execute(
        insert(memberships).values(school_id=school_id, class_id=class_id, person_id=person_id, number=number)
    )


def _update(connection: Connection, school_id: SchoolId, person_id: PersonId, **values: object) -> None:
    connection.execute(update(people).where(people.c.school_id == school_id, people.c.id == person_id).values(**values))


def _sign_out(connection: Connection, school_id: SchoolId, person_id: PersonId) -> None:
    connection.execute(delete(sessions).where(sessions.c.school_id == school_id, sessions.c.person_id == person_id))


@contextmanager
def _taken_names() -> Iterator[None]:
    """Says which name is taken where the database refuses it for that."""
    try:
        yield
    except IntegrityError as error:
        message = str(error.orig)
        for what, constraint, columns in _UNIQUE:
            if constraint in message or message.endswith(f"failed: {columns}"):
                raise NameTaken(what) from error
        raise
