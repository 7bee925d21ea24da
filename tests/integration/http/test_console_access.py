"""Who may open which console page, and which forms are ours."""

import pytest
from starlette.testclient import TestClient

from tests.integration.http.conftest import APPROVED_VERSION, DRAFT_VERSION, FOREIGN_VERSION
from tests.integration.http.service import FakedService
from tests.integration.http.staff import Staff, add_administrator, login
from tests.integration.http.widget import Widget, new_id
from tests.samples import OTHER_SCHOOL
from tutor.people import Role

PAGES = {
    Role.TEACHER: (
        "/teacher",
        "/teacher/questions",
        "/teacher/questions?answered=true",
        "/teacher/not-covered",
        "/teacher/classes/class-school-1?sort=-name&by=turns",
        "/teacher/classes/class-school-1/pin",
        "/teacher/classes/class-school-1/sources",
        f"/teacher/lessons/{APPROVED_VERSION}?unit=density&start=0&end=5",
    ),
    Role.EDITOR: (
        "/editor",
        "/editor?status=draft&title=decided&page=9",
        "/editor/not-covered",
        "/editor/disagreements",
        "/editor/imports",
        "/editor/search?question=What+is+density%3F",
        f"/editor/lessons/{DRAFT_VERSION}",
        f"/editor/lessons/{APPROVED_VERSION}",
    ),
    Role.ADMINISTRATOR: (
        "/admin",
        "/admin/classes/class-school-1",
        "/admin/people/school-1-student-1",
        "/admin/safeguarding",
        "/admin/audit?limit=3",
        "/admin/health",
    ),
}
FORMS = {
    Role.TEACHER: (
        "/teacher/alerts/none/acknowledge",
        f"/teacher/turns/{new_id()}/reply",
        "/teacher/classes/class-school-1/pin",
        "/teacher/classes/class-school-1/sources",
    ),
    Role.EDITOR: (
        "/editor/approve",
        f"/editor/lessons/{DRAFT_VERSION}/approve",
        f"/editor/disagreements/{'0' * 64}/dismiss",
    ),
    Role.ADMINISTRATOR: (
        "/admin/classes",
        "/admin/staff",
        "/admin/classes/class-school-1/students",
        "/admin/classes/class-school-1/teachers",
        "/admin/classes/class-school-1/consents",
        "/admin/classes/class-school-1/consents/withdraw",
        "/admin/people/school-1-student-1/secret",
        "/admin/people/school-1-student-1/deactivate",
        "/admin/people/school-1-student-1/reactivate",
        "/admin/safeguarding",
    ),
}


@pytest.mark.parametrize("role", PAGES)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_opens_for_its_role_in_every_language(
    client: TestClient, service: FakedService, role: Role, language: str
) -> None:
    add_administrator(service)
    Widget(client).ask("What is density?")
    staff = Staff(client, login(role), language)
    for path in PAGES[role]:
        answer = staff.open(path)
        assert answer.status_code == 200, path
        assert f'<html lang="{language}">' in answer.text


@pytest.mark.parametrize("role", PAGES)
def test_no_page_and_no_form_is_open_to_another_role(client: TestClient, service: FakedService, role: Role) -> None:
    add_administrator(service)
    for other in PAGES:
        if other is role:
            continue
        staff = Staff(client, login(other))
        assert [staff.open(path).status_code for path in PAGES[role]] == [403] * len(PAGES[role])
        token = staff.csrf(PAGES[other][0])
        sent = [staff.browser.post(path, data={"csrf": token, "name": "x", "grade": "7"}) for path in FORMS[role]]
        assert [answer.status_code for answer in sent] == [403] * len(FORMS[role])


def test_without_a_session_every_page_leads_to_signing_in(client: TestClient) -> None:
    stranger = Staff(client)
    for path in (path for paths in PAGES.values() for path in paths):
        answer = stranger.browser.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in"), path


@pytest.mark.parametrize("role", FORMS)
def test_a_form_without_the_token_of_the_session_is_refused(
    client: TestClient, service: FakedService, role: Role
) -> None:
    add_administrator(service)
    staff = Staff(client, login(role))
    before = service.audit.entries(service.people.schools()[0].id)
    for path in FORMS[role]:
        for token in ({}, {"csrf": "guessed"}):
            answer = staff.browser.post(path, data={"name": "x", "contact": "x", "grade": "7", **token})
            assert answer.status_code == 403, path
    assert service.audit.entries(service.people.schools()[0].id) == before


def test_another_schools_things_do_not_exist(client: TestClient, service: FakedService) -> None:
    add_administrator(service)
    stranger = Widget(client, "CODE-2", 1)
    turn_id = new_id()
    stranger.ask("What is density?", turn_id)
    stranger.call("POST", f"turns/{turn_id}/ask-teacher", {"text": "?"})
    teacher, editor, admin = (Staff(client, login(role)) for role in PAGES)
    missing = [
        teacher.open(f"/teacher/conversations/{stranger.conversation}"),
        teacher.open("/teacher/classes/class-school-2"),
        teacher.open("/teacher/classes/class-school-2/pin"),
        teacher.open("/teacher/classes/class-school-2/sources"),
        teacher.send("/teacher/classes/class-school-2/sources", "/teacher", step="add", book="Physics 7"),
        teacher.open(f"/teacher/lessons/{FOREIGN_VERSION}"),
        teacher.send(f"/teacher/turns/{turn_id}/reply", "/teacher", text="Hello"),
        editor.open(f"/editor/lessons/{FOREIGN_VERSION}"),
        editor.send(f"/editor/lessons/{FOREIGN_VERSION}/retire", "/editor", seen="approved"),
        admin.open("/admin/classes/class-school-2"),
        admin.send("/admin/classes/class-school-2/students", "/admin", names="X", first="3"),
    ]
    assert [answer.status_code for answer in missing] == [404] * len(missing)
    assert len(service.people.students_of(OTHER_SCHOOL.id, service.people.classes_of(OTHER_SCHOOL.id)[0].id)) == 2


def test_a_teacher_does_not_read_the_classes_of_colleagues(client: TestClient, service: FakedService) -> None:
    add_administrator(service)
    student = Widget(client)
    student.ask("What is density?")
    admin = Staff(client, login(Role.ADMINISTRATOR))
    admin.send("/admin/staff", "/admin", name="New Teacher", login="new.teacher", role="teacher", language="en")
    page = admin.send("/admin/staff", "/admin", name="Other Teacher", login="other.teacher", role="teacher")
    password = page.text.rpartition('<td class="code">')[2].partition("<")[0]
    teacher = Staff(client)
    signed_in = teacher.browser.post("/sign-in", data={"login": "other.teacher", "password": password})
    assert signed_in.status_code == 200
    assert teacher.open(f"/teacher/conversations/{student.conversation}").status_code == 404
    assert teacher.open("/teacher/classes/class-school-1").status_code == 404


def test_drafts_are_the_editors_own(client: TestClient) -> None:
    assert Staff(client, login(Role.TEACHER)).open(f"/teacher/lessons/{DRAFT_VERSION}").status_code == 404


def test_signing_out_ends_the_session(client: TestClient) -> None:
    staff = Staff(client, login(Role.EDITOR))
    cookies = dict(staff.browser.cookies)
    staff.send("/sign-out", "/editor")
    staff.browser.cookies.update(cookies)
    assert staff.browser.get("/editor", follow_redirects=False).headers["location"] == "/sign-in"
