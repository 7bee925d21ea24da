"""One CNXML module as a lesson: sections, notes, figures, examples, exercises and glossary become units and tasks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from content.importers.cnxml_exercise import blocks, read_task, worked_example
from content.importers.cnxml_text import CnxmlText, is_teachers, repaired
from content.importers.pieces import Piece
from content.model import Objective, Task, Term, UnitKind
from content.plain import plain
from content.xml import Element, local_name
from tutor.language import Language

_SECTION_KINDS = {"summary": UnitKind.SUMMARY, "key-equations": UnitKind.FORMULA, "formula-review": UnitKind.FORMULA}
_NOTE_KINDS = {"misconception": UnitKind.MISCONCEPTION, "worked-example": UnitKind.WORKED_EXAMPLE}
_LEFT_OUT_SECTIONS = frozenset({"references", "contrib-auth", "sr-contrib-auth"})
_OBJECTIVES = frozenset({"learning-objectives", "chapter-objectives"})
_KEY = re.compile(r"[^a-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class FigureFound:
    """A picture in its place among the pieces; ``source`` is the path the module gives."""

    source: str
    alt: str
    caption: str
    label: str
    anchor: str


@dataclass
class ModuleReader:
    """Walks a module once; afterwards its fields hold what was found."""

    text: CnxmlText
    language: Language
    skill: str
    section: str = ""
    pieces: list[Piece | FigureFound] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    objectives: list[Objective] = field(default_factory=list)
    tables: int = 0
    exercises_skipped: int = 0
    teacher_notes_skipped: int = 0

    def read(self, document: Element) -> None:
        """Fill the fields from the module's root element."""
        for part in document:
            if local_name(part) == "content":
                self._walk(part, "", UnitKind.TEXT)
            elif local_name(part) == "glossary":
                self._glossary(part)

    def _walk(self, node: Element, heading: str, kind: UnitKind) -> None:
        for child in node:
            self._element(child, heading, kind)

    def _element(self, node: Element, heading: str, kind: UnitKind) -> None:
        if is_teachers(node):
            self.teacher_notes_skipped += 1
            return
        handler = getattr(self, f"_on_{local_name(node)}", None)
        if handler:
            handler(node, heading, kind)

    def _on_para(self, node: Element, heading: str, kind: UnitKind) -> None:
        for words in blocks(node, self.text):
            self._add(words, kind, heading, node)
        self._figures(node, heading)

    def _on_list(self, node: Element, heading: str, kind: UnitKind) -> None:
        self._add(self.text.listed(node), kind, heading, node)
        for table in [found for found in node.iter() if local_name(found) == "table"]:
            self._on_table(table, heading, kind)
        self._figures(node, heading)

    def _on_equation(self, node: Element, heading: str, kind: UnitKind) -> None:
        self._add(self.text.equation(node), kind, heading, node)

    def _on_quote(self, node: Element, heading: str, kind: UnitKind) -> None:
        self._add("> " + self.text.flat(node), kind, heading, node)

    def _on_code(self, node: Element, heading: str, kind: UnitKind) -> None:
        self._add("```\n" + repaired("".join(node.itertext())).strip() + "\n```", kind, heading, node)

    def _on_div(self, node: Element, heading: str, kind: UnitKind) -> None:
        self._walk(node, heading, kind)

    def _on_media(self, node: Element, heading: str, _kind: UnitKind) -> None:
        self._figures(node, heading)

    def _on_table(self, node: Element, heading: str, kind: UnitKind) -> None:
        if "key-terms" in node.get("class", ""):
            return
        if kind is UnitKind.FORMULA:
            self._formulas(node, heading)
            return
        table = self.text.table(node)
        if table:
            self.tables += 1
            caption = self._child(node, "caption") or self._child(node, "title")
            label = self.text.labels.get(node.get("id", ""), "")
            above = ". ".join(part for part in (label, caption) if part)
            self._add(f"{above}\n\n{table}" if above else table, kind, heading, node, alone=True)
        self._figures(node, heading)

    def _formulas(self, table: Element, heading: str) -> None:
        """A table of named formulas: a unit for each row."""
        for row in [node for node in table.iter() if local_name(node) == "row"]:
            cells = [self.text.flat(cell) for cell in row if local_name(cell) == "entry"]
            words = ": ".join(cell for cell in cells if cell)
            self._add(words, UnitKind.FORMULA, heading, row, alone=True)

    def _on_section(self, node: Element, heading: str, kind: UnitKind) -> None:
        classes = set(node.get("class", "").split())
        if classes & _LEFT_OUT_SECTIONS:
            return
        named = next((found for name, found in _SECTION_KINDS.items() if name in classes), kind)
        self._walk(node, self._child(node, "title") or heading, named)

    def _on_note(self, node: Element, heading: str, kind: UnitKind) -> None:
        classes = set(node.get("class", "").split())
        if classes & _OBJECTIVES:
            self._objectives(node)
            return
        title = self._child(node, "title") or _spoken(node.get("class", "")) or heading
        named = next((found for name, found in _NOTE_KINDS.items() if name in classes), kind)
        self._walk(node, title, named)

    def _on_example(self, node: Element, heading: str, _kind: UnitKind) -> None:
        self._walk(node, self._child(node, "title") or heading, UnitKind.WORKED_EXAMPLE)

    def _on_exercise(self, node: Element, heading: str, kind: UnitKind) -> None:
        if kind is UnitKind.WORKED_EXAMPLE:
            self._add(worked_example(node, self.text), kind, heading, node)
        elif task := read_task(node, self.skill, key_of(node), self.text):
            self.tasks.append(task)
        else:
            self.exercises_skipped += 1
        self._figures(node, heading)

    def _on_figure(self, node: Element, heading: str, _kind: UnitKind) -> None:
        self._figures(node, heading)

    def _figures(self, node: Element, heading: str) -> None:
        for media in [found for found in node.iter() if local_name(found) == "media"]:
            figure = _figure_around(media)
            image = next((child for child in media.iter() if local_name(child) == "image"), None)
            if image is None:
                continue
            caption = self._child(figure, "caption") if figure is not None else ""
            label = self.text.labels.get(figure.get("id", ""), "") if figure is not None else ""
            alt = " ".join(repaired(media.get("alt", "")).split())
            self.pieces.append(FigureFound(image.get("src", ""), alt, caption, label or heading, key_of(media)))

    def _glossary(self, glossary: Element) -> None:
        for node in [child for child in glossary.iter() if local_name(child) == "definition"]:
            name, meaning = self._child(node, "term"), self._child(node, "meaning")
            if not name or not meaning:
                continue
            self._add(f"**{name.strip('*')}** — {meaning}", UnitKind.DEFINITION, "", node, alone=True)
            self.terms.append(Term(key_of(node), {self.language: plain(name)}, plain(meaning)))

    def _objectives(self, note: Element) -> None:
        for item in [node for node in note.iter() if local_name(node) == "item"]:
            words = plain(self.text.flat(item))
            if words:
                code = f"{self.section}.{len(self.objectives) + 1}".lstrip(".")
                self.objectives.append(Objective(code, words))

    def _child(self, node: Element, name: str) -> str:
        child = next((child for child in node if local_name(child) == name), None)
        return " ".join(" ".join(blocks(child, self.text)).split()) if child is not None else ""

    def _add(self, words: str, kind: UnitKind, heading: str, node: Element, alone: bool = False) -> None:
        if words.strip(" \n-|*"):
            self.pieces.append(Piece(words, kind, plain(heading), key_of(node), alone))


