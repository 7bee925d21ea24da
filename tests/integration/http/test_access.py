"""Who gets what: every route against every role, forms without their token, cookies and policies."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from storage.sign_in import hash_secret
from storage.tables import audit, people
from tests.integration.http.access_table import (
    ALARM,
    ANYBODY,
    CLASSMATE,
    COLLEAGUE,
    CONVERSATION,
    FOREIGN,
    GONE,
    ROUTES,
    SIGN_IN,
    STAFF,
    TURN,
    VISITORS,
    Outcome,
    Place,
)
from tests.integration.http.service import FakedService
from tests.integration.http.widget import Widget
from tests.samples import AT, EDITOR, OTHER_SCHOOL, SCHOOL, person
from tutor.http.access import COOKIE
from tutor.http.app import create_app
from tutor.people import ClassId, Person, PersonId, Role, SchoolClass
from tutor.wiring import now

PASSWORD = "a long password"


@pytest.fixture
def tokens(client: TestClient, service: FakedService) -> dict[str, str]:
    """A session for everybody who can have one, and something of each kind to look at."""
    _add_people(service)
    at = now()
    found = {
        Role.STUDENT: service.sign_in.student("CODE-1", 1, "1234", at),
        CLASSMATE: service.sign_in.student("CODE-1", 2, "1234", at),
        FOREIGN[Role.STUDENT]: service.sign_in.student("CODE-2", 1, "1234", at),
        COLLEAGUE: _enter(service, "colleague", at),
        **{role: _enter(service, person(1, role).login, at) for role in STAFF},
        **{FOREIGN[role]: _enter(service, person(1, role, OTHER_SCHOOL).login, at) for role in STAFF},
    }
    student = Widget(client)
    student.ask("What is density?", TURN, conversation_id=CONVERSATION)
    student.ask("ALARM", ALARM, conversation_id=CONVERSATION)
    student.call("POST", f"turns/{TURN}/ask-teacher", {"text": "?"})
    return {visitor: session.token for visitor, session in found.items()} | {ANYBODY: ""}


def test_the_table_knows_every_route(service: FakedService) -> None:
    routes = set(_routes(create_app(service).routes))
    assert routes - set(ROUTES) == set()
    assert set(ROUTES) - routes == set()


def test_every_route_answers_every_visitor_as_the_table_says(
    client: TestClient, service: FakedService, tokens: dict[str, str]
) -> None:
    surprises = {
        f"{method} {place.path} for {visitor}": (found, place.outcomes[visitor])
        for (method, _), place in ROUTES.items()
        for visitor in VISITORS
        if (found := _visit(client, service, method, place, tokens[visitor])) != place.outcomes[visitor]
    }
    assert surprises == {}
    _check_nobody_did_anything_elsewhere(service)


def test_a_form_without_the_token_of_its_session_changes_nothing(
    client: TestClient, service: FakedService, tokens: dict[str, str]
) -> None:
    forms = [
        (place, next(visitor for visitor in STAFF if place.outcomes[visitor] in (200, 303, SIGN_IN)))
        for (method, path), place in ROUTES.items()
        if method == "POST" and not path.startswith("/api/") and path not in ("/sign-in", "/language")
    ]
    assert len(forms) >= 10
    before = _deeds(service)
    for place, visitor in forms:
        for csrf in (None, "", "guessed", _csrf(service, tokens[FOREIGN[Role.EDITOR]])):
            assert _send(client, "POST", place, tokens[visitor], csrf).status_code == 403, (place.path, csrf)
    assert _deeds(service) == before


def test_the_cookies_of_a_session_can_be_read_by_no_script_and_sent_by_no_other_page(
    client: TestClient,
) -> None:
    login = {"login": person(1, Role.EDITOR).login, "password": PASSWORD}
    answer = client.post("/sign-in", data=login, follow_redirects=False)
    cookies = {cookie.partition("=")[0]: cookie.lower() for cookie in answer.headers.get_list("set-cookie")}
    assert "httponly" in cookies[COOKIE]
    assert all("samesite=strict" in cookie and "; secure" not in cookie for cookie in cookies.values())


def test_behind_https_cookies_never_travel_in_the_clear(service: FakedService) -> None:
    service.settings = service.settings.model_copy(update={"public_url": "https://ustaz.school.example"})
    with TestClient(create_app(service)) as client:
        login = {"login": person(1, Role.EDITOR).login, "password": PASSWORD}
        answer = client.post("/sign-in", data=login, follow_redirects=False)
    assert all("; secure" in cookie.lower() for cookie in answer.headers.get_list("set-cookie"))


def test_a_sign_in_form_of_another_site_is_refused(client: TestClient) -> None:
    login = {"login": person(1, Role.EDITOR).login, "password": PASSWORD}
    for site in ("cross-site", "same-site"):
        answer = client.post("/sign-in", data=login, headers={"sec-fetch-site": site}, follow_redirects=False)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_choosing_a_language_leads_to_no_other_site(client: TestClient, back: str) -> None:
    answer = client.post("/language", data={"language": "en", "back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/sign-in"


def test_every_page_of_every_console_has_the_whole_policy(client: TestClient, tokens: dict[str, str]) -> None:
    seen = 0
    for (method, _), place in ROUTES.items():
        for visitor in (ANYBODY, *STAFF):
            if method == "GET" and place.outcomes[visitor] == 200:
                answer = _send(client, method, place, tokens[visitor], None)
                if answer.headers["content-type"].startswith("text/html"):
                    seen += 1
                    policy = answer.headers["content-security-policy"]
                    assert "script-src 'self'; style-src 'self'" in policy, place.path
                    assert "require-trusted-types-for 'script'" in policy, place.path
                    assert answer.headers["cache-control"] == "no-store", place.path
                    assert " style=" not in answer.text, place.path
                    assert "<script>" not in answer.text, place.path
    assert seen >= 15


def _add_people(service: FakedService) -> None:
    secret = hash_secret(PASSWORD)
    other = SchoolClass(ClassId("class-8"), SCHOOL.id, "8 «Б»", 8, "EIGHT8")
    service.people.add_class(other, EDITOR, AT)
    for name in ("colleague", "teacher-of-8"):
        made = Person(PersonId(name), SCHOOL.id, Role.TEACHER, name, name, "en")
        service.people.add_person(made, secret, EDITOR, AT)
        service.people.join(SCHOOL.id, other.id, made.id)
    for school in (SCHOOL, OTHER_SCHOOL):
        service.people.add_person(person(1, Role.ADMINISTRATOR, school), secret, EDITOR, AT)


def _enter(service: FakedService, login: str, at: datetime):
    return service.sign_in.staff(login, PASSWORD, at)


def _routes(routes: Sequence[BaseRoute]) -> Iterator[tuple[str, str]]:
    """Method and path of every route, those of included routers too."""
    for route in routes:
        if (included := getattr(route, "effective_candidates", None)) is not None:
            yield from _routes(included())
        else:
            yield from ((method, route.path) for method in getattr(route, "methods", None) or ("GET",))  # type: ignore


def _visit(client: TestClient, service: FakedService, method: str, place: Place, token: str) -> Outcome:
    answer = _send(client, method, place, token, _csrf(service, token))
    if answer.status_code != 303:
        return answer.status_code
    target = answer.headers["location"]
    return SIGN_IN if target == "/sign-in" else GONE if "alert_gone" in target else 303


def _send(client: TestClient, method: str, place: Place, token: str, csrf: str | None) -> Any:
    headers = {"authorization": f"Bearer {token}", "cookie": f"{COOKIE}={token}", "accept-language": "en"}
    form = None if place.form is None else {key: value.replace("#", token[:8]) for key, value in place.form.items()}
    if form is not None and csrf is not None:
        form["csrf"] = csrf
    client.cookies.clear()
    return client.request(
        method,
        place.path,
        headers=headers if token else {},
        json=place.json,
        data=form,
        files=place.files or None,
        follow_redirects=False,
    )


def _csrf(service: FakedService, token: str) -> str:
    session = service.sign_in.session(token, now())
    return session.csrf if session else ""


def _deeds(service: FakedService) -> list[Any]:
    with service.database.read() as connection:
        return list(connection.execute(select(audit).order_by(audit.c.id)))


def _check_nobody_did_anything_elsewhere(service: FakedService) -> None:
    with service.database.read() as connection:
        schools = {row.id: row.school_id for row in connection.execute(select(people.c.id, people.c.school_id))}
    deeds = [deed for deed in _deeds(service) if deed.actor_id in schools]
    assert deeds
    assert [deed for deed in deeds if schools[deed.actor_id] != deed.school_id] == []
