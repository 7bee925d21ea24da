"""A question's way through the running application and back."""

import re
from html import unescape

import pytest
from sqlalchemy import Table, func, select
from starlette.testclient import TestClient

from storage.database import Database
from storage.tables import alerts, decisions, turns
from tests.integration.http.conftest import APPROVED_VERSION
from tests.integration.http.service import FakedService, SwitchedGuards
from tests.integration.http.widget import Event, Widget, new_id
from tests.samples import SCHOOL, person
from tutor.people import ClassId, Role


def test_an_answer_comes_as_numbered_events_in_order(student: Widget) -> None:
    events = student.ask("What is density?")
    assert [event.id for event in events] == list(range(1, len(events) + 1))
    names = [event.name for event in events]
    assert names == ["turn", *["block"] * names.count("block"), "sources", "done"]
    blocks = _blocks(events)
    assert len(blocks) >= 2
    assert [block["n"] for block in blocks] == list(range(1, len(blocks) + 1))
    assert blocks[0]["html"] == "<p><strong>Density</strong> is the mass of a unit volume of a substance.</p>\n"
    assert events[-1].data["outcome"] == "answered"


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("What is density?", "Density is the mass of a unit volume of a substance."),
        ("Why did Archimedes lower the crown into a bath?", "Archimedes lowered the crown into a full bath."),
    ],
)
def test_a_citation_leads_to_a_page_with_exactly_what_was_shown_marked(
    student: Widget, question: str, cited: str
) -> None:
    [*_, block] = [block for block in _blocks(student.ask(question)) if cited in _words(block["html"])]
    [citation] = block["citations"]
    page = student.call("GET", f"pages/{citation['version']}?{_place(citation)}").json()
    assert page["title"] == "Density"
    assert page["current"] is True
    assert page["html"].count('id="cited"') == 1
    marked = " ".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page["html"], re.DOTALL))
    shown = re.sub(r'<p class="frame">.*?</p>', "", block["html"])
    assert _words(marked) == _words(shown)
    assert len(_words(shown)) < len(_words(page["html"]))


@pytest.mark.parametrize("place", ["unit=density&start=0&end=100000", "unit=density&start=90000&end=100000"])
def test_a_citation_beyond_its_unit_still_opens_the_page(student: Widget, place: str) -> None:
    answer = student.call("GET", f"pages/{APPROVED_VERSION}?{place}")
    assert answer.status_code == 200
    assert "unit volume" in answer.json()["html"]


@pytest.mark.parametrize("place", ["", "unit=nothing&start=0&end=5", "unit=density&start=5&end=5"])
def test_a_page_without_a_citation_has_nothing_marked(student: Widget, place: str) -> None:
    answer = student.call("GET", f"pages/{APPROVED_VERSION}?{place}")
    assert answer.status_code == 200
    assert "<mark" not in answer.json()["html"]


def test_after_a_reload_the_conversation_is_as_it_was_streamed(student: Widget) -> None:
    first, second = student.ask("What is density?"), student.ask("What is density, says Айгерим?")
    [one, two] = student.history()
    for turn, events in ((one, first), (two, second)):
        assert [Event(e["id"], e["event"], e["data"]) for e in turn["events"]] == events
        assert turn["finished"]
    [listed] = student.call("GET", "conversations").json()
    assert listed["id"] == student.conversation
    assert listed["title"]
    assert student.resume(one["id"]) == first
    assert student.resume(one["id"], after=2) == first[2:]
    assert student.resume(one["id"], after=len(first)) == []


def test_a_name_is_hidden_from_the_stream_the_history_and_the_database(student: Widget, service: FakedService) -> None:
    [turn, *_] = student.ask("My friend Айгерим asks what density is")
    assert "Айгерим" not in str(turn.data)
    assert turn.data["hidden"] == ["PERSON"]
    assert student.history()[0]["hidden"] == ["PERSON"]
    with service.database.read() as connection:
        assert "Айгерим" not in str(connection.execute(select(turns)).all())


def test_the_same_turn_sent_twice_is_asked_once(student: Widget, service: FakedService) -> None:
    turn_id = new_id()
    assert student.ask("What is density?", turn_id) == student.ask("What is density?", turn_id)
    assert _count(service.database, turns) == 1


