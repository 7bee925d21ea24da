"""The worker and the editor in a process that may be killed: import what waits, approve it, index it.

``python -m evals.bench.interrupted_line FOLDER MODEL`` goes on with whatever FOLDER holds.
"""

import sys
import time
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

from content.model import Status
from retrieval.embedding import Encoder, Progress, Vectors
from tutor.people import PersonId, SchoolId
from tutor.publishing.line import Imported, Publisher, Source
from tutor.publishing.line import Progress as Steps
from tutor.settings import Settings
from tutor.wiring import Service, now
from tutor.worker import Worker

SCHOOL = SchoolId("school")
EDITOR = PersonId("editor")
PHASES, ENCODED = "phases.log", "encoded.log"
"""Lines of a time and a phase; lines of how many texts were to be encoded."""


class WatchedEncoder:
    """Writes down what it begins to encode, so that work lost with a killed process counts too."""

    def __init__(self, encoder: Encoder, log: Path) -> None:
        self._encoder, self._log = encoder, log
        self.model_id, self.dimensions = encoder.model_id, encoder.dimensions
        self.encode_queries, self.warm = encoder.encode_queries, encoder.warm

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        append(self._log, str(len(texts)))
        return self._encoder.encode_passages(texts, progress)


class WatchedPublisher(Publisher):
    """Writes down what it begins."""

    log: Path

    def import_file(self, source: Source, by: PersonId, at: datetime, progress: Steps) -> Imported:
        note(self.log, "import")
        return super().import_file(source, by, at, progress)

    def index(self, school_id: SchoolId, progress: Steps = lambda done, total: None) -> int:
        note(self.log, "index")
        return super().index(school_id, progress)


class WatchedService(Service):
    @cached_property
    def encoder(self) -> Encoder:
        return WatchedEncoder(super().encoder, self.settings.folder / ENCODED)

    @cached_property
    def publisher(self) -> Publisher:
        folder = self.settings.folder
        made = WatchedPublisher(self.lessons, self.disagreements, self.guards, self.encoder, folder / "index")
        made.log = folder / PHASES
        return made


def go_on(service: Service) -> None:
    """Does what waits, approves every draft, and does what waits then."""
    worker = Worker(service)
    worker.drain()
    note(service.settings.folder / PHASES, "approval")
    for draft in service.lessons.summaries(SCHOOL, Status.DRAFT):
        service.lessons.take_step(SCHOOL, draft.id, "approve", EDITOR, now())
    worker.drain()
    note(service.settings.folder / PHASES, "end")


def note(log: Path, phase: str) -> None:
    append(log, f"{time.time()} {phase}")


def append(log: Path, line: str) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


if __name__ == "__main__":
    go_on(WatchedService(Settings(folder=Path(sys.argv[1]), embedding_model=sys.argv[2])))
