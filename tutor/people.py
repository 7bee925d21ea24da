"""The people Ustaz serves and the classes they belong to."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from tutor.language import Language

SchoolId = NewType("SchoolId", str)
ClassId = NewType("ClassId", str)
PersonId = NewType("PersonId", str)


class Role(StrEnum):
    STUDENT = "student"
    TEACHER = "teacher"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class School:
    """``safeguarding_*`` name the adult who is told when a child is in danger; there is always one."""

    id: SchoolId
    name: str
    language: Language
    safeguarding_name: str
    safeguarding_contact: str


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """``code`` is what students type to sign in."""

    id: ClassId
    school_id: SchoolId
    name: str
    grade: int
    code: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in while ``active``; a student does it with class code, number in the list and PIN."""

    id: PersonId
    school_id: SchoolId
    role: Role
    login: str
    name: str
    language: Language
    notice_seen: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
class Student:
    """A person of role student together with the class they learn in."""

    person: Person
    school_class: SchoolClass
    number: int

    @property
    def school_id(self) -> SchoolId:
        return self.person.school_id
