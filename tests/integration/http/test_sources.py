"""A teacher says which sources a class uses; its students are answered from them, others as before."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from content.model import Lesson, LessonId, Unit, UnitKind, VersionId
from tests.integration.http.service import FakedService
from tests.integration.http.staff import Staff, login
from tests.integration.http.widget import Widget
from tests.samples import AT, EDITOR, SCHOOL, lesson
from tutor.people import ClassId, Role, SchoolClass

PAGE = "/teacher/classes/class-school-1/sources"
QUESTION = "What is osmosis?"
BIOLOGY = ("Biology 7", "Osmosis is the passing of water through a thin wall into the stronger solution.")
READER = ("Reader", "Osmosis is the passing of water through a wall to where more salt is.")


def about_osmosis(book: str, text: str) -> Lesson:
    unit = Unit("osmosis", UnitKind.DEFINITION, text)
    name = LessonId(f"osmosis-{book.partition(' ')[0].lower()}")
    return replace(lesson(title=book), id=name, book=book, units=(unit,), tasks=(), terms=())


@pytest.fixture
def teacher(client: TestClient, service: FakedService) -> Staff:
    """A teacher of a class; two books of the school explain osmosis about equally well."""
    made = [about_osmosis(*BIOLOGY), about_osmosis(*READER)]
    drafts = service.publisher.add_drafts(SCHOOL.id, [(one, ()) for one in made], EDITOR, AT).drafts
    for version in drafts:
        service.lessons.take_step(SCHOOL.id, version, "approve", EDITOR, AT)
    service.publisher.index(SCHOOL.id)
    return Staff(client, login(Role.TEACHER))


def cited(student: Widget) -> VersionId:
    events = student.ask(QUESTION)
    return next(event.data["citations"][0]["version"] for event in events if event.data.get("citations"))


def choose(teacher: Staff, book: str, step: str = "add"):
    return teacher.send(PAGE, PAGE, step=step, book=book)


def test_an_answer_comes_from_the_source_that_stands_higher_in_the_list_of_the_class(
    client: TestClient, teacher: Staff
) -> None:
    for book in ("Biology 7", "Reader"):
        assert "The list has been saved" in choose(teacher, book).text
    assert cited(Widget(client)) == "osmosis-biology@en.1"
    choose(teacher, "Reader", "up")
    assert cited(Widget(client)) == "osmosis-reader@en.1"
    choose(teacher, "Reader", "remove")
    assert cited(Widget(client)) == "osmosis-biology@en.1"


def test_the_list_of_another_class_changes_nothing(client: TestClient, teacher: Staff, service: FakedService) -> None:
    other = SchoolClass(ClassId("class-8"), SCHOOL.id, "8 «Б»", 8, "EIGHT8")
    service.people.add_class(other, EDITOR, AT)
    before = cited(Widget(client))
    book = "Reader" if before == "osmosis-biology@en.1" else "Biology 7"
    service.sources.choose(SCHOOL.id, other.id, [book], EDITOR, AT)
    assert cited(Widget(client)) == before


def test_the_page_names_what_is_chosen_what_is_not_and_what_is_gone(teacher: Staff, service: FakedService) -> None:
    assert "Nothing has been chosen yet" in teacher.read(PAGE)
    choose(teacher, "Physics 7")
    choose(teacher, "Reader")
    service.lessons.take_step(SCHOOL.id, VersionId("osmosis-reader@en.1"), "retire", EDITOR, AT)
    used, _, others = teacher.read(PAGE).partition("Other approved sources")
    assert "Physics 7 Lessons: 1" in used
    assert "Reader No approved lessons at present" in used
    assert "Biology 7 Lessons: 1" in others
    assert "Reader" not in others


@pytest.mark.parametrize(("step", "book"), [("add", "No such book"), ("add", ""), ("sort", "Reader")])
def test_what_cannot_be_chosen_is_not_there(teacher: Staff, service: FakedService, step: str, book: str) -> None:
    assert choose(teacher, book, step).status_code == 404
    assert service.sources.chosen(SCHOOL.id, ClassId("class-school-1")) == ()


def test_a_full_list_says_so_and_stays(teacher: Staff, service: FakedService) -> None:
    full = [f"Book {number}" for number in range(20)]
    service.sources.choose(SCHOOL.id, ClassId("class-school-1"), full, EDITOR, AT)
    answer = choose(teacher, "Reader")
    assert answer.status_code == 409
    assert "The list is full" in answer.text
    assert list(service.sources.chosen(SCHOOL.id, ClassId("class-school-1"))) == full
