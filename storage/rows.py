"""Rows of the people tables read into records."""

from typing import Any

from tutor.people import ClassId, Person, PersonId, Role, School, SchoolClass, SchoolId


def school_of(row: Any) -> School:
    return School(SchoolId(row.id), row.name, row.language, row.safeguarding_name, row.safeguarding_contact)


def class_of(row: Any) -> SchoolClass:
    return SchoolClass(ClassId(row.id), SchoolId(row.school_id), row.name, row.grade, row.code)


def person_of(row: Any) -> Person:
    return Person(
        PersonId(row.id),
        SchoolId(row.school_id),
        Role(row.role),
        row.login,
        row.name,
        row.language,
        row.notice_seen,
        row.active,
    )