def key_of(node: Element) -> str:
    """The element's id, or that of the nearest one above or within that has one, as a unit key."""
    for found in (node, *node.iterancestors(), *node.iter()):
        if value := found.get("id"):
            return _KEY.sub("-", value.lower()).strip("-_") or "part"
    return "part"


def labels_of(document: Element, chapter: str, counts: dict[str, int]) -> dict[str, str]:
    """What links call the figures, tables and sections of a module; ``counts`` runs on through the chapter."""
    return dict(_labelled(document, chapter, counts))


def _labelled(document: Element, chapter: str, counts: dict[str, int]) -> Iterator[tuple[str, str]]:
    for node in document.iter():
        name, key = local_name(node), node.get("id", "")
        if not key:
            continue
        if name in {"figure", "table"} and "unnumbered" not in node.get("class", ""):
            counts[name] = counts.get(name, 0) + 1
            number = f"{chapter}.{counts[name]}" if chapter else str(counts[name])
            yield key, f"{name.capitalize()} {number}"
        elif name in {"section", "note", "example"}:
            title = next((child for child in node if local_name(child) == "title"), None)
            yield key, repaired("".join(title.itertext())).strip() if title is not None else "this section"
        elif name == "equation":
            yield key, "the equation"


def _figure_around(media: Element) -> Element | None:
    parent = media.getparent()
    while parent is not None and local_name(parent) not in {"figure", "para", "section"}:
        parent = parent.getparent()
    return parent if parent is not None and local_name(parent) == "figure" else None


def _spoken(classes: str) -> str:
    """A note's class as words: ``tips-for-success`` becomes "Tips for success"."""
    first = classes.split()[:1]
    return first[0].replace("-", " ").capitalize() if first and "-" in first[0] and "os-" not in first[0] else ""
