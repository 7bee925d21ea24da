"""A citation of an old turn opens the old page, for whom it was shown to, whatever has been approved since."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from content.model import VersionId
from storage.sign_in import hash_secret
from tests.integration.http.conftest import APPROVED_VERSION, DENSITY
from tests.integration.http.service import FakedService
from tests.integration.http.staff import PASSWORD, Staff, login
from tests.integration.http.widget import Widget
from tests.samples import AT, EDITOR, OTHER_SCHOOL, SCHOOL
from tutor.people import ClassId, Person, PersonId, Role, SchoolClass

NEW_VERSION = VersionId("physics-7-density@en.2")
OLD_WORDS, NEW_WORDS = "is the mass of a unit volume of a substance", "tells how heavy a unit volume is"


@dataclass(frozen=True, slots=True)
class Cited:
    """What the student was shown and where it stands."""

    student: Widget
    address: str


@pytest.fixture
def cited(client: TestClient) -> Cited:
    """An answer with a citation, given before anything changed."""
    student = Widget(client)
    blocks = [event.data for event in student.ask("What is density?") if event.name == "block"]
    citation = next(one["citations"][0] for one in blocks if OLD_WORDS in one["html"])
    place = urlencode({key: citation[key] for key in ("unit", "start", "end")})
    return Cited(student, f"{citation['version']}?{place}")


def replace_lesson(service: FakedService) -> None:
    """A new version with other words in the same unit is approved, which retires the old one."""
    definition, *others = DENSITY.units
    changed = replace(DENSITY, units=(replace(definition, text=f"**Density** {NEW_WORDS}."), *others))
    service.publisher.add_drafts(SCHOOL.id, [(changed, ())], EDITOR, AT)
    service.lessons.take_step(SCHOOL.id, NEW_VERSION, "approve", EDITOR, AT)
    service.publisher.index(SCHOOL.id)


def retire_lesson(service: FakedService) -> None:
    service.lessons.take_step(SCHOOL.id, APPROVED_VERSION, "retire", EDITOR, AT)
    service.publisher.index(SCHOOL.id)


def marked(html: str) -> str:
    return html.partition('<mark id="cited">')[2].partition("</section>")[0]


def colleague(client: TestClient, service: FakedService) -> Staff:
    """A teacher of the same school with another class."""
    made = Person(PersonId("colleague"), SCHOOL.id, Role.TEACHER, "colleague", "Colleague", "en")
    school_class = SchoolClass(ClassId("class-8"), SCHOOL.id, "8 «Б»", 8, "EIGHT8")
    service.people.add_class(school_class, EDITOR, AT)
    service.people.add_person(made, hash_secret(PASSWORD), EDITOR, AT)
    service.people.join(SCHOOL.id, school_class.id, made.id)
    return Staff(client, "colleague")


def test_before_anything_changes_the_page_is_the_current_one(cited: Cited) -> None:
    page = cited.student.call("GET", f"pages/{cited.address}").json()
    assert (page["current"], page["newer"]) == (True, None)
    assert OLD_WORDS in marked(page["html"])


def test_after_a_new_version_the_student_opens_the_old_page_and_learns_of_the_new_one(
    cited: Cited, service: FakedService
) -> None:
    replace_lesson(service)
    old = cited.student.call("GET", f"pages/{cited.address}").json()
    assert (old["current"], old["newer"]) == (False, NEW_VERSION)
    assert OLD_WORDS in marked(old["html"])
    assert NEW_WORDS not in old["html"]
    new = cited.student.call("GET", f"pages/{old['newer']}").json()
    assert (new["current"], new["newer"]) == (True, None)
    assert NEW_WORDS in new["html"]


def test_a_retired_lesson_stays_readable_for_whom_it_was_shown_and_names_no_newer_one(
    cited: Cited, service: FakedService
) -> None:
    retire_lesson(service)
    page = cited.student.call("GET", f"pages/{cited.address}").json()
    assert (page["current"], page["newer"]) == (False, None)
    assert OLD_WORDS in marked(page["html"])


def test_the_teacher_of_the_class_and_every_editor_open_the_old_page_too(
    client: TestClient, cited: Cited, service: FakedService
) -> None:
    replace_lesson(service)
    for role, console in ((Role.TEACHER, "teacher"), (Role.EDITOR, "editor")):
        page = Staff(client, login(role)).open(f"/{console}/lessons/{cited.address}")
        assert page.status_code == 200
        assert OLD_WORDS in marked(page.text)
        assert "This lesson has a newer version." in page.text
        assert f'<a href="/{console}/lessons/{NEW_VERSION}">' in page.text


@pytest.mark.parametrize("change", [replace_lesson, retire_lesson])
def test_nobody_else_opens_it(client: TestClient, cited: Cited, service: FakedService, change) -> None:
    change(service)
    students = [Widget(client, "CODE-1", 2), Widget(client, "CODE-2", 1)]
    teachers = [colleague(client, service), Staff(client, login(Role.TEACHER, OTHER_SCHOOL.id))]
    answers = [
        *(student.call("GET", f"pages/{cited.address}") for student in students),
        *(teacher.open(f"/teacher/lessons/{cited.address}") for teacher in teachers),
        Staff(client, login(Role.EDITOR, OTHER_SCHOOL.id)).open(f"/editor/lessons/{cited.address}"),
        client.get(f"/api/pages/{cited.address}"),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 404, 404, 401]
    assert all(OLD_WORDS not in answer.text for answer in answers)


def test_asking_with_the_name_of_a_version_opens_no_old_page(client: TestClient, service: FakedService) -> None:
    retire_lesson(service)
    student = Widget(client, "CODE-1", 2)
    student.ask(APPROVED_VERSION)
    student.ask(f'"{APPROVED_VERSION}"')
    assert student.call("GET", f"pages/{APPROVED_VERSION}").status_code == 404
