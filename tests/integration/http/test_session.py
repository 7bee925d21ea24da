"""Signing in with the widget, and what it reads before the first question."""

import pytest
from starlette.testclient import TestClient

from storage.sign_in import TRIES
from tests.integration.http.widget import Widget
from tests.samples import OTHER_SCHOOL, SCHOOL
from tutor.language import LANGUAGES

RIGHT = {"class_code": "CODE-1", "number": 1, "pin": "1234"}


def test_a_student_signs_in_reads_the_notice_once_and_signs_out(client: TestClient) -> None:
    session = client.post("/api/session", json=RIGHT).json()
    assert session["student"] == {"name": "Оқушы 1", "class_name": "7 «Ә»", "grade": 7}
    assert session["notice_seen"] is False
    headers = {"authorization": f"Bearer {session['token']}"}
    assert client.post("/api/session/notice", headers=headers).status_code == 204
    again = client.get("/api/session", headers=headers).json()
    assert again["notice_seen"] is True
    assert "token" not in again
    assert client.delete("/api/session", headers=headers).status_code == 204
    assert client.get("/api/session", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [{"pin": "4321"}, {"number": 9}, {"class_code": "NONE"}, {"pin": ""}, {"class_code": "CODE-2' OR 1=1"[:16]}],
)
def test_wrong_details_get_one_and_the_same_answer(client: TestClient, wrong: dict) -> None:
    answer = client.post("/api/session", json=RIGHT | wrong)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "wrong_credentials"


def test_too_many_tries_lock_this_account_and_no_other(client: TestClient) -> None:
    for _ in range(TRIES):
        assert client.post("/api/session", json=RIGHT | {"pin": "0000"}).status_code == 401
    assert client.post("/api/session", json=RIGHT).status_code == 429
    assert client.post("/api/session", json=RIGHT | {"number": 2}).status_code == 200


def test_the_chosen_language_is_remembered(client: TestClient) -> None:
    widget = Widget(client)
    for language in LANGUAGES:
        assert widget.call("PUT", "session/language", {"language": language}).status_code == 204
        assert widget.call("GET", "session").json()["language"] == language
    assert widget.call("PUT", "session/language", {"language": "tr"}).status_code == 422


def test_the_widgets_texts_are_there_in_every_language_without_a_token(client: TestClient) -> None:
    read = {language: client.get(f"/api/texts/{language}") for language in LANGUAGES}
    keys = [set(answer.json()) for answer in read.values()]
    assert keys[0]
    assert keys[0] == keys[1] == keys[2]
    assert all(all(answer.json().values()) for answer in read.values())
    assert "max-age" in read["kk"].headers["cache-control"]
    assert client.get("/api/texts/tr").status_code == 422


def test_each_school_signs_into_its_own(client: TestClient) -> None:
    names = []
    for code, school in (("CODE-1", SCHOOL), ("code-2", OTHER_SCHOOL)):
        widget = Widget(client, code)
        turn = widget.ask("What is density?")[0].data
        names.append(turn["conversation"])
        assert widget.history()[0]["id"] == turn["turn"], school.name
    assert len(set(names)) == 2


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer nothing", "Basic abc", "Bearer ыыы"])
def test_nothing_behind_the_sign_in_opens_without_it(client: TestClient, token: str) -> None:
    for path in ("session", "conversations", "pages/physics-7-density@en.1"):
        answer = client.get(f"/api/{path}", headers={b"authorization": token.encode()})
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == "not_signed_in"
