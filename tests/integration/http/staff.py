"""What a teacher, an editor or an administrator does in a browser: sign in, open pages, send their forms."""

import re
from html import unescape
from typing import Any

import httpx2 as httpx
from starlette.testclient import TestClient

from storage.sign_in import hash_secret
from tests.samples import AT, EDITOR, SCHOOL, person
from tutor.people import Role
from tutor.wiring import Service

PASSWORD = "a long password"


def add_administrator(service: Service) -> None:
    service.people.add_person(person(1, Role.ADMINISTRATOR), hash_secret(PASSWORD), EDITOR, AT)


class Staff:
    """A browser of its own, signed in unless ``login`` is empty."""

    def __init__(self, client: TestClient, login: str = "", language: str = "en", password: str = PASSWORD) -> None:
        self.browser = TestClient(client.app, raise_server_exceptions=False)
        if login:
            answer = self.browser.post("/sign-in", data={"login": login, "password": password})
            assert answer.status_code == 200, answer.text
        self.browser.post("/language", data={"language": language}, follow_redirects=False)

    def open(self, path: str) -> httpx.Response:
        return self.browser.get(path)

    def read(self, path: str) -> str:
        """A page that must open, without its tags."""
        answer = self.open(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return words(answer)

    def csrf(self, path: str) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.open(path).text)
        assert found, path
        return found[1]

    def send(self, action: str, page: str, **fields: Any) -> httpx.Response:
        """Sends a form as it stands on ``page``."""
        return self.browser.post(action, data={"csrf": self.csrf(page), **fields})


def words(answer: httpx.Response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def login(role: Role, school_id: str = SCHOOL.id) -> str:
    return f"{school_id}-{role}-1"
