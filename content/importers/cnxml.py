"""OpenStax books: a collection file and a folder of CNXML modules."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from content.figures import FigureRefused, read_figure
from content.importers.cnxml_module import FigureFound, ModuleReader, labels_of
from content.importers.cnxml_text import CnxmlText, repaired
from content.importers.pieces import Piece, gathered
from content.importers.report import ImportedModule, ImportReport
from content.languages import known_language
from content.model import Figure, Lesson, LessonId, Skill, Task, Unit, UnitKind
from content.xml import Element, local_name, parse_xml
from tutor.language import Language

_ACCESS = "Access for free at openstax.org."
"""The publisher asks for these words beside the licence."""
Progress = Callable[[int, int, str], None]
"""Called with the number of the module, how many there are, and its title."""


@dataclass(frozen=True, slots=True)
class Book:
    """What the collection file says of the whole book."""

    title: str
    authors: str
    licence: str
    language: Language
    entries: tuple["Entry", ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A module in its place: ``chapter`` is "" in front and back matter."""

    module: str
    chapter: str = ""
    chapter_title: str = ""
    number: int = 0


def is_book(folder: Path) -> bool:
    """Whether the folder holds a collection of CNXML modules."""
    return any(folder.glob("collections/*.collection.xml"))


def read_book(
    folder: Path, subject: str, grades: tuple[int, ...] = (), progress: Progress | None = None
) -> Iterator[ImportedModule]:
    """Every module the collection names, in its order, as a draft lesson; raises `content.xml.XmlBroken`."""
    book = read_collection(folder)
    counts: dict[str, dict[str, int]] = {}
    titles: dict[str, str] = {}
    for index, entry in enumerate(book.entries, 1):
        file = folder / "modules" / entry.module / "index.cnxml"
        if not file.is_file():
            continue
        document = parse_xml(file.read_bytes())
        labels = titles | labels_of(document, entry.chapter, counts.setdefault(entry.chapter, {}))
        module = _Module(folder, book, entry, document, CnxmlText(labels)).imported(subject, grades)
        titles[entry.module] = module.lesson.title
        if progress:
            progress(index, len(book.entries), module.lesson.title)
        yield module


def read_collection(folder: Path) -> Book:
    """The table of contents of the first collection in the folder."""
    root = parse_xml(sorted(folder.glob("collections/*.collection.xml"))[0].read_bytes())
    facts = {local_name(node): node for node in root.iter()}
    licence = facts.get("license")
    language = known_language(_text(facts.get("language"))) or "en"
    first_title = next((_text(node) for node in root.iter() if local_name(node) == "title"), "")
    return Book(
        title=first_title, authors=re.sub(r"\s+,\s*", ", ", root.get("authors", "")),
        licence=_licence(licence), language=language, entries=tuple(_entries(root)),
    )  # fmt: skip


def _text(node: Element | None) -> str:
    return re.sub(r"\s+", " ", repaired("".join(node.itertext()))).strip() if node is not None else ""


def _licence(node: Element | None) -> str:
    if node is None:
        return ""
    match = re.search(r"licenses/([a-z-]+)/(\d\.\d)", node.get("url", ""))
    return f"CC-{match[1].upper()}-{match[2]}" if match else _text(node)


def _entries(root: Element) -> Iterator[Entry]:
    chapter = 0
    seen: dict[Element, int] = {}
    for node in root.iter():
        if local_name(node) != "module":
            continue
        group = _group(node)
        if group is None:
            yield Entry(node.get("document", ""))
            continue
        if group not in seen:
            chapter += 1
            seen[group] = -1
        seen[group] += 1
        title = next((_text(child) for child in group if local_name(child) == "title"), "")
        yield Entry(node.get("document", ""), str(chapter), title, seen[group])


def _group(module: Element) -> Element | None:
    parent = module.getparent()
    while parent is not None and local_name(parent) not in {"subcollection", "collection"}:
        parent = parent.getparent()
    return parent if parent is not None and local_name(parent) == "subcollection" else None


