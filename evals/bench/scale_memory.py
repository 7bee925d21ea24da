"""The memory of several processes that search the same index at the same time."""

import multiprocessing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from retrieval.retriever import Query, Retriever, Scope

Measured = Mapping[str, float]
FIELDS = {"Rss:": "resident", "Pss:": "proportional", "Private_Clean:": "private", "Private_Dirty:": "private"}
PATIENCE_SECONDS = 600


@dataclass(frozen=True, slots=True)
class NamedEncoder:
    """All that a search with given vectors needs of an encoder."""

    model_id: str

    def warm(self) -> None:
        return


@dataclass(frozen=True, slots=True)
class Work:
    """What every process searches."""

    folder: Path
    model_id: str
    questions: Sequence[Query]
    scopes: Sequence[Scope]


def memory_of_processes(work: Work, processes: int) -> dict[str, float]:
    """Megabytes per process after searching, and how much of it is private beyond what importing the code takes.

    Proportional is the kernel's PSS: a page that four processes share counts a quarter for each.
    """
    context = multiprocessing.get_context("spawn")
    together, (receiver, sender) = context.Barrier(processes), context.Pipe(duplex=False)
    started = [context.Process(target=_search, args=(work, together, sender)) for _ in range(processes)]
    for process in started:
        process.start()
    measured = [receiver.recv() for _ in started if receiver.poll(PATIENCE_SECONDS)]
    for process in started:
        process.join()
    return {f"{name}_mb_per_process": max(each[name] for each in measured) for name in measured[0]}


def _search(work: Work, together: Barrier, sender: Connection) -> None:
    import faiss  # noqa: F401 - what it takes is not the index's

    before = memory()
    encoder: Any = NamedEncoder(work.model_id)
    retriever = Retriever(work.folder, encoder)
    for scope in work.scopes:
        for question in work.questions:
            retriever.find(question, scope)
    together.wait(PATIENCE_SECONDS)
    after = memory()
    together.wait(PATIENCE_SECONDS)
    sender.send({**after, "private_growth": after["private"] - before["private"]})


def memory() -> dict[str, float]:
    """This process's resident, proportional and private memory in megabytes."""
    found = dict.fromkeys(FIELDS.values(), 0.0)
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="utf-8").splitlines():
        label, *rest = line.split()
        if label in FIELDS:
            found[FIELDS[label]] += int(rest[0]) / 1024
    return found
