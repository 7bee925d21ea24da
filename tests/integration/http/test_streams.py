"""Streams over a real line: compressed or not, cut, resumed, stopped, shared, and five hundred of them dropped."""

import sys
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import httpx2 as httpx
import pytest
from sqlalchemy import QueuePool, Table, func, select

from storage.tables import turn_events, turns
from tests.integration.http.service import FakedService, SwitchedGuards
from tests.integration.http.serving import Serving, open_files, wait_until
from tests.integration.http.widget import Event, Widget, new_id, read_events
from tutor.http.app import create_app
from tutor.http.streams import TurnStreams

ENCODINGS = ["gzip", "identity"]
BATCHES, AT_A_TIME = 10, 50


@pytest.fixture
def serving(service: FakedService) -> Iterator[Serving]:
    with Serving(create_app(service)) as made:
        yield made


@pytest.fixture
def line(serving: Serving) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=serving.address, timeout=30, limits=httpx.Limits(max_connections=200)) as client:
        yield client


@pytest.fixture
def student(line: httpx.Client) -> Widget:
    return Widget(line)


class Stream:
    """One open line to the server, read event by event."""

    def __init__(self, student: Widget, text: str, turn_id: str, encoding: str = "gzip", **changes: str) -> None:
        body, headers = student.question(text, turn_id, **changes), student.headers | {"accept-encoding": encoding}
        request = student.client.build_request("POST", "/api/turns", json=body, headers=headers)
        self.answer = student.client.send(request, stream=True)
        assert self.answer.status_code == 200
        self._events = read_events(self.answer.iter_lines())

    def read(self, count: int = 1000) -> list[Event]:
        """The next events, up to ``count`` or the end."""
        return [event for _, event in zip(range(count), self._events, strict=False)]

    def drop(self) -> None:
        self.answer.close()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_event_arrives_at_once_and_not_at_the_end(student: Widget, guards: SwitchedGuards, encoding: str) -> None:
    guards.hold()
    stream = Stream(student, "What is density?", new_id(), encoding)
    assert stream.answer.headers["content-type"].startswith("text/event-stream")
    assert stream.answer.headers.get("content-encoding", "identity") == encoding
    assert [event.name for event in stream.read(1)] == ["turn"]
    for number in (1, 2):
        guards.let_through(1)
        assert [event.data["n"] for event in stream.read(1)] == [number]
    guards.let_through()
    assert stream.read()[-1].name == "done"


def test_a_compressed_stream_is_one_whole_gzip_file_and_smaller(student: Widget) -> None:
    sizes = {}
    for encoding in ENCODINGS:
        headers = student.headers | {"accept-encoding": encoding}
        with student.client.stream(
            "POST", "/api/turns", json=student.question("What is density?", conversation_id=new_id()), headers=headers
        ) as answer:
            raw = b"".join(answer.iter_raw())
        sizes[encoding] = len(raw)
        if encoding == "gzip":
            unpacked = zlib.decompressobj(wbits=31)
            assert b"event: done" in unpacked.decompress(raw)
            assert unpacked.eof
    assert sizes["gzip"] < sizes["identity"] * 0.7


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("seen", [1, 2, 3])
def test_a_cut_line_goes_on_exactly_where_it_stopped(
    student: Widget, guards: SwitchedGuards, serving: Serving, encoding: str, seen: int
) -> None:
    guards.hold()
    turn_id = new_id()
    stream = Stream(student, "What is density?", turn_id, encoding)
    guards.let_through(seen - 1)
    before = stream.read(seen)
    stream.drop()
    with ThreadPoolExecutor(1) as pool:
        resumed = pool.submit(student.resume, turn_id, before[-1].id)  # while the answer is still being made
        wait_until(lambda: _listeners(serving) == 1)
        guards.let_through()
        rest = resumed.result(30)
    whole = student.resume(turn_id)  # when it is over
    assert before + rest == whole
    assert [event.id for event in whole] == list(range(1, len(whole) + 1))
    assert whole[-1].data["outcome"] == "answered"


def test_a_line_cut_for_good_does_not_stop_the_answer(student: Widget, guards: SwitchedGuards) -> None:
    guards.hold()
    turn_id = new_id()
    stream = Stream(student, "What is density?", turn_id)
    stream.read(1)
    stream.drop()
    guards.let_through()
    wait_until(lambda: student.history()[0]["finished"])
    assert student.history()[0]["events"][-1]["data"]["outcome"] == "answered"