class _Module:
    def __init__(self, folder: Path, book: Book, entry: Entry, document: Element, text: CnxmlText) -> None:
        self._folder, self._book, self._entry, self._document, self._text = folder, book, entry, document, text
        self._figures: dict[str, Figure] = {}
        self._missing: list[str] = []

    def imported(self, subject: str, grades: tuple[int, ...]) -> ImportedModule:
        skill = f"{subject}.{self._entry.module}"
        reader = ModuleReader(self._text, self._book.language, skill, self._section())
        reader.read(self._document)
        units = tuple(self._units(reader.pieces))
        lesson = Lesson(
            id=LessonId(f"{subject}-{self._entry.module}".lower()), language=self._book.language, title=self._title(),
            subject=subject, grades=grades, book=self._book.title, section=self._section(), licence=self._book.licence,
            units=units, tasks=_renamed(tuple(reader.tasks), units), terms=tuple(reader.terms),
            objectives=tuple(reader.objectives), skills=(Skill(skill, self._title()),),
            attribution=f"{self._book.authors}. {self._book.title}, OpenStax. {_ACCESS}".lstrip(". "),
        )  # fmt: skip
        return ImportedModule(lesson, tuple(self._figures.values()), self._report(reader, lesson),
                              tuple(self._text.lost), tuple(self._missing))  # fmt: skip

    def _title(self) -> str:
        title = next((_text(node) for node in self._document if local_name(node) == "title"), "") or self._entry.module
        return self._entry.chapter_title if self._introduces() and self._entry.chapter_title else title

    def _introduces(self) -> bool:
        title = next((_text(node) for node in self._document if local_name(node) == "title"), "")
        return self._document.get("class", "").startswith("intro") or title.startswith("Introduction")

    def _section(self) -> str:
        """``4.1``; a chapter's introduction is ``4``; front and back matter goes by its title."""
        if not self._entry.chapter:
            return next((_text(node) for node in self._document if local_name(node) == "title"), "")
        if self._entry.number == 0 and self._introduces():
            return self._entry.chapter
        return f"{self._entry.chapter}.{self._entry.number}"

    def _units(self, pieces: list[Piece | FigureFound]) -> Iterator[Unit]:
        taken: dict[str, int] = {}
        held: list[Piece] = []
        for piece in [*pieces, None]:
            if isinstance(piece, Piece):
                held.append(piece)
                continue
            for part in gathered(held, self._book.language):
                yield Unit(_fresh(part.anchor, taken), part.kind, part.text, part.heading)
            held = []
            if piece is not None:
                yield self._figure_unit(piece, taken)

    def _figure_unit(self, found: FigureFound, taken: dict[str, int]) -> Unit:
        name = found.source.replace("\\", "/").rpartition("/")[2] or "unnamed"
        self._load(found.source, name)
        caption = found.caption or found.alt or found.label or name
        return Unit(
            _fresh(found.anchor, taken), UnitKind.FIGURE, caption, found.label, 1, {"src": name, "alt": found.alt}
        )

    def _load(self, source: str, name: str) -> None:
        if name in self._figures or name in self._missing:
            return
        home = self._folder.resolve()
        file = (self._folder / "modules" / self._entry.module / source).resolve()
        try:
            if not file.is_relative_to(home) or not file.is_file():
                raise FigureRefused("figure_missing")
            self._figures[name] = read_figure(name, file.read_bytes())
        except FigureRefused:
            self._missing.append(name)

    def _report(self, reader: ModuleReader, lesson: Lesson) -> ImportReport:
        return ImportReport(
            modules=1, units=len(lesson.units), formulas_kept=self._text.kept, formulas_lost=len(self._text.lost),
            tables=reader.tables, figures=len(self._figures), figures_missing=len(self._missing),
            exercises=len(lesson.tasks), exercises_skipped=reader.exercises_skipped,
            glossary_terms=len(lesson.terms), teacher_notes_skipped=reader.teacher_notes_skipped,
        )  # fmt: skip


def _fresh(key: str, taken: dict[str, int]) -> str:
    taken[key] = taken.get(key, 0) + 1
    return key if taken[key] == 1 else f"{key}-{taken[key]}"


def _renamed(tasks: tuple[Task, ...], units: tuple[Unit, ...]) -> tuple[Task, ...]:
    taken = {unit.key: 1 for unit in units}
    return tuple(replace(task, key=_fresh(task.key, taken)) for task in tasks)
