"""What the widget does, without a browser: sign in, ask, follow a stream."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx2 as httpx


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it came over the line."""

    id: int
    name: str
    data: dict[str, Any]


def new_id() -> str:
    return str(uuid4())


def read_events(lines: Iterable[str]) -> Iterator[Event]:
    """The events in a stream's lines; pings are comments and give none."""
    fields: dict[str, str] = {}
    for line in lines:
        if line.startswith(":"):
            continue
        if line:
            name, _, value = line.partition(":")
            fields[name] = value.strip()
        elif fields:
            yield Event(int(fields["id"]), fields["event"], json.loads(fields["data"]))
            fields = {}


class Widget:
    """A student's side of ``docs/widget-protocol.md`` over any httpx client."""

    def __init__(self, client: httpx.Client, code: str = "CODE-1", number: int = 1, language: str = "en") -> None:
        self.client = client
        self.headers = {"accept-language": language}
        self.conversation = new_id()
        session = self.call("POST", "session", {"class_code": code, "number": number, "pin": "1234"}).json()
        self.headers["authorization"] = f"Bearer {session['token']}"

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        return self.client.request(method, f"/api/{path}", json=body, headers=self.headers | headers)

    def question(self, text: str, turn_id: str = "", **changes: Any) -> dict[str, Any]:
        made = {"id": turn_id or new_id(), "conversation_id": self.conversation, "text": text}
        return made | {"action": None, "language": "en"} | changes

    def post(self, text: str, turn_id: str = "", **changes: Any) -> httpx.Response:
        return self.call("POST", "turns", self.question(text, turn_id, **changes))

    def ask(self, text: str, turn_id: str = "", **changes: Any) -> list[Event]:
        """Asks and reads the whole answer."""
        answer = self.post(text, turn_id, **changes)
        assert answer.status_code == 200, answer.text
        return list(read_events(answer.text.splitlines()))

    def resume(self, turn_id: str, after: int = 0) -> list[Event]:
        answer = self.call("GET", f"turns/{turn_id}/events", **{"last-event-id": str(after)})
        assert answer.status_code == 200, answer.text
        return list(read_events(answer.text.splitlines()))

    def history(self, conversation: str = "") -> list[dict[str, Any]]:
        return self.call("GET", f"conversations/{conversation or self.conversation}").json()["turns"]
