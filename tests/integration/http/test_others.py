"""What belongs to somebody else does not exist: another student, another school, another state of a lesson."""

import pytest
from starlette.testclient import TestClient

from tests.integration.http.conftest import APPROVED_VERSION, DRAFT_VERSION, FOREIGN_VERSION, RETIRED_VERSION
from tests.integration.http.service import FakedService
from tests.integration.http.widget import Widget, new_id
from tests.samples import SCHOOL
from tutor.people import ClassId


@pytest.mark.parametrize(("code", "number"), [("CODE-1", 2), ("CODE-2", 1)], ids=["classmate", "other school"])
def test_a_turn_and_a_conversation_are_their_students_alone(
    client: TestClient, student: Widget, service: FakedService, code: str, number: int
) -> None:
    turn_id = new_id()
    mine = student.ask("What is density?", turn_id)
    other = Widget(client, code, number)
    refused = [
        other.call("GET", f"turns/{turn_id}/events"),
        other.call("POST", f"turns/{turn_id}/stop"),
        other.call("POST", f"turns/{turn_id}/ask-teacher", {"text": "?"}),
        other.call("POST", f"turns/{turn_id}/feedback", {"helped": False}),
        other.call("GET", f"conversations/{student.conversation}"),
        other.post("What is density?", turn_id),
        other.post("What is density?", conversation_id=student.conversation),
    ]
    assert [answer.status_code for answer in refused] == [404] * len(refused)
    assert all("density" not in answer.text.lower() for answer in refused)
    assert other.call("GET", "conversations").json() == []
    assert student.resume(turn_id) == mine
    assert len(student.history()) == 1
    assert service.inbox.questions(SCHOOL.id, [ClassId("class-school-1")]) == []


def test_the_pages_of_a_lesson_open_in_the_states_a_student_may_see(student: Widget) -> None:
    found = {
        version: student.call("GET", f"pages/{version}")
        for version in (APPROVED_VERSION, RETIRED_VERSION, DRAFT_VERSION, FOREIGN_VERSION, "nothing@en.1")
    }
    assert [answer.status_code for answer in found.values()] == [200, 404, 404, 404, 404]
    assert found[APPROVED_VERSION].json()["current"] is True


def test_a_question_never_finds_a_draft_a_retired_page_or_another_schools(client: TestClient) -> None:
    versions = []
    for code in ("CODE-1", "CODE-2"):
        events = Widget(client, code).ask("What is density?")
        cited = [citation for event in events for citation in event.data.get("citations", ())]
        versions.append({citation["version"] for citation in cited})
    assert versions == [{APPROVED_VERSION}, {FOREIGN_VERSION}]


@pytest.mark.parametrize("path", ["turns/{}/events", "conversations/{}"])
def test_what_was_never_there_is_not_found(student: Widget, path: str) -> None:
    answer = student.call("GET", path.format(new_id()))
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize("turn_id", ["1", "not-a-turn", "'; drop table turns", "0" * 500])
def test_an_id_that_is_none_is_refused_with_a_sentence(student: Widget, turn_id: str) -> None:
    answer = student.call("GET", f"turns/{turn_id}/events")
    assert answer.status_code in (404, 422)
    assert answer.json()["error"]["text"]