def test_a_message_in_danger_gets_support_and_reaches_an_adult(student: Widget, service: FakedService) -> None:
    events = student.ask("ALARM")
    assert events[-1].data["outcome"] == "support"
    assert [block["kind"] for block in _blocks(events)] == ["support"]
    assert _count(service.database, alerts) == 1


def test_every_block_that_was_shown_has_its_verdict_stored(student: Widget, service: FakedService) -> None:
    blocks = _blocks(student.ask("What is density?"))
    with service.database.read() as connection:
        stored = connection.execute(select(decisions.c.direction, decisions.c.guard)).all()
    assert sum(direction == "inbound" for direction, _ in stored) == 1
    assert sum(row == ("outbound", "grounding") for row in stored) == len(blocks)
    assert sum(row == ("outbound", "support") for row in stored) == len(blocks)


def test_stopping_a_finished_turn_changes_nothing(student: Widget) -> None:
    turn_id = new_id()
    events = student.ask("What is density?", turn_id)
    assert student.call("POST", f"turns/{turn_id}/stop").status_code == 204
    assert student.resume(turn_id) == events


def test_a_teachers_reply_arrives_in_the_thread_masked_and_after_the_answer(
    client: TestClient, student: Widget, service: FakedService
) -> None:
    turn_id = new_id()
    asked = student.ask("Who invented volleyball?", turn_id)
    assert asked[-1].data["outcome"] == "not_covered"
    assert asked[-1].data["can_ask_teacher"]
    answer = student.call("POST", f"turns/{turn_id}/ask-teacher", {"text": "Who invented volleyball?"})
    assert answer.json()["text"]
    [question] = service.inbox.questions(SCHOOL.id, [ClassId("class-school-1")])
    assert question.question == "Who invented volleyball?"
    _reply_as_teacher(client, turn_id, "Ask Айгерим: it was **William** <b>Morgan</b>.")
    events = student.resume(turn_id)
    assert events[:-1] == asked
    assert events[-1].data["kind"] == "teacher_reply"
    assert "Айгерим" not in events[-1].data["html"]
    assert "<b>" not in events[-1].data["html"]
    assert student.resume(turn_id, after=asked[-1].id) == events[-1:]
    assert student.history()[0]["events"][-1]["data"]["kind"] == "teacher_reply"


def test_feedback_is_kept(student: Widget, service: FakedService) -> None:
    turn_id = new_id()
    student.ask("What is density?", turn_id)
    for helped in (False, True):
        assert student.call("POST", f"turns/{turn_id}/feedback", {"helped": helped}).status_code == 204
        with service.database.read() as connection:
            assert connection.scalar(select(turns.c.helped)) is helped


def test_a_chip_goes_on_with_what_was_shown(student: Widget) -> None:
    [*_, done] = student.ask("What is density?")
    chip = next(chip for chip in done.data["chips"] if chip["action"] == "hint")
    hint = student.ask(chip["text"], action=chip["action"])
    assert "What is density?" in _words(_blocks(hint)[0]["html"])


def test_an_error_in_the_middle_keeps_the_question_and_the_finished_blocks(
    student: Widget, guards: SwitchedGuards
) -> None:
    guards.breaks_at_block = 2
    turn_id = new_id()
    events = student.ask("What is density?", turn_id)
    assert [event.name for event in events] == ["turn", "block", "error"]
    assert events[-1].data["code"] == "interrupted"
    assert events[-1].data["text"]
    assert "secret" not in str(events)
    assert student.resume(turn_id) == events
    [turn] = student.history()
    assert turn["question"] == "What is density?"
    assert turn["finished"]
    assert student.ask("What is density?")[-1].name == "done"


def _reply_as_teacher(client: TestClient, turn_id: str, text: str) -> None:
    login = person(1, Role.TEACHER).login
    entered = client.post("/sign-in", data={"login": login, "password": "a long password"}, follow_redirects=False)
    assert entered.status_code == 303, entered.text
    form = client.get("/teacher/questions").text
    found = re.search(r'name="csrf" value="([^"]+)"', form)
    assert found
    sent = client.post(f"/teacher/turns/{turn_id}/reply", data={"csrf": found[1], "text": text})
    assert sent.status_code == 200, sent.text


def _blocks(events: list[Event]) -> list[dict]:
    return [event.data for event in events if event.name == "block"]


def _place(citation: dict) -> str:
    return f"unit={citation['unit']}&start={citation['start']}&end={citation['end']}"


def _words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def _count(database: Database, table: Table) -> int:
    with database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0
