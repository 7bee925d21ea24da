"""Databases to test against: SQLite always, PostgreSQL and Redis where they answer (and always where required)."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import OperationalError

from storage import migrate
from storage.database import Database
from storage.people import PeopleStore
from storage.sign_in import hash_secret
from tests.samples import AT, EDITOR, OTHER_SCHOOL, SCHOOL, person
from tutor.people import ClassId, Role, SchoolClass

# Hashing is slow on purpose; once per secret is enough for tests.
_hashed = cache(hash_secret)
POSTGRES = os.environ.get("USTAZ_TEST_POSTGRES", "postgresql+psycopg://root@127.0.0.1:5432/test")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of its own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ustaz.db'}"
        return
    name = f"ustaz_{uuid4().hex[:12]}"
    admin = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    except OperationalError:
        if os.environ.get("USTAZ_REQUIRE_DATA"):
            raise
        pytest.skip("PostgreSQL does not answer; set USTAZ_TEST_POSTGRES")
    yield make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database."""
    made = Database(database_url, patience_seconds=1)
    migrate.upgrade(made)
    yield made
    made.close()


@pytest.fixture
def two_schools(database: Database) -> Database:
    """A database with two schools, each with a class, two students, a teacher and an editor."""
    people = PeopleStore(database)
    for school in (SCHOOL, OTHER_SCHOOL):
        people.add_school(school, AT)
        school_class = SchoolClass(ClassId(f"class-{school.id}"), school.id, "7 «Ә»", 7, f"CODE-{school.id[-1]}")
        people.add_class(school_class, EDITOR, AT)
        for number in (1, 2):
            student = person(number, school=school)
            people.add_person(student, _hashed("1234"), EDITOR, AT)
            people.join(school.id, school_class.id, student.id, number)
        for role in (Role.TEACHER, Role.EDITOR):
            member = person(1, role, school)
            people.add_person(member, _hashed("a long password"), EDITOR, AT)
            people.join(school.id, school_class.id, member.id)
    return database
