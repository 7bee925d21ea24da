"""Following a turn: from any place, by many, in another process, as bytes."""

import asyncio
import json
import threading
import zlib
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.conversations import ConversationStore
from tutor.dialogue.model import Outcome, TurnEvent, TurnId
from tutor.dialogue.tutor import Tutor
from tutor.http import streams
from tutor.http.streams import Running, TurnStreams, wire
from tutor.people import SchoolId

SCHOOL, TURN = SchoolId("school"), TurnId("turn")
ANSWER = [
    TurnEvent(1, "turn", {"question": "Тығыздық деген не?", "language": "kk"}),
    TurnEvent(2, "block", {"n": 1, "html": "<p>ρ = m / V\n\nдалее</p>"}),
    TurnEvent(3, "done", {"outcome": "answered"}),
]


class StoredTurns:
    """A turn that another process answers: each look finds one event more."""

    def __init__(self, events: list[TurnEvent], seen: int = 0) -> None:
        self._events, self._seen = events, seen
        self.interrupted: TurnEvent | None = None

    def events(self, _school: SchoolId, _turn: TurnId, after: int = 0) -> list[TurnEvent]:
        self._seen = min(self._seen + 1, len(self._events))
        shown = self._events[: self._seen] + ([self.interrupted] if self.interrupted else [])
        return [event for event in shown if event.id > after]

    def is_finished(self, _school: SchoolId, _turn: TurnId) -> bool:
        return self.interrupted is not None

    def interrupt(self, _school: SchoolId, _turn: TurnId, event: TurnEvent, _at: datetime) -> None:
        self.interrupted = event


@given(after=st.integers(0, 4), made_before=st.integers(0, 3))
def test_whoever_follows_gets_exactly_what_comes_after_the_last_event_seen(after: int, made_before: int) -> None:
    running = Running()
    for event in ANSWER[:made_before]:
        running.add(event)

    def go_on() -> None:
        for event in (*ANSWER[made_before:], None):
            running.add(event)

    async def follow() -> list[TurnEvent | None]:
        threading.Thread(target=go_on).start()
        return [event async for event in running.follow(after)]

    assert asyncio.run(follow()) == [event for event in ANSWER if event.id > after]
    assert running.listeners == 0


def test_a_follower_that_goes_away_is_forgotten() -> None:
    running = Running()
    running.add(ANSWER[0])

    async def leave() -> None:
        following = running.follow(0)
        assert await anext(following) == ANSWER[0]
        assert running.listeners == 1
        await following.aclose()

    asyncio.run(leave())
    assert running.listeners == 0


def test_a_quiet_line_is_kept_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "_PING_SECONDS", 0.001)
    running = Running()

    async def first() -> TurnEvent | None:
        return await anext(running.follow(0))

    assert asyncio.run(first()) is None


def test_a_turn_answered_elsewhere_is_followed_through_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "_POLL_SECONDS", 0)
    made = _streams(StoredTurns(ANSWER), [_at(0)] * 20)
    assert _follow(made) == ANSWER
    assert _follow(made, after=1) == ANSWER[1:]


def test_a_turn_whose_process_died_ends_with_a_sentence_in_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "_POLL_SECONDS", 0)
    stored = StoredTurns(ANSWER[:2])
    made = _streams(stored, [_at(0), _at(0), _at(1), _at(streams.LEASE.total_seconds() + 2), *[_at(100)] * 20])
    *answered, last = _follow(made)
    assert answered == ANSWER[:2]
    assert last == stored.interrupted
    assert last.id == 3
    assert last.name == "error"
    assert last.data["code"] == Outcome.INTERRUPTED
    assert "жауап" in last.data["text"].lower()


def test_an_event_is_one_block_of_lines_on_the_wire() -> None:
    chunks = _bytes(ANSWER[1], None, is_compressed=False)
    head, data, number = chunks[0].decode().removesuffix("\n\n").split("\n")
    assert (head, number) == ("event: block", "id: 2")
    assert json.loads(data.removeprefix("data: ")) == ANSWER[1].data
    assert chunks[1] == b": \n\n"


def test_each_compressed_event_can_be_read_as_soon_as_it_arrives() -> None:
    unpacked = zlib.decompressobj(wbits=31)
    read = [unpacked.decompress(chunk) for chunk in _bytes(*ANSWER, is_compressed=True)]
    assert read == [*_bytes(*ANSWER, is_compressed=False), b""]
    assert unpacked.eof


def _bytes(*events: TurnEvent | None, is_compressed: bool) -> list[bytes]:
    async def given_events() -> AsyncIterator[TurnEvent | None]:
        for event in events:
            yield event

    async def collect() -> list[bytes]:
        return [chunk async for chunk in wire(given_events(), is_compressed=is_compressed)]

    return asyncio.run(collect())


def _streams(stored: StoredTurns, times: list[datetime]) -> TurnStreams:
    clock: Iterator[datetime] = iter(times)
    return TurnStreams(cast(Tutor, None), cast(ConversationStore, stored), 1, lambda: next(clock))


def _follow(made: TurnStreams, after: int = 0) -> list[TurnEvent]:
    async def collect() -> list[TurnEvent]:
        return [event async for event in made.events(SCHOOL, TURN, after) if event]

    return asyncio.run(collect())


def _at(seconds: float) -> datetime:
    return datetime(2026, 9, 1, tzinfo=UTC) + timedelta(seconds=seconds)
