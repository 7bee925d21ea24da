"""Two approved books state different values: the student reads one, the editor both."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from content.model import Lesson, LessonId, Unit, UnitKind
from tests.integration.http.service import FakedService
from tests.integration.http.staff import Staff, login
from tests.integration.http.widget import Widget
from tests.samples import AT, EDITOR, OTHER_SCHOOL, SCHOOL, lesson
from tutor.people import ClassId, Role

QUEUE = "/editor/disagreements"
SAID = "The Kazakh Khanate was founded in {} by Kerei and Janibek, who had left the khan of that time."


def told(book: str, year: int) -> Lesson:
    unit = Unit("founding", UnitKind.FACT, f"Much happened before that time. {SAID.format(year)}")
    return replace(lesson(title=book), id=LessonId(book.lower()), book=book, units=(unit,), tasks=(), terms=())


@pytest.fixture
def editor(client: TestClient, service: FakedService) -> Staff:
    made = [told("History", 1465), told("Atlas", 1466)]
    for version in service.publisher.add_drafts(SCHOOL.id, [(one, ()) for one in made], EDITOR, AT).drafts:
        service.lessons.take_step(SCHOOL.id, version, "approve", EDITOR, AT)
    service.publisher.index(SCHOOL.id)
    return Staff(client, login(Role.EDITOR))


def entry(service: FakedService) -> str:
    (found,) = service.disagreements.waiting(SCHOOL.id)
    return found.id


def test_the_queue_shows_both_passages_with_their_values_and_ways_to_them(editor: Staff) -> None:
    page = editor.open(QUEUE)
    assert "1466 or 1465?" in page.text
    assert '<span class="count">1</span>' in page.text
    for lesson_id, year in (("history", 1465), ("atlas", 1466)):
        assert f"<mark>{SAID.format(year)}</mark>" in page.text
        place = f"/editor/lessons/{lesson_id}%40en.1?unit=founding&start=32&end={32 + len(SAID.format(year))}"
        assert place.replace("&", "&amp;") + "#cited" in page.text
        assert f'<mark id="cited">{SAID.format(year)}</mark>' in editor.open(place).text


def test_the_student_reads_only_what_the_source_of_the_class_says(
    client: TestClient, editor: Staff, service: FakedService
) -> None:
    for book, year, other in (("History", "1465", "1466"), ("Atlas", "1466", "1465")):
        service.sources.choose(SCHOOL.id, ClassId("class-school-1"), [book], EDITOR, AT)
        events = Widget(client).ask("When was the Kazakh Khanate founded?")
        shown = " ".join(event.data["html"] for event in events if event.name == "block")
        assert year in shown
        assert other not in shown


def test_a_dismissed_entry_is_gone_and_a_second_editor_is_told(editor: Staff, service: FakedService) -> None:
    address = f"{QUEUE}/{entry(service)}/dismiss"
    first = editor.send(address, QUEUE)
    assert "The entry has been dismissed" in first.text
    assert "No disagreements were found" in first.text
    assert "somebody has already dealt with it" in editor.send(address, QUEUE).text
    deeds = [one.action for one in service.audit.entries(SCHOOL.id)]
    assert deeds.count("disagreement.dismiss") == 1


def test_another_schools_editor_neither_sees_nor_dismisses_it(
    client: TestClient, editor: Staff, service: FakedService
) -> None:
    stranger = Staff(client, login(Role.EDITOR, OTHER_SCHOOL.id))
    assert "1465" not in stranger.open(QUEUE).text
    stranger.send(f"{QUEUE}/{entry(service)}/dismiss", QUEUE)
    assert entry(service)


def test_retiring_one_of_the_two_lessons_settles_it(editor: Staff) -> None:
    retired = editor.send("/editor/lessons/atlas@en.1/retire", QUEUE, seen="approved")
    assert retired.status_code == 200
    assert "No disagreements were found" in editor.read(QUEUE)
