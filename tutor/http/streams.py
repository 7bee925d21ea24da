"""Turns being answered: the producer never waits for a socket, and any socket can follow or resume."""

import asyncio
import json
import threading
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import cast

from fastapi.sse import format_sse_event
from starlette.concurrency import run_in_threadpool

from storage.conversations import ConversationStore
from tutor import texts
from tutor.dialogue.model import Outcome, Question, TurnEvent, TurnId
from tutor.dialogue.tutor import Tutor
from tutor.language import Language
from tutor.logs import log, where
from tutor.people import SchoolId

LAST = frozenset({"done", "error"})
LEASE = timedelta(seconds=30)
"""How long a turn of another process may bring nothing new before it is taken for dead."""
_POLL_SECONDS = 0.5
_PING_SECONDS = 15.0


class Running:
    """The events of a turn that this process is answering, and those who wait for the next one."""

    def __init__(self) -> None:
        self.events: list[TurnEvent] = []
        self.is_over = False
        self.stop = threading.Event()
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._lock = threading.Lock()

    @property
    def listeners(self) -> int:
        return len(self._waiting)

    def add(self, event: TurnEvent | None) -> None:
        """Hands out an event; None says that there will be no more."""
        with self._lock:
            if event is None:
                self.is_over = True
            else:
                self.events.append(event)
            waiting = tuple(self._waiting)
        for loop, signal in waiting:
            loop.call_soon_threadsafe(signal.set)

    async def follow(self, after: int) -> AsyncGenerator[TurnEvent | None, None]:
        """The events with an id above ``after``; None from time to time when there is nothing new."""
        signal = asyncio.Event()
        waiter = (asyncio.get_running_loop(), signal)
        with self._lock:
            self._waiting.add(waiter)
        try:
            while True:
                signal.clear()
                is_over, fresh = self.is_over, [event for event in self.events if event.id > after]
                for event in fresh:
                    after = event.id
                    yield event
                if is_over:
                    return
                if not fresh and not await _signalled(signal):
                    yield None
        finally:
            with self._lock:
                self._waiting.discard(waiter)


class TurnStreams:
    """Starts, stops and follows turns."""

    def __init__(self, tutor: Tutor, turns: ConversationStore, at_once: int, now: Callable[[], datetime]) -> None:
        self._tutor = tutor
        self._turns = turns
        self._now = now
        self._at_once = at_once
        self._executor = ThreadPoolExecutor(at_once, thread_name_prefix="answer")
        self._running: dict[TurnId, Running] = {}
        self._lock = threading.Lock()

    @property
    def is_full(self) -> bool:
        return len(self._running) >= self._at_once * 4

    @property
    def running(self) -> int:
        """How many turns this process is answering."""
        return len(self._running)

    @property
    def listeners(self) -> int:
        """How many lines follow them."""
        return sum(running.listeners for running in tuple(self._running.values()))

    def start(self, question: Question) -> None:
        """Opens the turn, then goes on answering in the background; errors before it is stored are raised here."""
        running = Running()
        events = self._tutor.answer(question, running.stop.is_set)
        first = next(events)
        with self._lock:
            self._running[question.turn_id] = running
        running.add(first)
        self._executor.submit(self._finish, question, running, events)

    def stop(self, turn_id: TurnId) -> None:
        if running := self._running.get(turn_id):
            running.stop.set()

    async def events(self, school_id: SchoolId, turn_id: TurnId, after: int = 0) -> AsyncIterator[TurnEvent | None]:
        """Follows a turn wherever it is answered: here, in another process, or in the past."""
        if running := self._running.get(turn_id):
            async for event in running.follow(after):
                yield event
            return
        deadline = self._now() + LEASE
        while True:
            stored = await run_in_threadpool(self._turns.events, school_id, turn_id, after)
            for event in stored:
                after, deadline = event.id, self._now() + LEASE
                yield event
            if any(event.name in LAST for event in stored) or await run_in_threadpool(
                self._turns.is_finished, school_id, turn_id
            ):
                return
            if self._now() > deadline:
                await run_in_threadpool(self._interrupt, school_id, turn_id)
            await asyncio.sleep(_POLL_SECONDS)

    def interrupt_left_over(self, school_id: SchoolId) -> int:
        """Closes the turns that a crash left open; returns how many."""
        left = [turn for turn in self._turns.unfinished(school_id) if turn not in self._running]
        for turn_id in left:
            self._interrupt(school_id, turn_id)
        return len(left)

    def close(self) -> None:
        for running in tuple(self._running.values()):
            running.stop.set()
        self._executor.shutdown(wait=True)

    def _finish(self, question: Question, running: Running, events: Iterator[TurnEvent]) -> None:
        try:
            for event in events:
                running.add(event)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the student gets a sentence and a way on
            log().error("turn failed", turn=question.turn_id, error=type(error).__name__, where=where(error))
            self._interrupt(question.student.school_id, question.turn_id, running)
        finally:
            running.add(None)
            with self._lock:
                self._running.pop(question.turn_id, None)

    def _interrupt(self, school_id: SchoolId, turn_id: TurnId, running: Running | None = None) -> None:
        stored = self._turns.events(school_id, turn_id)
        if any(event.name in LAST for event in stored):
            self._turns.interrupt(school_id, turn_id, None, self._now())
            return
        language = next((event.data["language"] for event in stored if event.name == "turn"), "kk")
        sentence = texts.text("dialogue.interrupted", cast(Language, language))
        data = {"code": Outcome.INTERRUPTED, "text": sentence}
        event = TurnEvent(max((event.id for event in stored), default=0) + 1, "error", data)
        self._turns.interrupt(school_id, turn_id, event, self._now())
        if running:
            running.add(event)


async def wire(events: AsyncIterator[TurnEvent | None], *, is_compressed: bool) -> AsyncIterator[bytes]:
    """The events as they travel: each flushed at once, compressed where the browser can read that."""
    compressor = zlib.compressobj(6, wbits=31) if is_compressed else None
    async for event in events:
        chunk = b": \n\n" if event is None else _encode(event)
        yield compressor.compress(chunk) + compressor.flush(zlib.Z_SYNC_FLUSH) if compressor else chunk
    if compressor:
        yield compressor.flush()


def _encode(event: TurnEvent) -> bytes:
    return format_sse_event(
        data_str=json.dumps(event.data, ensure_ascii=False, separators=(",", ":")), event=event.name, id=str(event.id)
    )


async def _signalled(signal: asyncio.Event) -> bool:
    try:
        await asyncio.wait_for(signal.wait(), _PING_SECONDS)
    except TimeoutError:
        return False
    return True
