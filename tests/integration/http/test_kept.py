"""What was written into a form whose session had ended is not lost."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.integration.http.service import FakedService
from tests.integration.http.staff import PASSWORD, Staff, add_administrator, login, words
from tests.integration.http.widget import Widget, new_id
from tests.samples import SCHOOL
from tutor.dialogue.model import TurnId
from tutor.http.access import COOKIE
from tutor.http.kept import LONGEST, Kept
from tutor.people import ClassId, Role

TEXT = 'Look at § 2: "density" & <mass>\r\nand then at ρ = m/V.'
FROM_HERE = {"origin": "http://testserver"}


@pytest.fixture
def teacher(client: TestClient) -> Staff:
    return Staff(client, login(Role.TEACHER))


@pytest.fixture
def turn(student: Widget) -> str:
    """A question that waits for a reply."""
    turn_id = new_id()
    student.ask("What is density?", turn_id)
    student.call("POST", f"turns/{turn_id}/ask-teacher", {"text": "?"})
    return turn_id


def _end_session(staff: Staff, service: FakedService) -> None:
    service.sign_in.sign_out(staff.browser.cookies[COOKIE])


def _send_late(
    staff: Staff, service: FakedService, action: str, fields: dict[str, str], headers: dict[str, str] = FROM_HERE
):
    """A form that was opened in a session which has ended since."""
    csrf = staff.csrf("/teacher/questions" if action.startswith("/teacher") else "/admin")
    _end_session(staff, service)
    data = {"csrf": csrf, **fields}
    return staff.browser.post(action, data=data, headers=headers, follow_redirects=False)


def _hidden(html: str, name: str) -> str:
    found = re.search(f'<input type="hidden" name="{name}" value="([^"]*)">', html)
    assert found, name
    return unescape(found[1])


def _sign_in(staff: Staff, kept: str, who: str = "", password: str = PASSWORD):
    data = {"login": who or login(Role.TEACHER), "password": password, "kept": kept}
    return staff.browser.post("/sign-in", data=data, headers=FROM_HERE, follow_redirects=False)


def test_a_reply_written_while_the_session_ended_is_sent_after_signing_in(
    teacher: Staff, service: FakedService, turn: str
) -> None:
    action = f"/teacher/turns/{turn}/reply"
    asked = _send_late(teacher, service, action, {"text": TEXT, "place": "conversation"})
    assert asked.status_code == 401
    assert "Your session has ended" in words(asked)
    wrong = _sign_in(teacher, _hidden(asked.text, "kept"), password="wrong")
    assert wrong.status_code == 401
    back = _sign_in(teacher, _hidden(wrong.text, "kept"))
    assert back.status_code == 200
    assert f'action="{action}"' in back.text
    written = re.search(r"<textarea[^>]*>([^<]*)</textarea>", back.text)
    assert written
    assert unescape(written[1]).splitlines() == TEXT.splitlines()
    form = {"csrf": _hidden(back.text, "csrf"), "place": _hidden(back.text, "place"), "text": unescape(written[1])}
    sent = teacher.browser.post(action, data=form)
    assert "/teacher/conversations/" in str(sent.url)
    assert "ρ = m/V" in service.turns.events(SCHOOL.id, TurnId(turn))[-1].data["html"]


def test_a_reply_written_before_signing_in_anew_elsewhere_is_given_back(
    teacher: Staff, service: FakedService, turn: str
) -> None:
    old = teacher.csrf("/teacher/questions")
    teacher.browser.post("/sign-in", data={"login": login(Role.TEACHER), "password": PASSWORD})
    action = f"/teacher/turns/{turn}/reply"
    back = teacher.browser.post(action, data={"csrf": old, "text": TEXT}, headers=FROM_HERE)
    assert back.status_code == 403
    assert "<h1>Жазғаныңыз әлі жіберілген жоқ</h1>" in back.text
    sent = teacher.browser.post(action, data={"csrf": _hidden(back.text, "csrf"), "text": TEXT})
    assert str(sent.url).endswith("/teacher/questions?notice=replied")


def test_names_of_new_students_are_kept_too(client: TestClient, service: FakedService) -> None:
    add_administrator(service)
    admin = Staff(client, login(Role.ADMINISTRATOR))
    action = "/admin/classes/class-school-1/students"
    asked = _send_late(admin, service, action, {"names": "Айару С.\r\nТимур К.", "first": "3"})
    back = _sign_in(admin, _hidden(asked.text, "kept"), login(Role.ADMINISTRATOR))
    form = {name: _hidden(back.text, name) for name in ("csrf", "first")} | {"names": "Айару С.\r\nТимур К."}
    assert admin.browser.post(action, data=form).status_code == 200
    assert len(service.people.students_of(SCHOOL.id, ClassId("class-school-1"))) == 4


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", **FROM_HERE},
        {"sec-fetch-site": "same-site", **FROM_HERE},
    ],
)
def test_what_another_site_wrote_is_never_offered_for_sending(
    teacher: Staff, service: FakedService, headers: dict[str, str]
) -> None:
    action = f"/teacher/turns/{new_id()}/reply"
    forged = teacher.browser.post(action, data={"csrf": "guessed", "text": TEXT}, headers=headers)
    assert forged.status_code == 403
    assert "textarea" not in forged.text
    answer = _send_late(teacher, service, action, {"text": TEXT}, headers)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("/teacher/alerts/one/acknowledge", {}),
        (f"/teacher/turns/{new_id()}/reply", {"text": "  "}),
        (f"/teacher/turns/{new_id()}/reply", {"text": "x" * LONGEST}),
        ("/teacher/turns/a.b/reply", {"text": TEXT}),
    ],
    ids=["nothing-typed", "blank", "endless", "strange"],
)
def test_a_form_without_anything_long_leads_to_signing_in(
    teacher: Staff, service: FakedService, action: str, fields: dict[str, str]
) -> None:
    answer = _send_late(teacher, service, action, fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize(
    "kept",
    [
        "no form",
        '{"action": "https://elsewhere.example/teacher/x", "fields": {}}',
        '{"action": "//elsewhere.example/teacher/x", "fields": {}}',
        '{"action": "/teacher/../sign-out", "fields": {}}',
        '{"action": "/teacher/turns/1/reply\\n", "fields": {}}',
        Kept(action="/admin/classes/1/students", fields={"names": "X"}).model_dump_json(),
    ],
    ids=["words", "elsewhere", "elsewhere-too", "upwards", "line", "not-theirs"],
)
def test_only_a_form_of_the_own_console_is_given_back(teacher: Staff, kept: str) -> None:
    answer = _sign_in(teacher, kept)
    assert (answer.status_code, answer.headers["location"]) == (303, "/teacher")
