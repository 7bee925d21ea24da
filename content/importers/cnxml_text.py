"""CNXML elements as Markdown: inline text, lists, tables, equations."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from content.importers.mathml import UnknownMarkup, to_latex
from content.maths import to_mathml
from content.xml import Element, local_name

_SPECIAL = re.compile(r"([\\`*_\[\]$~<>|])")
_LINE_START = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s)", re.MULTILINE)
_REMOVED = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0x200B, 0xFEFF, 0xFFFD]
_REPAIRS: dict[int, str | None] = dict.fromkeys([*_REMOVED, *range(0xE000, 0xF900)])
_REPAIRS |= {code: letter for code in range(0x80, 0xA0) if (letter := bytes([code]).decode("cp1252", "ignore"))}
# Word processors keep the letters of symbol fonts in the private area of Unicode.
_REPAIRS |= {0xF000 + code: chr(code) for code in range(0x20, 0x7F)} | {0xF02D: "−"}
_SUPERSCRIPT = dict(zip("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ", strict=True))
_SUBSCRIPT = dict(zip("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎", strict=True))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
SKIPPED = frozenset({"os-teacher", "teacher-demonstration", "ost-standards-discard"})
"""Classes of notes that are for teachers."""
UNSHOWN = frozenset({"label", "iframe", "commentary", "media", "footnote", "title", "glossary", "metadata"})


def repaired(text: str) -> str:
    """Text without stray control characters; those that are letters of Windows-1252 or a symbol font become these."""
    return text.translate(_REPAIRS)


def is_teachers(node: Element) -> bool:
    """Whether a note is for teachers only, by its class or, where that was forgotten, by its title."""
    title = next((child.text or "" for child in node if local_name(child) == "title"), "")
    return bool(SKIPPED & set(node.get("class", "").split())) or title.strip() == "Teacher Support"


@dataclass
class CnxmlText:
    """Converts elements; ``labels`` says what a link to an id is called. Counts formulas as it goes."""

    labels: Mapping[str, str] = field(default_factory=dict)
    kept: int = 0
    lost: list[str] = field(default_factory=list)

    def inline(self, node: Element) -> str:
        """The words inside a paragraph, caption, title or cell, as one line."""
        parts = [_escaped(node.text), *(piece for child in node for piece in (self._span(child), _escaped(child.tail)))]
        line = ""
        for part in parts:
            touching = line.endswith("$") and part[:1] and (part[0].isdigit() or part[0] == "$")
            line += f" {part}" if touching else part
        return re.sub(r"[ \t\n\r]+", " ", line).strip() if local_name(node) not in _KEEPS_EDGES else line

    def _span(self, node: Element) -> str:
        name = local_name(node)
        if name == "math":
            return self.formula(node, display=False)
        if name in UNSHOWN or name in {"", "newline"}:
            return " " if name == "newline" else ""
        inner = self.inline(node)
        if name == "link":
            return self._link(node, inner)
        if name in {"sup", "sub"}:
            return _script(name, inner)
        return _wrapped(_marks(node), inner)

    def _link(self, node: Element, inner: str) -> str:
        if "embed" in node.get("class", "") or node.get("url", "").startswith("#ost"):
            return ""
        target = node.get("target-id", "") or node.get("document", "")
        return inner or self.labels.get(target, "") or (node.get("url", ""))

    def formula(self, node: Element, display: bool) -> str:
        """A ``math`` element between dollar signs, or its letters where it cannot be set."""
        try:
            tex = repaired(to_latex(node))
        except (UnknownMarkup, TypeError, IndexError):
            tex = ""
        if not tex or "$" in tex.replace(r"\$", "") or to_mathml(tex, display) is None:
            readable = re.sub(r"\s+", " ", repaired("".join(node.itertext()))).strip()
            self.lost.append(readable)
            return _escaped(readable)
        self.kept += 1
        return f"\n\n$${tex}$$\n\n" if display else f"${tex}$"

    def equation(self, node: Element) -> str:
        """An equation on its own lines."""
        maths = [child for child in node if local_name(child) == "math"]
        if maths:
            return "".join(self.formula(child, display=True) for child in maths).strip()
        return self.inline(node)

    def listed(self, node: Element, depth: int = 0) -> str:
        """A list with its items, inner lists indented."""
        numbered = node.get("list-type") == "enumerated" and "alpha" not in node.get("number-style", "")
        lettered = "alpha" in node.get("number-style", "")
        lines = []
        items = [child for child in node if local_name(child) == "item"]
        for number, item in enumerate(items, 1):
            marker = f"{number}. " if numbered else "- "
            prefix = f"({_LETTERS[(number - 1) % 26]}) " if lettered else ""
            if words := self._item(item, depth):
                lines.append("   " * depth + marker + prefix + words)
        return "\n".join(lines)

    def _item(self, item: Element, depth: int) -> str:
        inner = [child for child in item.iter() if local_name(child) == "list" and _parent_item(child) is item]
        text = self.flat(item)
        return "\n".join([text, *(self.listed(child, depth + 1) for child in inner)]).rstrip()

    def flat(self, node: Element) -> str:
        """An element that may hold paragraphs, as one line, without its lists, tables and figures."""
        copies = [self.inline(node) if not _holds_blocks(node) else ""]
        if _holds_blocks(node):
            copies = [_escaped(node.text).strip()]
            for child in node:
                copies.append(self._flat_child(child))
                copies.append(_escaped(child.tail).strip())
        return re.sub(r"\s+", " ", " ".join(copy for copy in copies if copy)).strip()

    def _flat_child(self, child: Element) -> str:
        name = local_name(child)
        if name in {"list", "table", "figure"} or name in UNSHOWN:
            return ""
        if name == "equation":
            return " ".join(self.formula(math, display=False) for math in child if local_name(math) == "math")
        return self.flat(child) if name in {"para", "div", "item", "note", "quote"} else self._span(child)

    def table(self, node: Element) -> str:
        """A pipe table; cells of several paragraphs become one line. Empty where the table has no cells."""
        rows = [list(self._cells(row)) for row in node.iter() if local_name(row) == "row"]
        rows = [row for row in rows if any(row)]
        if not rows:
            return ""
        width = max(map(len, rows))
        padded = [row + [""] * (width - len(row)) for row in rows]
        has_head = any(local_name(part) == "thead" for part in node.iter())
        head, body = (padded[0], padded[1:]) if has_head and len(padded) > 1 else ([""] * width, padded)
        return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * width, *body])

    def _cells(self, row: Element) -> Iterator[str]:
        for entry in row:
            if local_name(entry) != "entry":
                continue
            inner = [self.flat(item) for child in entry.iter() if local_name(child) == "list" for item in child]
            yield "; ".join(part for part in [self.flat(entry), *inner] if part)
            spanned = re.findall(r"\d+", f"{entry.get('namest', '')} {entry.get('nameend', '')}")
            if len(spanned) == 2:
                yield from [""] * min(max(int(spanned[1]) - int(spanned[0]), 0), 40)


_KEEPS_EDGES = frozenset({"emphasis", "term", "span", "sub", "sup", "link", "foreign", "cite"})


def _escaped(text: str | None) -> str:
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", repaired(text or "")))


def _marks(node: Element) -> str:
    """The emphasis of an element: bold for terms the book defines, italics, or none."""
    if local_name(node) == "term":
        return "" if "no-emphasis" in node.get("class", "") else "**"
    if local_name(node) == "emphasis":
        return "**" if node.get("effect") == "bold" else "*"
    return ""


def _wrapped(marks: str, inner: str) -> str:
    """Emphasis with its spaces outside; none around a formula, or nothing."""
    core = inner.strip()
    if not marks or not core or core.startswith(("*", "$")) or core.endswith(("*", "$")):
        return inner
    lead, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{lead}{marks}{core}{marks}{tail}"


def _script(name: str, inner: str) -> str:
    alphabet = _SUPERSCRIPT if name == "sup" else _SUBSCRIPT
    core = inner.strip().replace("\\", "").strip("*")
    if core and all(character in alphabet for character in core):
        return "".join(alphabet[character] for character in core)
    sign = "^" if name == "sup" else "_"
    return f"${{}}{sign}{{\\text{{{core}}}}}$" if core and not set(core) & set("{}$") else core


_BLOCKS = frozenset({"para", "list", "equation", "div", "note", "table", "figure", "item"})


def _holds_blocks(node: Element) -> bool:
    return any(
        local_name(child) in {"para", "list", "equation", "div", "note", "table", "figure", "item"} for child in node
    )


def _parent_item(node: Element) -> Element | None:
    parent = node.getparent()
    while parent is not None and local_name(parent) != "item":
        parent = parent.getparent()
    return parent
