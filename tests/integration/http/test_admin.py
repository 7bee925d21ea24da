"""An administrator's work: classes, people, the safeguarding contact, the log."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from tests.integration.http.service import FakedService
from tests.integration.http.staff import Staff, add_administrator, login, words
from tests.integration.http.widget import Widget
from tests.samples import AT, EDITOR, OTHER_SCHOOL, SCHOOL
from tutor.people import ClassId, Person, PersonId, Role

CLASS = ClassId("class-school-1")
CLASS_PAGE = f"/admin/classes/{CLASS}"


@pytest.fixture
def admin(client: TestClient, service: FakedService) -> Staff:
    add_administrator(service)
    return Staff(client, login(Role.ADMINISTRATOR))


def test_a_new_class_has_a_code_that_nobody_misreads(admin: Staff, service: FakedService) -> None:
    answer = admin.send("/admin/classes", "/admin", name="8 «Б»", grade="8")
    (added,) = [one for one in service.people.classes_of(SCHOOL.id) if one.name == "8 «Б»"]
    assert re.fullmatch(r"[A-HJKMNP-Z2-9]{6}", added.code)
    assert added.code in words(answer)
    assert "nobody will see" in words(answer)


def test_a_class_needs_a_name_of_its_own(admin: Staff, service: FakedService) -> None:
    for name in ("7 «Ә»", "  "):
        assert admin.send("/admin/classes", "/admin", name=name, grade="7").status_code == 422
    assert len(service.people.classes_of(SCHOOL.id)) == 1


def test_new_students_sign_in_with_what_is_shown_once(client: TestClient, admin: Staff, service: FakedService) -> None:
    answer = admin.send(f"{CLASS_PAGE}/students", CLASS_PAGE, names="Айару С.\n\n Тимур К. \n", first="3")
    shown = re.findall(r'<td class="code">(\d+)</td><td class="code">(\d{4})</td>', answer.text)
    assert [number for number, _ in shown] == ["3", "4"]
    assert "no-store" in answer.headers["cache-control"]
    session = client.post("/api/session", json={"class_code": "CODE-1", "number": 4, "pin": shown[1][1]})
    assert session.json()["student"]["name"] == "Тимур К."
    assert shown[1][1] not in admin.open(CLASS_PAGE).text
    assert len(service.people.students_of(SCHOOL.id, CLASS)) == 4


@pytest.mark.parametrize(
    ("names", "first"),
    [("Айару С.", "2"), ("", "3"), ("\n".join(["Айару С."] * 41), "3")],
    ids=["stale", "none", "many"],
)
def test_students_are_not_added_twice_nor_too_many(admin: Staff, service: FakedService, names: str, first: str) -> None:
    answer = admin.send(f"{CLASS_PAGE}/students", CLASS_PAGE, names=names, first=first)
    assert answer.status_code == 422
    assert names in answer.text
    assert len(service.people.students_of(SCHOOL.id, CLASS)) == 2


def test_a_new_teacher_is_put_into_a_class_once(admin: Staff, service: FakedService) -> None:
    answer = admin.send("/admin/staff", "/admin", name="Гүлнар", login="Gulnar", role="teacher", language="kk")
    assert re.search(
        r'<td class="code">gulnar</td><td class="code">[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}</td>', answer.text
    )
    (teacher,) = [one for one in service.people.staff(SCHOOL.id) if one.name == "Гүлнар"]
    for _ in range(2):
        admin.send(f"{CLASS_PAGE}/teachers", CLASS_PAGE, person_id=teacher.id)
    assert [one.id for one in service.people.classes_of(SCHOOL.id, teacher.id)] == [CLASS]


def test_students_added_at_the_same_time_elsewhere_cost_nothing_typed(admin: Staff, service: FakedService) -> None:
    meanwhile = Person(PersonId("meanwhile"), SCHOOL.id, Role.STUDENT, "code-1#4", "Мадина", "kk")
    service.people.add_person(meanwhile, "", EDITOR, AT)
    answer = admin.send(f"{CLASS_PAGE}/students", CLASS_PAGE, names="Айару С.\nТимур К.", first="3")
    assert answer.status_code == 422
    assert "The list has changed meanwhile" in words(answer)
    assert "Айару С.\nТимур К.</textarea>" in answer.text
    assert len(service.people.students_of(SCHOOL.id, CLASS)) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"login": "ab"},
        {"login": "with space"},
        {"role": "student"},
        {"login": login(Role.EDITOR)},
        {"login": login(Role.EDITOR, "school-2")},
    ],
)
def test_staff_that_cannot_be_added_stays_in_its_form(
    admin: Staff, service: FakedService, changes: dict[str, str]
) -> None:
    fields = {"name": "Гүлнар", "login": "gulnar", "role": "teacher", "language": "kk"} | changes
    answer = admin.send("/admin/staff", "/admin", **fields)
    assert answer.status_code == 422
    assert f'value="{fields["name"]}"' in answer.text
    assert len(service.people.staff(SCHOOL.id)) == 3


def test_only_a_teacher_of_this_school_is_put_into_a_class(admin: Staff) -> None:
    answer = admin.send(f"{CLASS_PAGE}/teachers", CLASS_PAGE, person_id="school-2-teacher-1")
    assert answer.status_code == 422


def test_the_safeguarding_contact_changes_but_is_never_emptied(admin: Staff, service: FakedService) -> None:
    page = "/admin/safeguarding"
    assert admin.send(page, page, name="Анна", contact="  ").status_code == 422
    assert service.people.school(SCHOOL.id).safeguarding_name == SCHOOL.safeguarding_name
    assert "Saved." in words(admin.send(page, page, name="Анна", contact="кабинет 3"))
    assert service.people.school(SCHOOL.id).safeguarding_contact == "кабинет 3"
    assert "Child safety contact changed" in admin.read("/admin/audit")


def test_the_log_shows_the_newest_first_and_more_on_request(admin: Staff) -> None:
    short = admin.open("/admin/audit?limit=2").text
    assert short.count("<tr>") == 3
    assert 'href="?limit=102"' in short


def test_health_names_classes_whose_alerts_nobody_would_see(admin: Staff, service: FakedService) -> None:
    assert "nobody will see their alerts" not in admin.read("/admin/health")
    admin.send("/admin/classes", "/admin", name="8 «Б»", grade="8")
    assert "nobody will see their alerts: 8 «Б»" in admin.read("/admin/health")


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "іздеу индексі"), ("ru", "поисковый индекс"), ("en", "search index")]
)
def test_health_is_told_in_the_readers_language_and_about_the_own_school_only(
    client: TestClient, service: FakedService, language: str, said: str
) -> None:
    add_administrator(service)
    page = Staff(client, login(Role.ADMINISTRATOR), language).read("/admin/health")
    assert f"{SCHOOL.name}: {said}" in page
    assert OTHER_SCHOOL.name not in page


def test_an_administrator_does_not_read_conversations(student: Widget, admin: Staff) -> None:
    student.ask("What is density?")
    assert admin.open(f"/teacher/conversations/{student.conversation}").status_code == 403


def _page_of(person_id: str) -> str:
    return f"/admin/people/{person_id}"


@pytest.mark.parametrize(
    ("role", "shape"), [(Role.STUDENT, r"\d{4}"), (Role.TEACHER, r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}")]
)
def test_the_administrator_gives_anybody_a_new_secret(
    client: TestClient, admin: Staff, service: FakedService, role: Role, shape: str
) -> None:
    page = _page_of(login(role))
    assert page in admin.open(CLASS_PAGE).text
    answer = admin.send(f"{page}/secret", page)
    shown = re.findall(r'<td class="code">([^<]+)</td>', answer.text)
    assert re.fullmatch(shape, shown[-1])
    assert shown[-1] not in admin.open(page).text
    assert "New password or PIN given" in admin.read("/admin/audit")
    if role is Role.STUDENT:
        assert shown[:2] == ["CODE-1", "1"]
        assert client.post("/api/session", json={"class_code": "CODE-1", "number": 1, "pin": shown[-1]}).is_success
    else:
        assert Staff(client, login(role), password=shown[-1]).read("/teacher")


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(
    student: Widget, admin: Staff, client: TestClient
) -> None:
    page = _page_of(login(Role.STUDENT))
    assert "Access is closed." in words(admin.send(f"{page}/deactivate", page))
    assert student.call("GET", "session").status_code == 401
    assert "Оқушы 1 access closed" in admin.read(CLASS_PAGE)
    assert "Access is open again." in words(admin.send(f"{page}/reactivate", page))
    assert Widget(client).call("GET", "session").status_code == 200


def test_nobody_closes_their_own_access(admin: Staff) -> None:
    page = _page_of(login(Role.ADMINISTRATOR))
    answer = admin.send(f"{page}/deactivate", page)
    assert answer.status_code == 409
    assert "another administrator" in words(answer)
    assert admin.read("/admin")


def test_a_class_whose_teacher_cannot_sign_in_has_nobody_to_see_its_alerts(admin: Staff) -> None:
    page = _page_of(login(Role.TEACHER))
    admin.send(f"{page}/deactivate", page)
    assert "nobody will see their alerts: 7 «Ә»" in admin.read("/admin/health")
    assert "nobody will see its alerts" in admin.read(CLASS_PAGE)


def test_people_of_another_school_do_not_exist(admin: Staff) -> None:
    page = _page_of(login(Role.STUDENT, "school-2"))
    answers = [admin.open(page)] + [admin.send(f"{page}/{step}", "/admin") for step in ("secret", "deactivate")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


CONSENTS = f"{CLASS_PAGE}/consents"


def test_a_consent_is_recorded_shown_and_withdrawn(admin: Staff, service: FakedService) -> None:
    assert "Students without a recorded consent: 2" in admin.read(CLASS_PAGE)
    form = {"student": login(Role.STUDENT), "given_by": " Сәуле, mother ", "given_on": "2026-03-08"}
    for _ in range(2):
        page = words(admin.send(CONSENTS, CLASS_PAGE, **form))
        assert "Сәуле, mother, 08.03.2026" in page
        assert "Students without a recorded consent: 1" in page
    consent = service.consents.of_class(SCHOOL.id, CLASS)[PersonId(login(Role.STUDENT))]
    assert consent.given_at == datetime(2026, 3, 8, tzinfo=ZoneInfo("Asia/Almaty"))
    page = words(admin.send(f"{CONSENTS}/withdraw", CLASS_PAGE, student=login(Role.STUDENT)))
    assert "Students without a recorded consent: 2" in page
    assert "Consent withdrawn" in admin.read("/admin/audit")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"given_by": "  "}, "Write who gave the consent"),
        ({"given_on": "2999-01-01"}, "cannot be later than today"),
        ({"given_on": "0001-01-01"}, "Check the date"),
        ({"given_on": "8 March"}, "Check the date"),
        ({"student": login(Role.STUDENT, "school-2")}, "no such student"),
        ({"student": login(Role.TEACHER)}, "no such student"),
    ],
)
def test_a_consent_that_cannot_be_recorded_stays_in_its_form(
    admin: Staff, service: FakedService, changes: dict[str, str], said: str
) -> None:
    form = {"student": login(Role.STUDENT), "given_by": "Сәуле", "given_on": "2026-03-08"} | changes
    answer = admin.send(CONSENTS, CLASS_PAGE, **form)
    assert answer.status_code == 422
    assert said in words(answer)
    assert f'value="{form["given_by"]}"' in answer.text
    assert f'value="{form["given_on"]}"' in answer.text
    assert service.consents.of_class(SCHOOL.id, CLASS) == {}


@pytest.mark.parametrize(("grade", "is_young"), [("6", True), ("7", False)])
def test_a_young_class_is_told_that_its_students_need_a_consent(
    admin: Staff, service: FakedService, grade: str, is_young: bool
) -> None:
    page = str(admin.send("/admin/classes", "/admin", name="New", grade=grade).url)
    admin.send(f"{page}/students", page, names="Айару С.", first="1")
    assert ("may be under 13" in admin.read(page)) is is_young


def test_who_cannot_sign_in_needs_no_consent(admin: Staff, service: FakedService) -> None:
    service.people.deactivate(SCHOOL.id, PersonId(login(Role.STUDENT)), EDITOR, AT)
    assert "Students without a recorded consent: 1" in admin.read(CLASS_PAGE)
