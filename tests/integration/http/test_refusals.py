"""Whatever is wrong, one clear sentence in the reader's language comes back, and nothing is stored or lost."""

from collections.abc import Callable
from typing import Any

import httpx2 as httpx
import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from storage.tables import turns
from storage.transcripts import ConversationSummary, TranscriptStore
from tests.integration.http.service import FakedService, SwitchedGuards
from tests.integration.http.widget import Widget, new_id
from tests.samples import SCHOOL
from tutor import texts
from tutor.http.app import create_app
from tutor.language import LANGUAGES
from tutor.people import PersonId, SchoolId

# What is refused before anything is stored does not depend on the kind of database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

Break = Callable[[Widget], httpx.Response]

WRONG_QUESTIONS: list[tuple[str, str, str]] = [
    ("empty", "", "question_empty"),
    ("spaces and lines", " \n\t\u00a0 ", "question_empty"),
    ("20,000 characters", "a b " * 5_000, "question_too_long"),
    ("one character too long", "x" * 8_001, "question_too_long"),
    ("a NUL", "What is\0 density?", "question_not_text"),
    ("binary", "".join(chr(code) for code in (*range(1, 9), *range(14, 32), *range(127, 160))), "question_not_text"),
    ("private and unassigned", "\ue000\ue001\uf8ff\U000e0fff" * 5, "question_not_text"),
    ("more than the form takes", "x" * 200_001, "not_understood"),
]

WRONG_REQUESTS: list[tuple[str, Break, int]] = [
    ("not JSON", lambda w: w.client.post("/api/turns", content=b"{", headers=w.headers), 422),
    ("not UTF-8", lambda w: w.client.post("/api/turns", content=b'{"text": "\xff\xfe"}', headers=w.headers), 422),
    ("half a letter", lambda w: w.client.post("/api/turns", content=_half(w), headers=w.headers), 422),
    ("a list", lambda w: w.call("POST", "turns", []), 422),
    ("nothing", lambda w: w.call("POST", "turns", {}), 422),
    ("an id that is none", lambda w: w.post("What?", "17"), 422),
    ("an unknown field", lambda w: w.post("What?", school_id="school-2"), 422),
    ("an unknown language", lambda w: w.post("What?", language="tr"), 422),
    ("a number for a text", lambda w: w.call("POST", "turns", w.question("") | {"text": 5}), 422),
    ("a long action", lambda w: w.post("What?", action="x" * 33), 422),
    ("an unknown address", lambda w: w.call("GET", "nothing/here"), 404),
    ("the wrong verb", lambda w: w.call("DELETE", "turns"), 405),
    ("a wrong last event", lambda w: w.call("GET", f"turns/{new_id()}/events", **{"last-event-id": "x"}), 422),
]


class BrokenTranscripts(TranscriptStore):
    def of_student(self, school_id: SchoolId, student_id: PersonId, limit: int = 50) -> list[ConversationSummary]:
        raise RuntimeError("a secret of the inside")


@pytest.mark.parametrize(("text", "code"), [case[1:] for case in WRONG_QUESTIONS], ids=[c[0] for c in WRONG_QUESTIONS])
def test_a_question_that_is_none_is_refused_with_its_sentence(
    student: Widget, service: FakedService, text: str, code: str
) -> None:
    sentences = {_in(student, language).post(text).text for language in LANGUAGES}
    assert len(sentences) == len(LANGUAGES)
    answer = student.post(text)
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == code
    _check_sentence(answer)
    assert _stored(service) == 0


@pytest.mark.parametrize(("ask", "status"), [case[1:] for case in WRONG_REQUESTS], ids=[c[0] for c in WRONG_REQUESTS])
def test_a_request_that_is_wrong_gets_one_sentence_in_each_language(
    student: Widget, service: FakedService, ask: Break, status: int
) -> None:
    sentences = set()
    for language in LANGUAGES:
        answer = ask(_in(student, language))
        assert answer.status_code == status, answer.text
        _check_sentence(answer)
        sentences.add(answer.json()["error"]["text"])
    assert len(sentences) == len(LANGUAGES)
    assert _stored(service) == 0


@pytest.mark.parametrize(
    "text", ["x" * 8_000, "\x07What is density?", "Density\r\n\tis what?", "🧪 density 👩🏽‍🔬?", "?"]
)
def test_what_can_be_read_is_answered(student: Widget, text: str) -> None:
    assert student.ask(text)[-1].name == "done"


def test_an_unknown_action_is_an_ordinary_question(student: Widget) -> None:
    assert student.ask("What is density?", action="fly")[-1].data["outcome"] == "answered"


def test_without_an_index_a_question_is_kept_by_the_browser_until_there_is_one(unindexed: FakedService) -> None:
    with TestClient(create_app(unindexed), raise_server_exceptions=False) as client:
        student, turn_id = Widget(client), new_id()
        _check_unavailable(student, turn_id, "index_not_ready")
        assert _stored(unindexed) == 0
        unindexed.publisher.index(SCHOOL.id)
        assert student.ask("What is density?", turn_id)[-1].data["outcome"] == "answered"
        assert _stored(unindexed) == 1


def test_without_an_index_a_child_in_danger_is_still_answered(unindexed: FakedService) -> None:
    with TestClient(create_app(unindexed), raise_server_exceptions=False) as client:
        assert Widget(client).ask("ALARM")[-1].data["outcome"] == "support"


def test_while_masking_does_not_work_no_question_is_taken(
    student: Widget, service: FakedService, guards: SwitchedGuards
) -> None:
    guards.can_mask, turn_id = False, new_id()
    _check_unavailable(student, turn_id, "masking_unavailable")
    assert _stored(service) == 0
    guards.can_mask = True
    assert student.ask("What is density?", turn_id)[-1].name == "done"


def test_a_fault_of_ours_says_nothing_of_the_inside(student: Widget, service: FakedService) -> None:
    service.transcripts = BrokenTranscripts(service.database)
    for language in LANGUAGES:
        answer = _in(student, language).call("GET", "conversations")
        assert answer.status_code == 500
        assert answer.json()["error"] == {"code": "unexpected", "text": texts.text("errors.unexpected", language)}
        assert answer.headers["content-security-policy"]
        _check_sentence(answer)


def _half(widget: Widget) -> bytes:
    question = widget.question("PLACE")
    return str(question).replace("'", '"').replace("None", "null").replace("PLACE", "\\ud83d").encode()


def _in(widget: Widget, language: str) -> Widget:
    widget.headers["accept-language"] = f"{language};q=0.9, tr"
    return widget


def _check_unavailable(student: Widget, turn_id: str, code: str) -> None:
    for language in LANGUAGES:
        answer = _in(student, language).post("What is density?", turn_id)
        assert answer.status_code == 503
        assert answer.json()["error"] == {"code": code, "text": texts.text(f"errors.{code}", language)}


def _check_sentence(answer: httpx.Response) -> None:
    error: dict[str, Any] = answer.json()["error"]
    assert set(error) == {"code", "text"}
    assert error["text"].endswith((".", "!"))
    assert len(error["text"]) < 250
    for trace in ("Traceback", "secret", "pydantic", "sqlalchemy", ".py", "{", "loc"):
        assert trace not in answer.text.replace('{"error":{', "")


def _stored(service: FakedService) -> int:
    with service.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(turns)) or 0
