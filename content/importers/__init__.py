"""Textbooks and lessons from files: what a file is, its content says, not its name."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from content.folder import lesson_files
from content.importers.archive import unpack
from content.importers.cnxml import Progress, is_book, read_book
from content.importers.encoding import decoded
from content.importers.markdown import Defaults, is_lesson, read_lessons, read_plain
from content.importers.refusals import ImportRefused
from content.importers.report import ImportedModule, ImportReport
from content.xml import XmlBroken

__all__ = ["Defaults", "ImportRefused", "ImportReport", "ImportedModule", "OpenedImport", "open_import"]

LARGEST_BYTES = 100_000_000
Format = Literal["cnxml", "lessons", "markdown"]
_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"\x1f\x8b", "gzip"),
    (b"AT&TFORM", "DjVu"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
_OFFICE = {"word/": "DOCX", "ppt/": "PPTX", "xl/": "XLSX", "META-INF/container.xml": "EPUB", "content.xml": "ODT"}


@dataclass(frozen=True, slots=True)
class OpenedImport:
    """A file that can be imported; ``modules`` reads it one lesson at a time."""

    format: Format
    read: Callable[[Defaults, Progress | None], Iterator[ImportedModule]]

    def modules(self, defaults: Defaults, progress: Progress | None = None) -> Iterator[ImportedModule]:
        """Draft lessons in order; raises `ImportRefused` or `content.problems.LessonFormatError`."""
        try:
            yield from self.read(defaults, progress)
        except XmlBroken as fault:
            raise ImportRefused("corrupt", str(fault)) from None


@contextmanager
def open_import(path: Path, filename: str) -> Iterator[OpenedImport]:
    """Choose the importer for a file or folder; an archive stays unpacked until the block ends.

    Raises `ImportRefused`.
    """
    if path.is_dir():
        yield _folder(path)
        return
    _judge_size(path)
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PK"):
        with tempfile.TemporaryDirectory(prefix="ustaz-import-") as unpacked:
            folder = Path(unpacked)
            unpack(path, folder)
            yield _folder(folder)
        return
    _refuse_known(start)
    yield _text(path, filename)


def _judge_size(path: Path) -> None:
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise ImportRefused("too_large")
    if size == 0:
        raise ImportRefused("empty")


def _refuse_known(start: bytes) -> None:
    for signature, name in _SIGNATURES:
        if start.startswith(signature):
            raise ImportRefused("unsupported", name)
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise ImportRefused("unsupported", "HTML")
    if head.startswith((b"<?xml", b"<!doctype", b"<document")):
        raise ImportRefused("unsupported", "XML")


def _text(path: Path, filename: str) -> OpenedImport:
    source = decoded(path.read_bytes())
    if not source.strip():
        raise ImportRefused("empty")
    if is_lesson(source):
        return OpenedImport("lessons", lambda _defaults, _progress: read_lessons(path))
    return OpenedImport("markdown", lambda defaults, _progress: read_plain(source, filename, None, defaults))


def _folder(folder: Path) -> OpenedImport:
    books = [found.parent.parent for found in sorted(folder.rglob("*.collection.xml")) if is_book(found.parent.parent)]
    if books:
        return OpenedImport("cnxml", lambda defaults, progress: _books(books, defaults, progress))
    lessons = [file for file in lesson_files(folder) if is_lesson(decoded(file.read_bytes()))]
    if lessons:
        return OpenedImport("lessons", lambda _defaults, _progress: read_lessons(folder))
    texts = sorted(
        file for suffix in ("*.md", "*.markdown", "*.txt") for file in folder.rglob(suffix) if file.is_file()
    )
    if texts:
        return OpenedImport("markdown", lambda defaults, _progress: _plain_files(texts, defaults))
    for mark, name in _OFFICE.items():
        if (folder / mark).exists():
            raise ImportRefused("unsupported", name)
    raise ImportRefused("no_lessons")


def _books(books: list[Path], defaults: Defaults, progress: Progress | None) -> Iterator[ImportedModule]:
    for book in books:
        yield from read_book(book, defaults.subject or "textbook", defaults.grades, progress)


def _plain_files(files: list[Path], defaults: Defaults) -> Iterator[ImportedModule]:
    for file in files:
        yield from read_plain(decoded(file.read_bytes()), file.name, file.parent, defaults)
