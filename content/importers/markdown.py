"""Markdown: lessons in our own format, and plain lessons under a simple title head."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from content.figures import FigureRefused, read_figure
from content.folder import lesson_files, read_figures
from content.importers.encoding import decoded
from content.importers.pieces import Piece, gathered
from content.importers.report import ImportedModule, ImportReport
from content.languages import guessed_language, known_language
from content.lesson_format import read_lesson
from content.lesson_head import read_head
from content.maths import find_formulas, to_mathml
from content.model import Figure, Lesson, LessonId, Unit, UnitKind
from content.plain import plain
from tutor.language import Language


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a source that does not say it itself is taken to be about."""

    subject: str = ""
    grades: tuple[int, ...] = ()
    language: Language | None = None
    """None: guessed from the text."""
    book: str = ""


_HIDDEN = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u00ad\ufeff\ufffd\ue000-\uf8ff\U000e0000-\U000e007f"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
"""Characters a reader does not see, and a machine does."""
_HTML = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|iframe|object)\b.*?(?:</\1\s*>|\Z)|</?[A-Za-z][^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_PICTURE = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,600})\]\((?P<src>[^)\s]{1,600})(?:\s+\"[^\"]{0,300}\")?\)(?:\{[^}\n]{0,200}\})?"
)
_LINK = re.compile(r"(?<!!)\[(?P<words>[^\]\n]{0,300})\]\([^)\n]{0,600}\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[^\n]*$", re.MULTILINE)
"""Where a reference link leads: never shown, and a favourite place for words meant for machines."""
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<words>.+?)[ \t]*#*(?:\{[^}]*\})?[ \t]*")
_NUMBERED = re.compile(r"(?P<number>\d+(?:\.\d+)*)\.?[ \t]+(?P<words>\S.*)")
_SLUG = re.compile(r"[^a-z0-9]+")


def is_lesson(source: str) -> bool:
    """Whether the text is a lesson in our own format."""
    return bool(re.match(r"\ufeff?---\r?\n(?:.*\r?\n)*?lesson:", source[:5000]))


def read_lessons(path: Path) -> Iterator[ImportedModule]:
    """Lessons of our own format from a file or a folder; raises `content.problems.LessonFormatError`."""
    for file in lesson_files(path):
        lesson = read_lesson(decoded(file.read_bytes()), file.name)
        figures = read_figures(lesson, file.parent) if path.is_dir() else ()
        yield ImportedModule(lesson, figures, counted(lesson, len(figures), 0))


def read_plain(source: str, name: str, folder: Path | None, defaults: Defaults) -> Iterator[ImportedModule]:
    """A plain Markdown text as draft lessons of untyped prose, one for every first-level heading."""
    head, body = _head(source)
    body = _LINK.sub(r"\g<words>", _REFERENCE.sub("", _HIDDEN.sub("", _HTML.sub("", body))))
    parts = _split(body, head.get("title") or _first_line(body) or Path(name).stem)
    for number, (title, lines) in enumerate(parts, 1):
        yield _Plain(head, title, lines, folder, defaults).module(name, number if len(parts) > 1 else 0)


def _head(source: str) -> tuple[dict[str, str], str]:
    lines = source.removeprefix("\ufeff").split("\n")
    if lines[0].strip() == "---" and "---" in [line.strip() for line in lines[1:]]:
        end = 1 + [line.strip() for line in lines[1:]].index("---")
        values = read_head("\n".join(lines[1:end])).values
        flat = {key: ", ".join(map(str, value)) if isinstance(value, list) else value for key, value in values.items()}
        return {key: value for key, value in flat.items() if isinstance(value, str)}, "\n".join(lines[end + 1 :])
    return {}, source


def _first_line(body: str) -> str:
    line = next((line.strip() for line in body.split("\n") if line.strip()), "")
    return plain(line) if len(line) <= 100 and not line.endswith((".", ":", ";")) else ""


def _split(body: str, title: str) -> list[tuple[str, list[str]]]:
    """The body cut at first-level headings outside code."""
    parts: list[tuple[str, list[str]]] = [(title, [])]
    fenced = False
    for line in body.split("\n"):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        match = _HEADING.fullmatch(line)
        if match and match["marks"] == "#" and not fenced:
            parts.append((plain(match["words"]), []))
        else:
            parts[-1][1].append(line)
    return [part for part in parts if any(line.strip() for line in part[1])]


