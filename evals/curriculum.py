"""The starter curriculum and imported books as one approved collection, searched in a folder that is thrown away."""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from content.folder import lesson_files, read_source
from content.importers import Defaults, ImportRefused, open_import
from content.lesson_format import read_lesson
from content.model import Lesson, Passage, VersionId
from evals.report import UnusableInput
from evals.searching import Search, add_model_options, open_search
from retrieval.chunking import passages_of
from tutor.language import Language
from tutor.people import SchoolId

STARTER_FOLDER = Path("content/starter")


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Lessons by their first version; a library for the tutor. ``books`` are the names of the imported ones."""

    lessons: Mapping[VersionId, Lesson]
    books: tuple[str, ...]

    def lesson(self, school_id: SchoolId, version_id: VersionId) -> Lesson:
        del school_id
        return self.lessons[version_id]

    @property
    def starter(self) -> frozenset[VersionId]:
        """The versions of the starter lessons."""
        return frozenset(version for version, lesson in self.lessons.items() if not self._is_module(lesson))

    @property
    def passages(self) -> list[Passage]:
        return [passage for version, lesson in self.lessons.items() for passage in passages_of(lesson, version)]

    def language(self, version_id: VersionId) -> Language:
        return self.lessons[version_id].language

    def text(self, version_id: VersionId, unit_key: str) -> str:
        """The whole text of a unit or term, which the spans of citations count in."""
        lesson = self.lessons[version_id]
        written = next((unit.text for unit in lesson.units if unit.key == unit_key), None)
        if written is not None:
            return written
        return next(passage.text for passage in passages_of(lesson, version_id) if passage.unit_key == unit_key)

    def reference(self, version_id: VersionId, unit_key: str) -> str:
        """How the golden set names a unit: lesson or module, then the unit's key."""
        lesson = self.lessons[version_id]
        name = lesson.id.removeprefix(f"{lesson.subject}-") if self._is_module(lesson) else lesson.id
        return f"{name}#{unit_key}"

    def _is_module(self, lesson: Lesson) -> bool:
        return lesson.subject in self.books and lesson.id.startswith(f"{lesson.subject}-m")


def add_curriculum_options(made: argparse.ArgumentParser) -> None:
    made.add_argument("books", nargs="*", metavar="NAME=FOLDER", help="books beside the starter, as physics=FOLDER")
    made.add_argument("--vectors", type=Path, help="keep encoded texts in this folder, for the next run")
    add_model_options(made)


def read_curriculum(books: list[str]) -> Curriculum:
    """The starter lessons and the named books; raises UnusableInput."""
    named = dict(_named(book) for book in books)
    lessons = [read_lesson(read_source(file)) for file in lesson_files(STARTER_FOLDER)]
    lessons += [lesson for name, folder in named.items() for lesson in _imported(name, folder)]
    return Curriculum({VersionId(f"{lesson.id}@{lesson.language}.1"): lesson for lesson in lessons}, tuple(named))


@contextmanager
def open_curriculum(curriculum: Curriculum, options: argparse.Namespace) -> Iterator[Search]:
    """Index the whole curriculum with the encoder that ``options`` name."""
    with open_search(curriculum.passages, options, options.vectors) as search:
        yield search


def _named(book: str) -> tuple[str, Path]:
    name, sign, folder = book.partition("=")
    if not sign or not Path(folder).exists():
        raise UnusableInput(f"{book!r} is not a book: write NAME=FOLDER with a folder that exists.")
    return name, Path(folder)


def _imported(name: str, folder: Path) -> Iterator[Lesson]:
    try:
        with open_import(folder, folder.name) as opened:
            yield from (module.lesson for module in opened.modules(Defaults(subject=name, language="en")))
    except ImportRefused as refused:
        raise UnusableInput(f"{folder} cannot be imported: {refused}") from refused
