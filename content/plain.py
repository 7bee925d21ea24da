"""Markdown and formulas as readable plain text, for search, terminals and counting words."""

import re
from collections.abc import Callable
from functools import lru_cache
from unicodedata import normalize

from content.maths import find_formulas, to_mathml
from content.xml import Element, local_name, parse_xml

_SUPERSCRIPT = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SPACED = "=+−·×÷≈≠≤≥<>→⇒⇔∈⊂∪∩±:∼∥⊥"
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*\n", re.MULTILINE)
_STRIPPED = (
    (re.compile(r"^[ \t]*(`{3,}|~{3,}).*$", re.MULTILINE), ""),
    (_TABLE_RULE, ""),
    (re.compile(r"^[ \t]*\|[ \t]*(.*?)[ \t]*\|[ \t]*$", re.MULTILINE), r"\1"),
    (re.compile(r"[ \t]*(?<!\\)\|[ \t]*"), " · "),
    (re.compile(r"^[ \t]*(#{1,6}|>)[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^([ \t]*)[*+-][ \t]+", re.MULTILINE), r"\1• "),
    (re.compile(r"!?\[([^\]\n]{0,600})\]\([^)\s]{0,600}(?:[ \t]+\"[^\"\n]{0,300}\")?\)"), r"\1"),
    (re.compile(r"(?<![\\\w])(\*{1,3}|_{1,3})(?=\S)(.{1,400}?)(?<=[^\s\\])\1(?!\w)", re.DOTALL), r"\2"),
    (re.compile(r"(?<!\\)`+([^`]+)`+"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
    (re.compile(r"\n{3,}"), "\n\n"),
)


def plain(markdown: str) -> str:
    """The text without marks, formulas in one line: ``$\\rho = \\frac{m}{V}$`` becomes ``ρ = m/V``."""
    parts, position, formulas = [], 0, find_formulas(markdown)
    for formula in formulas:
        parts += [markdown[position : formula.start], _PLACE]
        position = formula.end
    text = "".join([*parts, markdown[position:]])
    for pattern, replacement in _STRIPPED:
        text = pattern.sub(replacement, text)
    readings = iter([readable(formula.tex) for formula in formulas])
    return re.sub(_PLACE, lambda _: next(readings, ""), text).strip()


_STYLED = re.compile("[\U0001d400-\U0001d7ff]+")
"""Bold and italic letters of formulas, which nobody types into a search."""
_PLACE = "\ue000"


@lru_cache(maxsize=4096)
def readable(tex: str) -> str:
    """A formula as one short line; its source where it cannot be set."""
    mathml = to_mathml(tex)
    if mathml is None:
        return tex
    try:
        line = re.sub(r"\s+", " ", _line(parse_xml(mathml.encode()))).strip()
    except IndexError:  # a fraction with nothing below the line
        return tex
    line = _STYLED.sub(lambda match: normalize("NFKC", match[0]), line)
    line = re.sub(r"(^|[(=+·:;{<>≤≥≈] ?)− ", r"\1−", line)
    return re.sub(r"\s+([,;.)])", r"\1", line)


def _line(node: Element) -> str:
    tag = local_name(node)
    if len(node) == 0:
        return _token(tag, node.text or "")
    parts = [_line(child) for child in node]
    join = _JOINS.get(tag)
    return join(parts) if join else "".join(parts)


def _token(tag: str, text: str) -> str:
    if tag == "mspace":
        return " "
    if tag == "mo" and text in {",", ";"}:
        return f"{text} "
    if tag == "mo" and text in _SPACED:
        return f" {text} " if text else ""
    return f" {text} " if tag == "mo" and len(text) > 1 else text


def _above(parts: list[str]) -> str:
    return _script(parts[-1], _SUPERSCRIPT, "^")


def _below(parts: list[str]) -> str:
    return _script(parts[1], _SUBSCRIPT, "_")


def _root(parts: list[str]) -> str:
    return parts[1].translate(_SUPERSCRIPT) + "√" + _grouped(parts[0])


def _accented(parts: list[str]) -> str:
    return parts[0] if len(parts[1].strip()) == 1 else f"{parts[0]}({parts[1]})"


def _script(text: str, alphabet: dict[int, int], mark: str) -> str:
    tight = text.replace(" ", "")
    if tight in {"∘", "°"}:
        return "°"
    raised = tight.translate(alphabet)
    if tight and all(ord(character) in alphabet for character in tight):
        return raised
    return mark + (tight if len(tight) == 1 else tight if tight.isalnum() else f"({tight})")


def _grouped(text: str) -> str:
    tight = text.strip()
    return f"({tight})" if re.search(r"[=+−\-·×÷/ ]", tight) and len(tight) > 1 else tight


_JOINS: dict[str, Callable[[list[str]], str]] = {
    "mfrac": lambda parts: f"{_grouped(parts[0])}/{_grouped(parts[1])}",
    "msqrt": lambda parts: "√" + _grouped("".join(parts)),
    "mroot": _root,
    "msup": lambda parts: parts[0] + _above(parts),
    "msub": lambda parts: parts[0] + _below(parts),
    "msubsup": lambda parts: parts[0] + _below(parts) + _above(parts),
    "mover": _accented,
    "munder": _accented,
    "munderover": lambda parts: f"{parts[0]} {parts[1]}…{parts[2]} ",
    "mtable": "; ".join,
    "mtr": " ".join,
}