def test_a_stopped_answer_keeps_what_was_shown_and_says_so(student: Widget, guards: SwitchedGuards) -> None:
    guards.hold()
    turn_id = new_id()
    stream = Stream(student, "What is density?", turn_id)
    guards.let_through(1)
    assert [event.name for event in stream.read(2)] == ["turn", "block"]
    assert student.call("POST", f"turns/{turn_id}/stop").status_code == 204
    guards.let_through()
    rest = stream.read()
    assert rest[-1].data == {"outcome": "stopped", "chips": [], "can_ask_teacher": False}
    assert sum(event.name == "block" for event in rest) <= 1
    assert student.resume(turn_id)[2:] == rest
    guards.let_through()
    assert student.ask("What is density?")[-1].data["outcome"] != "stopped"


def test_two_screens_see_the_same_answer(student: Widget, guards: SwitchedGuards, serving: Serving) -> None:
    guards.hold()
    turn_id = new_id()
    stream = Stream(student, "What is density?", turn_id)
    stream.read(1)
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(student.resume, turn_id)
        wait_until(lambda: _listeners(serving) == 2)
        guards.let_through()
        assert stream.read() == second.result(30)[1:]


def test_a_turn_sent_by_many_at_the_same_moment_is_asked_once(student: Widget, service: FakedService) -> None:
    turn_id = new_id()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: student.ask("What is density?", turn_id), range(8)))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][-1].data["outcome"] == "answered"
    assert _count(service, turns) == 1
    assert _count(service, turn_events) == len(answers[0])


def test_different_questions_sent_at_the_same_moment_are_all_answered(student: Widget) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: student.ask("What is density?"), range(8)))
    assert all(answer[-1].name == "done" for answer in answers)
    assert len(student.history()) == len(answers)


def test_when_too_much_is_asked_at_once_a_sentence_says_so_and_nothing_is_stored(
    student: Widget, guards: SwitchedGuards, service: FakedService, serving: Serving
) -> None:
    guards.hold()
    limit = service.settings.answers_at_once * 4
    with ExitStack() as opened, ThreadPoolExecutor(16) as pool:
        for stream in pool.map(lambda _: Stream(student, "What is density?", new_id()), range(limit)):
            opened.callback(stream.drop)
        refused = student.post("What is density?")
        assert refused.status_code == 503
        assert refused.json()["error"]["code"] == "busy"
        assert _count(service, turns) == limit
        guards.let_through(limit * 10)
        wait_until(lambda: not _running(serving))
    assert student.ask("What is density?")[-1].name == "done"


def test_five_hundred_dropped_streams_leave_nothing_behind(
    student: Widget, guards: SwitchedGuards, service: FakedService, serving: Serving
) -> None:
    settings, engine = service.settings, service.database.engine
    _drop_many(student, guards, serving)
    before = threading.active_count(), open_files()
    for _ in range(BATCHES):
        _drop_many(student, guards, serving)
    wait_until(lambda: _listeners(serving) == 0)
    after = threading.active_count(), open_files()
    sys.stdout.write(f"threads {before[0]} → {after[0]}, open files {before[1]} → {after[1]}\n")
    assert _running(serving) == 0
    assert isinstance(engine.pool, QueuePool)
    assert engine.pool.checkedout() == 0
    assert after[0] <= before[0] + settings.threads
    assert after[1] <= before[1] + AT_A_TIME
    with service.database.read() as connection:
        unfinished = connection.scalar(select(func.count()).where(turns.c.outcome.is_distinct_from("answered")))
    assert unfinished == 0
    assert _count(service, turns) == (BATCHES + 1) * AT_A_TIME


def _drop_many(student: Widget, guards: SwitchedGuards, serving: Serving) -> None:
    """Opens many streams, drops each after its first event, and waits until their answers are finished all the same."""
    guards.hold()

    def drop(_number: int) -> None:
        stream = Stream(student, "What is density?", new_id(), conversation_id=new_id())
        assert stream.read(1)[0].name == "turn"
        stream.drop()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(drop, range(AT_A_TIME)))
    guards.let_through(AT_A_TIME * 10)
    wait_until(lambda: not _running(serving), 120)


def _streams(serving: Serving) -> TurnStreams:
    return serving.app.state.streams


def _running(serving: Serving) -> int:
    return _streams(serving).running


def _listeners(serving: Serving) -> int:
    return _streams(serving).listeners


def _count(service: FakedService, table: Table) -> int:
    with service.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0
