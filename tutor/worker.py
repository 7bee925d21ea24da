"""Background jobs: importing, indexing, delivering alerts. One at a time, each until it is done."""

import fcntl
import os
import weakref
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from huey.consumer import Consumer

from content.importers import Defaults, ImportRefused
from content.problems import LessonFormatError, Problem
from storage.outbox import Job
from tutor.logs import log, where
from tutor.people import PersonId
from tutor.publishing.line import Imported, Source
from tutor.wiring import Service, now

_AGAIN = timedelta(seconds=30)


class Worker:
    """Empties the outbox whenever it is woken."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._topics: Mapping[str, Callable[[Job], None]] = {
            "import": self._import,
            "index": self._index,
            "alert": self._alert,
        }
        self._presence = Presence(service.settings.folder / "worker.lock")
        service.queue.on_wake = self.drain

    def drain(self) -> None:
        """Does every job that waits, and forgets what has expired; a job that fails is tried again later.

        The first time, what a worker that died had taken waits again, unless another one may still be at it.
        """
        if self._presence.begin():
            self._service.outbox.renew()
        self._service.vault_entries.forget_expired(now())
        while job := self._service.outbox.take(now()):
            try:
                self._topics[job.topic](job)
            except Exception as error:  # noqa: BLE001 - one bad job must not stop the others
                log().error("job failed", job=job.id, topic=job.topic, error=type(error).__name__, where=where(error))
                self._service.outbox.give_back(job, now() + _AGAIN)
            else:
                self._service.outbox.finish(job, now())

    def consumer(self) -> Consumer:
        """A huey consumer that can run in a thread of its own."""
        return _QuietConsumer(self._service.queue.huey, workers=1, worker_type="thread", check_worker_health=True)

    def _import(self, job: Job) -> None:
        imports, payload = self._service.imports, job.payload
        import_id, path, by = payload["import"], Path(payload["path"]), PersonId(payload["by"])
        progress = imports.progress(job.school_id, import_id)
        begun = imports.begin(job.school_id, import_id, now())
        if begun is None:  # a worker died between its last deed and saying so
            path.unlink(missing_ok=True)
            return
        try:
            about = Defaults(subject=payload["subject"], grades=tuple(payload["grades"]))
            source = Source(job.school_id, path, about, payload["file_name"], begun)
            imported = self._service.publisher.import_file(source, by, now(), progress)
        except ImportRefused as refused:
            imports.fail(job.school_id, import_id, {"code": refused.code, "detail": refused.detail}, now())
        except LessonFormatError as fault:
            imports.fail(job.school_id, import_id, {"problems": [_problem(p) for p in fault.problems]}, now())
        else:
            imports.finish(job.school_id, import_id, _counts(imported), now())
        path.unlink(missing_ok=True)

    def _index(self, job: Job) -> None:
        self._service.publisher.index(job.school_id)

    def _alert(self, job: Job) -> None:
        self._service.inbox.deliver(job.school_id, job.payload["turn"], now())


def _counts(imported: Imported) -> dict[str, Any]:
    counts = {"drafts": len(imported.drafts), "unchanged": imported.unchanged, "suspicious": list(imported.suspicious)}
    return counts | asdict(imported.report)


def _problem(problem: Problem) -> dict[str, Any]:
    return {"file": problem.file, "line": problem.line, "code": problem.code, "values": dict(problem.values)}


class Presence:
    """Tells the workers of one folder whether they are alone; the kernel forgets one that dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._has_begun = False

    def begin(self) -> bool:
        """Marks this worker as present until its end; True the first time, where no other one is."""
        if self._has_begun:
            return False
        self._has_begun = True
        lock = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        weakref.finalize(self, os.close, lock)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            fcntl.flock(lock, fcntl.LOCK_SH)
        return True


class _QuietConsumer(Consumer):
    def _set_signal_handlers(self) -> None:
        """The server that runs us handles signals itself."""
