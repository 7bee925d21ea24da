"""Background jobs: importing, indexing, delivering alerts. One at a time, each until it is done."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from huey.consumer import Consumer

from content.importers import open_import
from storage.outbox import Job
from tutor.logs import log, where
from tutor.people import PersonId
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
        service.queue.on_wake = self.drain

    def drain(self) -> None:
        """Does every job that waits; a job that fails is tried again later."""
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
        imports, school_id = self._service.imports, job.school_id
        import_id, path = job.payload["import"], Path(job.payload["path"])
        by = PersonId(job.payload["by"])
        with imports.progress(school_id, import_id) as progress:
            read = open_import(path, job.payload["file_name"], progress)
            imported = self._service.publisher.add_drafts(school_id, read, by, now())
            imports.finish(school_id, import_id, imported, now())
        path.unlink(missing_ok=True)

    def _index(self, job: Job) -> None:
        self._service.publisher.index(job.school_id)

    def _alert(self, job: Job) -> None:
        self._service.inbox.deliver(job.school_id, job.payload["turn"], now())


class _QuietConsumer(Consumer):
    def _set_signal_handlers(self) -> None:
        """The server that runs us handles signals itself."""