@dataclass
class _Plain:
    head: dict[str, str]
    title: str
    lines: list[str]
    folder: Path | None
    defaults: Defaults
    figures: dict[str, Figure] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def module(self, name: str, number: int) -> ImportedModule:
        match = _NUMBERED.fullmatch(self.title)
        subject = self.head.get("subject", "") or self.defaults.subject
        lesson = Lesson(
            id=LessonId(lesson_id(subject, name, number)), language=self._language(),
            title=match["words"] if match else self.title, subject=subject, grades=self._grades(),
            book=self.head.get("book", "") or self.defaults.book or Path(name).stem,
            section=match["number"] if match else str(number or 1), licence=self.head.get("licence", "") or
            self.head.get("license", ""), units=tuple(self._units()), attribution=self.head.get("authors", ""),
        )  # fmt: skip
        report = counted(lesson, len(self.figures), len(self.missing))
        return ImportedModule(lesson, tuple(self.figures.values()), report, _lost(lesson), tuple(self.missing))

    def _language(self) -> Language:
        said = self.head.get("language", "") or self.head.get("lang", "")
        return known_language(said) or self.defaults.language or guessed_language("\n".join(self.lines))

    def _grades(self) -> tuple[int, ...]:
        said = re.findall(r"\d+", self.head.get("grades", "") or self.head.get("grade", ""))
        return tuple(int(grade) for grade in said if 1 <= int(grade[:3]) <= 12) or self.defaults.grades

    def _units(self) -> Iterator[Unit]:
        for number, piece in enumerate(gathered(list(self._pieces()), self._language()), 1):
            key = f"part-{number}"
            if piece.kind is UnitKind.FIGURE:
                alt, _, source = piece.text.partition("\n")
                yield Unit(key, piece.kind, alt or source, piece.heading, 1, {"src": source, "alt": alt})
            else:
                yield Unit(key, piece.kind, piece.text, piece.heading)

    def _pieces(self) -> Iterator[Piece]:
        heading = ""
        for block in _paragraphs(self.lines):
            match = _HEADING.fullmatch(block)
            if match:
                heading = plain(match["words"])
                continue
            pictures = list(_PICTURE.finditer(block))
            words = _PICTURE.sub("", block).strip()
            if words:
                yield Piece(words, heading=heading, alone=words.startswith("|"))
            yield from (self._picture(picture, heading) for picture in pictures)

    def _picture(self, picture: re.Match[str], heading: str) -> Piece:
        name = picture["src"].replace("\\", "/").rpartition("/")[2]
        name = re.sub(r"[^\w. ()-]", "_", name).lstrip(".") or "picture"
        try:
            self.figures[name] = self._load(picture["src"], name)
        except FigureRefused:
            self.missing.append(name)
        return Piece(f"{picture['alt'].strip()}\n{name}", UnitKind.FIGURE, heading, alone=True)

    def _load(self, source: str, name: str) -> Figure:
        file = (self.folder / source).resolve() if self.folder else None
        if file is None or self.folder is None or not file.is_relative_to(self.folder.resolve()) or not file.is_file():
            raise FigureRefused("figure_missing")
        return read_figure(name, file.read_bytes())


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Blocks between blank lines; code and headings whole."""
    held: list[str] = []
    fenced = False
    for line in lines:
        fence = line.lstrip().startswith(("```", "~~~"))
        if not fenced and (not line.strip() or _HEADING.fullmatch(line)):
            if held:
                yield "\n".join(held)
            held = []
            if line.strip():
                yield line
            continue
        fenced ^= fence
        held.append(line)
    if held:
        yield "\n".join(held)


def lesson_id(subject: str, name: str, number: int) -> str:
    """A lesson id from a file's name; names without Latin letters go by a short checksum."""
    stem = _SLUG.sub("-", Path(name).stem.lower()).strip("-")
    stem = stem if re.search(r"[a-z]", stem) else hashlib.sha256(name.encode()).hexdigest()[:8]
    slug = _SLUG.sub("-", subject.lower()).strip("-")
    return "-".join(part for part in (slug, stem, str(number) if number else "") if part)


def counted(lesson: Lesson, figures: int, missing: int) -> ImportReport:
    """The report of a lesson that came as Markdown."""
    formulas = [formula for unit in lesson.units for formula in find_formulas(unit.text)]
    lost = len(_lost(lesson))
    return ImportReport(
        modules=1, units=len(lesson.units), formulas_kept=len(formulas) - lost, formulas_lost=lost,
        tables=sum(unit.text.startswith("|") for unit in lesson.units), figures=figures, figures_missing=missing,
        exercises=len(lesson.tasks), glossary_terms=len(lesson.terms),
    )  # fmt: skip


def _lost(lesson: Lesson) -> tuple[str, ...]:
    formulas = [formula for unit in lesson.units for formula in find_formulas(unit.text)]
    return tuple(formula.tex for formula in formulas if to_mathml(formula.tex, formula.display) is None)
