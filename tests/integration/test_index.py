"""The index on disk between processes: builds that are killed, and readers while it is swapped."""

import os
import signal
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from content.model import Passage
from retrieval.embedding import Progress, Vectors
from retrieval.generation import load
from retrieval.indexing import build
from retrieval.retriever import Query, Retriever, Scope
from tests.fakes import FakeEncoder
from tests.unit.retrieval.passages import passage

OLD = [passage("physics-7-ice", "Ice floats on water.")]
MANY = [passage(f"physics-7-{number}", f"Number {number} stands in this row.") for number in range(300)]


class DyingEncoder(FakeEncoder):
    """Kills its own process, as a power cut would, after some batches; notes what it encoded before."""

    def __init__(self, notes: Path, batches: int) -> None:
        self._notes = notes
        self._batches = batches

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        if not self._batches:
            os.kill(os.getpid(), signal.SIGKILL)
        self._batches -= 1
        with self._notes.open("a", encoding="utf-8") as notes:
            notes.writelines(f"{text}\n" for text in texts)
        return super().encode_passages(texts)


def build_until_killed(folder: Path, notes: Path, batches: int) -> None:
    build(MANY, DyingEncoder(notes, batches), folder)


def run_apart(work: Callable[..., None], *arguments: object) -> BaseProcess:
    """Start ``work`` in a process of its own."""
    process = get_context("spawn").Process(target=work, args=arguments)
    process.start()
    return process


def exit_code(process: BaseProcess) -> int | None:
    process.join()
    return process.exitcode


@pytest.mark.parametrize("batches", [0, 1, 3])
def test_a_killed_build_leaves_the_old_index_and_goes_on_without_encoding_twice(batches: int, tmp_path: Path) -> None:
    folder, notes = tmp_path / "index", tmp_path / "notes"
    build(OLD, FakeEncoder(), folder)
    assert exit_code(run_apart(build_until_killed, folder, notes, batches)) == -signal.SIGKILL
    assert _passages(folder) == OLD
    assert exit_code(run_apart(build_until_killed, folder, notes, 1000)) == 0
    assert _passages(folder) == MANY
    encoded = notes.read_text(encoding="utf-8").splitlines()
    assert len(encoded) == len(set(encoded)) == len(MANY)


def _passages(folder: Path) -> list[Passage]:
    return list(load(folder, FakeEncoder.model_id).passages)


def test_a_reader_goes_on_with_its_index_until_the_new_one_is_whole(tmp_path: Path) -> None:
    build(OLD, FakeEncoder(), tmp_path)
    search = Retriever(tmp_path, FakeEncoder())
    opened = load(tmp_path, FakeEncoder.model_id)
    query = Query("Number 7 stands", "en", search.embed("Number 7 stands"))
    for _ in range(3):
        assert exit_code(run_apart(build_many, tmp_path)) == 0
        assert search.ranking(query, Scope(), 1)[0].passage in MANY
    # Removed from the folder by now, and still readable by who had opened it.
    assert list(opened.passages) == OLD


def build_many(folder: Path) -> None:
    build(MANY, FakeEncoder(), folder)


def test_two_builds_at_once_both_end_in_a_whole_index(tmp_path: Path) -> None:
    both = [run_apart(build_many, tmp_path) for _ in range(2)]
    assert [exit_code(process) for process in both] == [0, 0]
    assert _passages(tmp_path) == MANY
    assert len(list((tmp_path / "generations").iterdir())) == 2
