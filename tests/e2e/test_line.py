"""The line between the browser and the server: cut, gone, and how much travels on it."""

import json
import sys
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.e2e.chat import Chat
from tests.e2e.conftest import Open
from tests.e2e.test_student import QUESTIONS

WIRE_LIMIT_BYTES = 6 * 1024
FIRST_VISIT_LIMIT_BYTES = 60 * 1024


def test_an_answer_cut_in_the_middle_is_taken_up_where_it_stopped(opened: Open) -> None:
    chat = Chat(opened()).sign_in("DEMO7A", 2)
    resumed: list[Request] = []
    chat.page.on("request", lambda one: resumed.append(one) if one.url.endswith("/events") else None)
    chat.page.route("**/api/turns", _cut_after_two_events)
    turn = chat.ask("Фотосинтез деген не?")
    assert [one.headers.get("last-event-id") for one in resumed] == ["2"]
    shown = turn.locator(".block ustaz-html").all_inner_texts()
    assert len(shown) > 1
    assert len(set(shown)) == len(shown)
    chat.page.unroute("**/api/turns")
    chat.page.reload()
    expect(turn.locator(".block")).to_have_count(len(shown))
    assert turn.locator(".block ustaz-html").all_inner_texts() == shown


def test_a_question_written_without_a_line_is_sent_when_it_is_back(opened: Open) -> None:
    chat = Chat(opened()).sign_in("DEMO7A", 3)
    chat.page.context.set_offline(True)
    turn = chat.send("Фотосинтез деген не?")
    expect(turn.locator(".question .aside")).to_be_visible()
    expect(turn.locator(".block")).to_have_count(0)
    chat.page.context.set_offline(False)
    chat.wait_for_end(turn)
    expect(turn.locator(".citation").first).to_be_visible()
    expect(chat.turns).to_have_count(1)


def test_a_question_written_without_a_line_survives_a_closed_tab(opened: Open) -> None:
    page = opened()
    chat = Chat(page).sign_in("DEMO9B", 3)
    page.route("**/api/turns", lambda route: route.abort("internetdisconnected"))
    turn = chat.send("Фотосинтез деген не?")
    expect(turn).to_be_visible()
    again = page.context.new_page()
    page.close()
    again.goto("/")
    chat = Chat(again).sign_in("DEMO9B", 3)
    expect(chat.turns).to_have_count(1)
    chat.wait_for_end(chat.turns.first)
    expect(chat.turns.first.locator(".citation").first).to_be_visible()


@pytest.mark.parametrize(("language", "question"), [one[:2] for one in QUESTIONS], ids=[one[0] for one in QUESTIONS])
def test_one_answer_fits_into_six_kilobytes_as_received(opened: Open, language: str, question: str) -> None:
    chat = Chat(opened()).sign_in()
    wire = Wire(chat.page)
    chat.ask(question)
    sys.stdout.write(f"{language}: {wire.bytes_of('/api/turns')} bytes for one answer\n")
    assert 0 < wire.bytes_of("/api/turns") <= WIRE_LIMIT_BYTES


def test_a_first_visit_is_small_and_a_second_asks_for_no_file_again(opened: Open) -> None:
    page = opened("/healthz")
    wire = Wire(page)
    page.goto("/")
    expect(page.locator("ustaz-sign-in")).to_be_visible()
    first = wire.bytes_of("")
    sys.stdout.write(f"first visit: {first} bytes\n")
    assert first <= FIRST_VISIT_LIMIT_BYTES
    again = Wire(page)
    page.goto("/")
    expect(page.locator("ustaz-sign-in")).to_be_visible()
    assert again.bytes_of("/static/") == 0


class Wire:
    """Counts the bytes that arrive, compressed as they travel, headers included."""

    def __init__(self, page: Page) -> None:
        self._addresses: dict[str, str] = {}
        self._bytes: dict[str, int] = {}
        self._kept: set[str] = set()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._head)
        session.on("Network.dataReceived", self._body)
        session.on("Network.requestServedFromCache", lambda event: self._kept.add(event["requestId"]))

    def bytes_of(self, path: str) -> int:
        """All bytes of the answers from addresses that contain ``path``."""
        arrived = self._bytes.keys() - self._kept
        return sum(self._bytes[request] for request in arrived if path in self._addresses[request])

    def _head(self, event: dict[str, Any]) -> None:
        response = event["response"]
        self._addresses[event["requestId"]] = response["url"]
        self._count(event, 0 if response.get("fromDiskCache") else response["encodedDataLength"])

    def _body(self, event: dict[str, Any]) -> None:
        self._count(event, event["encodedDataLength"])

    def _count(self, event: dict[str, Any], size: float) -> None:
        self._bytes[event["requestId"]] = self._bytes.get(event["requestId"], 0) + int(size)


def _cut_after_two_events(route: Route) -> None:
    """Lets the server answer whole, but only the turn and its first block through."""
    whole = route.fetch().body().decode()
    first_two = "".join(f"{event}\n\n" for event in whole.split("\n\n")[:2])
    assert json.loads(first_two.partition("data: ")[2].partition("\n")[0])["turn"]
    route.fulfill(status=200, content_type="text/event-stream; charset=utf-8", body=first_two)
