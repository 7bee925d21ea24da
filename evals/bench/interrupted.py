"""What being killed costs an import: ``python -m evals.bench interrupted NAME=FOLDER … [--kills 3] [--limit 20]``.

The books go through the product's own line of upload, import, approval and index twice: once in peace, once in a
process that is killed without warning and started again. What is stored and indexed in the end must be equal, to the
letter and without anything twice.
"""

import random
import tempfile
import zipfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from content.importers.cnxml import is_book, read_collection
from evals.bench.interrupted_kills import Kill, Line, phase_seconds, plan, run_through
from evals.bench.interrupted_line import EDITOR, ENCODED, PHASES, SCHOOL
from evals.bench.interrupted_state import Kept, counts, differences, read_state
from evals.report import UnusableInput, progress
from evals.searching import add_model_options
from storage.imports import Received
from storage.sign_in import hash_secret
from tutor.people import Person, Role, School
from tutor.settings import Settings
from tutor.wiring import Service, now


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way through the line; ``hit`` names the phases in which it was killed."""

    state: Kept
    seconds: float
    encoded: int
    hit: tuple[str, ...]
    phases: dict[str, float]


def run(arguments: list[str]) -> dict[str, object]:
    options = _parser().parse_args(arguments)
    books = dict(_named(book) for book in options.books)
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        whole = _outcome(Path(scratch) / "whole", books, options, [])
        progress(f"in peace: {whole.seconds:.0f} s, {whole.phases}")
        kills = plan(options.kills, whole.phases, random.Random(options.seed))
        killed = _outcome(Path(scratch) / "killed", books, options, kills)
    return {
        "equal": whole.state == killed.state,
        "differences": differences(whole.state, killed.state),
        "kept": counts(whole.state),
        "kills": len(killed.hit),
        "killed_during": list(killed.hit),
        "seconds": whole.seconds,
        "killed_seconds": killed.seconds,
        "texts_encoded": whole.encoded,
        "killed_texts_encoded": killed.encoded,
        "modules_of_each_book": options.limit or "all",
        "phase_seconds": whole.phases,
    }


def _parser() -> ArgumentParser:
    made = ArgumentParser(prog="python -m evals.bench interrupted")
    made.add_argument("books", nargs="+", metavar="NAME=FOLDER", help="CNXML books, as physics=FOLDER")
    made.add_argument("--kills", type=int, default=3)
    made.add_argument("--limit", type=int, default=0, metavar="MODULES", help="of each book; default: all")
    made.add_argument("--seed", type=int, default=7, help="another one kills at other moments")
    made.add_argument("--scratch", type=Path, help="where databases and indexes are made")
    add_model_options(made)
    return made


def _named(book: str) -> tuple[str, Path]:
    name, sign, folder = book.partition("=")
    if not sign or not is_book(Path(folder)):
        raise UnusableInput(f"{book!r} is not a book: write NAME=FOLDER with a folder that holds a CNXML collection.")
    return name, Path(folder)


def _outcome(folder: Path, books: dict[str, Path], options: Namespace, kills: list[Kill]) -> Outcome:
    service = _prepared(folder, books, options)
    seconds, hit = run_through(Line(folder, options.model), kills)
    state = read_state(service.database, folder / "index" / SCHOOL)
    service.close()
    encoded = sum(map(int, (folder / ENCODED).read_text(encoding="utf-8").split()))
    return Outcome(state, seconds, encoded, tuple(hit), phase_seconds(folder / PHASES))


def _prepared(folder: Path, books: dict[str, Path], options: Namespace) -> Service:
    """An installation with a school, an editor and the books uploaded."""
    (folder / "uploads").mkdir(parents=True)
    (folder / "models").symlink_to(options.models.resolve())
    service = Service(Settings(folder=folder, embedding_model=options.model))
    service.migrate()
    service.people.add_school(School(SCHOOL, "School", "en", "Counsellor", "room 1"), now())
    editor = Person(EDITOR, SCHOOL, Role.EDITOR, "editor", "Editor", "en")
    service.people.add_person(editor, hash_secret("a long password"), EDITOR, now())
    for name, book in books.items():
        upload = Received(name, f"{name}.zip", str(folder / "uploads" / name), name, (9,))
        pack(book, Path(upload.path), options.limit)
        service.imports.start(SCHOOL, upload, EDITOR, now())
    return service


def pack(book: Path, into: Path, limit: int) -> None:
    """Zip a book, with its first ``limit`` modules only, or with all where that is 0."""
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _packed(book, limit):
            archive.write(path, str(path.relative_to(book.parent)))


def _packed(book: Path, limit: int) -> Iterator[Path]:
    entries = read_collection(book).entries
    modules = [entry.module for entry in (entries[:limit] if limit else entries)]
    for part in ("collections", "media", *(f"modules/{module}" for module in modules)):
        yield from (path for path in sorted((book / part).rglob("*")) if path.is_file())
