"""What a student has written survives a killed server and a database that is away."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx
import pytest
from sqlalchemy import Table, func, make_url, select
from starlette.testclient import TestClient

from storage.database import Database
from storage.tables import turns
from tests.integration.http.proxy import Proxy
from tests.integration.http.service import FakedService, SwitchedGuards
from tests.integration.http.serving import wait_until
from tests.integration.http.widget import Widget, new_id
from tutor.http.app import create_app
from tutor.settings import Settings

ROOT = Path(__file__).parents[3]
AWAY_SECONDS, AWAY_BRIEFLY_SECONDS = 10, 3


class Away:
    """A database that can be gone and come back."""

    def __init__(self, url: str, go: Callable[[], None], come_back: Callable[[], None]) -> None:
        self.url, self.go, self.come_back = url, go, come_back


@pytest.fixture
def away(database_url: str) -> Iterator[Away]:
    """SQLite is locked by somebody else; the line to PostgreSQL is cut."""
    url = make_url(database_url)
    if url.database and url.get_backend_name() == "sqlite":
        holder = sqlite3.connect(url.database, isolation_level=None, check_same_thread=False)
        yield Away(database_url, lambda: _run(holder, "BEGIN EXCLUSIVE"), lambda: _run(holder, "ROLLBACK"))
        holder.close()
        return
    with Proxy(url.host or "127.0.0.1", url.port or 5432) as proxy:
        yield Away(url.set(port=proxy.port).render_as_string(hide_password=False), proxy.cut, proxy.mend)


@pytest.fixture
def fragile(service: FakedService, away: Away, guards: SwitchedGuards) -> Iterator[FakedService]:
    """The service over the database that can be away."""
    settings = Settings.model_validate({"folder": service.settings.folder, "database_url": away.url})
    made = FakedService(settings, guards)
    yield made
    made.close()


def test_a_killed_server_loses_neither_the_question_nor_the_finished_blocks(
    service: FakedService, database_url: str
) -> None:
    turn_id = new_id()
    with _server(service.settings, blocks=2) as (process, line):
        student = Widget(line)
        question = student.question("What is density?", turn_id)
        with line.stream("POST", "/api/turns", json=question, headers=student.headers) as answer:
            lines = answer.iter_lines()
            assert any("event: block" in one for one in lines)
            assert any("event: block" in one for one in lines)
            os.kill(process.pid, signal.SIGKILL)
            process.wait(30)
    with _server(service.settings) as (_, line):
        student = Widget(line)
        events = student.resume(turn_id)
        assert [event.name for event in events] == ["turn", "block", "block", "error"]
        assert [event.id for event in events] == [1, 2, 3, 4]
        assert events[-1].data["code"] == "interrupted"
        [turn] = student.history(question["conversation_id"])
        assert turn["question"] == "What is density?"
        assert turn["finished"]
        assert [event["event"] for event in turn["events"]] == ["turn", "block", "block", "error"]
        assert student.post("What is density?", turn_id).status_code == 200
        assert _count(service, turns) == 1
        assert student.ask("What is density?")[-1].data["outcome"] == "answered"


def test_a_question_asked_while_the_database_is_away_is_answered_once_it_is_back(
    fragile: FakedService, away: Away, service: FakedService
) -> None:
    with TestClient(create_app(fragile), raise_server_exceptions=False) as client:
        student, turn_id = Widget(client), new_id()
        away.go()
        coming_back = threading.Timer(AWAY_SECONDS, away.come_back)
        coming_back.start()
        events = student.ask("What is density?", turn_id)
        assert coming_back.finished.is_set()
        assert events[-1].data["outcome"] == "answered"
        assert student.resume(turn_id) == events
    assert _count(service, turns) == 1


def test_an_answer_begun_before_the_database_went_away_is_finished_once_it_is_back(
    fragile: FakedService, away: Away, guards: SwitchedGuards, service: FakedService
) -> None:
    guards.hold()
    with TestClient(create_app(fragile), raise_server_exceptions=False) as client, ThreadPoolExecutor(1) as pool:
        student, turn_id = Widget(client), new_id()
        answer = pool.submit(student.ask, "What is density?", turn_id)
        assert guards.is_waiting.wait(30)
        away.go()
        guards.let_through()
        threading.Timer(AWAY_BRIEFLY_SECONDS, away.come_back).start()
        events = answer.result(60)
        assert events[-1].data["outcome"] == "answered"
        assert student.resume(turn_id) == events
    assert _count(service, turns) == 1


def test_a_database_away_for_too_long_is_said_in_one_sentence_and_the_same_turn_can_be_sent_later(
    fragile: FakedService, away: Away, service: FakedService
) -> None:
    _be_impatient(fragile.database)
    with TestClient(create_app(fragile), raise_server_exceptions=False) as client:
        student, turn_id = Widget(client), new_id()
        away.go()
        refused = student.post("What is density?", turn_id)
        assert refused.status_code == 503
        assert refused.json()["error"]["code"] == "database_gone"
        away.come_back()
        assert student.ask("What is density?", turn_id)[-1].data["outcome"] == "answered"
    assert _count(service, turns) == 1


def _be_impatient(database: Database) -> None:
    database._patience_seconds = 1
    if database.is_sqlite:
        from sqlalchemy import event

        database.engine.dispose()
        event.listen(database.engine, "connect", lambda made, _: made.execute("PRAGMA busy_timeout=500"))


@contextmanager
def _server(settings: Settings, blocks: int = 0) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = [str(settings.folder), settings.database_url, str(port), *([str(blocks)] if blocks else [])]
    command = [sys.executable, "-m", "tests.integration.http.server", *arguments]
    process = subprocess.Popen(command, cwd=ROOT)  # noqa: S603 - our own module
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as line:
            wait_until(lambda: _answers(line), 60)
            yield process, line
    finally:
        process.kill()
        process.wait(30)


def _answers(line: httpx.Client) -> bool:
    try:
        return line.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False


def _run(connection: sqlite3.Connection, statement: str) -> None:
    connection.execute(statement)


def _count(service: FakedService, table: Table) -> int:
    with service.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0
