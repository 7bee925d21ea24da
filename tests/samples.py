"""Records that many tests need: a school, a class, a student, a lesson."""

from datetime import UTC, datetime

from content.model import Lesson, LessonId, Task, Term, Unit, UnitKind
from tutor.language import Language
from tutor.people import ClassId, Person, PersonId, Role, School, SchoolClass, SchoolId, Student

AT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
SCHOOL = School(SchoolId("school-1"), "№ 1 мектеп", "kk", "Сәуле Мұратқызы", "12-кабинет")
OTHER_SCHOOL = School(SchoolId("school-2"), "Школа № 2", "ru", "Анна Ивановна", "кабинет 3")
CLASS = SchoolClass(ClassId("class-7"), SCHOOL.id, "7 «Ә»", 7, "SEVEN7")
EDITOR = PersonId("editor-1")


def person(number: int = 1, role: Role = Role.STUDENT, school: School = SCHOOL) -> Person:
    login = f"{school.id}-{role}-{number}"
    return Person(PersonId(login[:32]), school.id, role, login, f"Оқушы {number}", "kk")


def student(number: int = 1) -> Student:
    return Student(person(number), CLASS, number)


def lesson(language: Language = "en", title: str = "Density", grades: tuple[int, ...] = (7,)) -> Lesson:
    return Lesson(
        id=LessonId("physics-7-density"),
        language=language,
        title=title,
        subject="physics",
        grades=grades,
        book="Physics 7",
        section="2",
        licence="CC-BY-4.0",
        units=(
            Unit("density", UnitKind.DEFINITION, "**Density** is the mass of a unit volume of a substance."),
            Unit("density-plain", UnitKind.PLAIN_WORDS, "Density says how much stuff fits into the same space."),
            Unit("oil", UnitKind.EXAMPLE, "Oil floats on water because its density is smaller, 0,9 g/cm³."),
            Unit(
                "why-differ",
                UnitKind.CAUSE,
                "Density differs because particles differ in mass and in how closely they sit.",
            ),
        ),
        tasks=(
            Task(
                "iron",
                "An iron piece of 10 cm³ has a mass of 78 g. Find its density.",
                "7,8",
                2,
                "physics.density.compute",
                ("What is density?", "Write what is known.", "Use $\\rho = m / V$.", "Divide $78$ by …", "$78 : 10$"),
                "$\\rho = 78 : 10 = 7{,}8$ g/cm³.",
                "g/cm³",
            ),
        ),
        terms=(Term("density", {"kk": "тығыздық", "ru": "плотность", "en": "density"}, "mass per volume", ("rho",)),),
    )
