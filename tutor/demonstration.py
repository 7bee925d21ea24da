"""A demonstration school: three classes, their students and teachers, the starter curriculum approved."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from content.folder import read_folder
from storage.consents import Consent
from storage.sign_in import hash_secret
from tutor.language import LANGUAGES, Language
from tutor.people import ClassId, Person, PersonId, Role, School, SchoolClass, SchoolId
from tutor.wiring import Service, now

STARTER = Path(__file__).parent.parent / "content" / "starter"
SCHOOL = SchoolId("demonstration")
PASSWORD = "ustaz-demo"  # noqa: S105 - printed at every start; production refuses the demonstration school

_CLASSES = (("6 «А»", 6, "DEMO6A"), ("7 «Ә»", 7, "DEMO7A"), ("9 «Б»", 9, "DEMO9B"))
_STUDENTS = {
    "DEMO6A": ("Айару С.", "Тимур К.", "Мадина Ж."),
    "DEMO7A": ("Данияр М.", "Камила О.", "Нұрлан Б."),
    "DEMO9B": ("Ерасыл Т.", "София Л.", "Амир Қ."),
}
_STAFF: tuple[tuple[str, str, Role, Language], ...] = (
    ("teacher", "Гүлнар Серікқызы", Role.TEACHER, "kk"),
    ("editor", "Ольга Петровна", Role.EDITOR, "ru"),
    ("editor2", "Бауыржан Әлиұлы", Role.EDITOR, "kk"),
    ("admin", "Administrator", Role.ADMINISTRATOR, "en"),
)


@dataclass(frozen=True, slots=True)
class SignInHint:
    """What to type to look around; printed at start."""

    who: str
    what: str


def hints() -> list[SignInHint]:
    students = [SignInHint(f"student, {name}", f"class code {code}, number 1, PIN 1111") for name, _, code in _CLASSES]
    staff = [SignInHint(f"{role}, {login}", f"password {PASSWORD}") for login, _, role, _ in _STAFF]
    return students + staff


def prepare(service: Service, report: Callable[[str], None]) -> bool:
    """Makes the school, its people and its lessons where they are missing; False where all was there."""
    if any(school.id == SCHOOL for school in service.people.schools()):
        return False
    report("Making the demonstration school …")
    _add_people(service)
    report("Loading the starter curriculum …")
    load_starter(service, SCHOOL, PersonId("demo-editor"))
    return True


def load_starter(service: Service, school_id: SchoolId, by: PersonId) -> int:
    """Brings the starter curriculum in and approves what is new; returns how many versions."""
    imported = service.publisher.add_drafts(school_id, read_folder(STARTER), by, now())
    for version_id in imported.drafts:
        service.lessons.take_step(school_id, version_id, "approve", by, now())
    return len(imported.drafts)


def _add_people(service: Service) -> None:
    people, at, admin = service.people, now(), PersonId("demo-admin")
    people.add_school(School(SCHOOL, "Демо мектеп", "kk", "Сәуле Мұратқызы", "+7 700 000 00 00, 12-кабинет"), at)
    for login, name, role, language in _STAFF:
        people.add_person(
            Person(PersonId(f"demo-{login}"), SCHOOL, role, login, name, language), hash_secret(PASSWORD), admin, at
        )
    for name, grade, code in _CLASSES:
        class_id = ClassId(f"demo-{code.lower()}")
        people.add_class(SchoolClass(class_id, SCHOOL, name, grade, code), admin, at)
        people.join(SCHOOL, class_id, PersonId("demo-teacher"))
        for number, student in enumerate(_STUDENTS[code], start=1):
            _add_student(service, class_id, code, number, student)


def _add_student(service: Service, class_id: ClassId, code: str, number: int, name: str) -> None:
    login = f"{code.lower()}-{number}"
    person = Person(PersonId(f"demo-{login}"), SCHOOL, Role.STUDENT, login, name, LANGUAGES[(number - 1) % 3])
    admin = PersonId("demo-admin")
    service.people.add_person(person, hash_secret(str(number) * 4), admin, now())
    service.people.join(SCHOOL, class_id, person.id, number)
    service.consents.give(SCHOOL, Consent(person.id, "Demonstration guardian", now()), admin, now())
