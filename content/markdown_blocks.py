"""Blocks of a Markdown text by character range: paragraphs, list items, headings, tables, fenced code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from content.maths import find_code, find_formulas

Kind = Literal["text", "item", "heading", "table", "code"]
_LINE = re.compile(r"[^\n]*\n?")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
MARKER = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]+")
_QUOTE = re.compile(r"(?:[ \t]*>)+[ \t]?")
_BARRIER = re.compile(r"[ \t>]*(?:[-*_=][ \t]*){3,}")
_FENCE = re.compile(r"[ \t]*(?:`{3}|~{3})")


@dataclass(frozen=True, slots=True)
class MarkdownBlock:
    """A block at ``[start, end)``; ``start`` lies behind a list, heading or quotation marker."""

    kind: Kind
    start: int
    end: int


def masked(text: str) -> str:
    """The text with every formula and inline code as a run of one capital letter of the same length."""
    characters = list(text)
    code = [(start, end) for start, end in find_code(text) if not _FENCE.match(text, start)]
    for start, end in [(formula.start, formula.end) for formula in find_formulas(text)] + code:
        characters[start:end] = "X" * (end - start)
    return "".join(characters)


def find_blocks(mask: str) -> list[MarkdownBlock]:
    """The blocks of a `masked` text in order."""
    lines = [(match.start(), match.end()) for match in _LINE.finditer(mask) if match[0]]
    return list(_Reader(mask, lines).blocks())


class _Reader:
    def __init__(self, mask: str, lines: list[tuple[int, int]]) -> None:
        self._lines = [mask[start:end].rstrip("\n") for start, end in lines]
        self._bounds = lines

    def blocks(self) -> Iterator[MarkdownBlock]:
        index = 0
        while index < len(self._lines):
            kind, skip, last = self._block(index)
            if kind:
                yield MarkdownBlock(kind, self._bounds[index][0] + skip, self._bounds[last - 1][1])
            index = last

    def _block(self, index: int) -> tuple[Kind | None, int, int]:
        """Kind, length of the marker, and the index of the line behind the block that begins at ``index``."""
        line = self._lines[index]
        if not line.strip() or _BARRIER.fullmatch(line):
            return None, 0, index + 1
        if _FENCE.match(line):
            return "code", 0, self._fence_end(index)
        if self._is_table(index):
            return "table", 0, self._table_end(index)
        if match := _HEADING.match(line):
            return "heading", match.end(), index + 1
        if match := MARKER.match(line):
            return "item", match.end(), self._paragraph_end(index)
        match = _QUOTE.match(line)
        return "text", match.end() if match else 0, self._paragraph_end(index)

    def _fence_end(self, index: int) -> int:
        marks = self._lines[index].strip()[:3]
        for last in range(index + 1, len(self._lines)):
            if self._lines[last].strip().startswith(marks):
                return last + 1
        return len(self._lines)

    def _is_table(self, index: int) -> bool:
        line = self._lines[index]
        following = self._lines[index + 1] if index + 1 < len(self._lines) else ""
        return line.lstrip().startswith("|") or ("|" in line and "|" in following and bool(_RULE.fullmatch(following)))

    def _table_end(self, index: int) -> int:
        while index < len(self._lines) and "|" in self._lines[index]:
            index += 1
        return index

    def _paragraph_end(self, index: int) -> int:
        for last in range(index + 1, len(self._lines)):
            line = self._lines[last]
            if not line.strip() or self._is_table(last):
                return last
            if any(pattern.match(line) for pattern in (_HEADING, MARKER, _FENCE)) or _BARRIER.fullmatch(line):
                return last
        return len(self._lines)
