"""MathML formulas as LaTeX that `content.maths` turns back into MathML."""

import re
from collections.abc import Callable

from content.importers.mathml_symbols import ACCENTS, FUNCTIONS, SYMBOLS
from content.xml import Element, local_name

_SPECIAL = {"{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_", "\\": r"\backslash",
            "^": r"\hat{}", "~": r"\sim"}  # fmt: skip
_NEIGHBOURS = re.compile(r"(\\text(?:bf)?)\{([^{}]*)\}\1\{([^{}]*)\}")
_INVISIBLE = re.compile("[\u2061-\u2064\u200b-\u200d\ufeff\u00ad]")
_GROUPS = frozenset({"math", "mrow", "mstyle", "mpadded", "menclose", "merror", "mtd"})


class UnknownMarkup(ValueError):
    """An element this converter has no LaTeX for, content MathML above all."""


def to_latex(math: Element) -> str:
    """The formula of a ``math`` element; raises `UnknownMarkup`."""
    tex = re.sub(r"\s+", " ", _latex(math, False)).strip()
    if len(tex) - len(tex.rstrip("\\")) == 1:
        tex = tex[:-1].rstrip()  # a space at the end, behind its backslash
    while (merged := _NEIGHBOURS.sub(r"\1{\2\3}", tex)) != tex:
        tex = merged
    return tex


def _latex(node: Element, bold: bool) -> str:
    name = local_name(node)
    bold = bold or "bold" in node.get("mathvariant", "")
    if name in _LEAVES:
        return _LEAVES[name](_INVISIBLE.sub("", node.text or ""), bold)
    if name in _GROUPS:
        return _joined([_latex(child, bold) for child in node])
    if name == "semantics":
        return _latex(node[0], bold)
    if name == "mmultiscripts":
        return _multiscripts(node, bold)
    if name not in _BUILT:
        raise UnknownMarkup(name)
    return _BUILT[name](*_arguments(node, bold, name))


def _arguments(node: Element, bold: bool, name: str) -> list[str]:
    parts = [_latex(child, bold) for child in node]
    if name in {"msqrt", "mtr"}:
        return [_joined(parts)] if name == "msqrt" else [" & ".join(parts)]
    if name == "mtable":
        return [r" \\ ".join(parts)]
    if name == "mfenced":
        return [node.get("open", "("), f"{node.get('separators', ',')[:1]} ".join(parts), node.get("close", ")")]
    return parts


def _joined(parts: list[str]) -> str:
    line = ""
    for part in parts:
        needs_space = re.search(r"\\[A-Za-z]+$", line) and part[:1].isalpha()
        line += f" {part}" if needs_space else part
    return line


def _identifier(text: str, bold: bool) -> str:
    word = text.strip()
    if word in FUNCTIONS:
        return f"\\{word}"
    if len(word) > 1 and word.isalpha():
        return _words(word, bold)
    letter = _operator(word, bold)
    return rf"\mathbf{{{letter}}}" if bold and word.isalpha() and word.isascii() else letter


def _number(text: str, bold: bool) -> str:
    number = text.strip()
    if re.fullmatch(r"[\d.,\s]*", number):
        return re.sub(r"\s+", r"\\,", number.replace(",", "{,}"))
    return "".join(_operator(character, bold) for character in number)


def _operator(text: str, _bold: bool) -> str:
    symbols = [_SPECIAL.get(character) or SYMBOLS.get(character) or character for character in text.strip()]
    return _joined(symbols) if len(symbols) < 2 or not text.strip().isalpha() else _words(text.strip(), False)


def _words(text: str, bold: bool) -> str:
    if not text.strip():
        return r"\ " if text else ""
    if text.strip() in SYMBOLS or re.fullmatch(r"\s*\d[\d.,]*", text):
        return _number(text, bold)
    command = r"\textbf" if bold else r"\text"
    pieces = re.split(r"([$%#&_{}\\^])", re.sub(r"\s+", " ", text))
    return "".join(_SPECIAL.get(piece) or f"{command}{{{piece}}}" for piece in pieces if piece)


_LEAVES: dict[str, Callable[[str, bool], str]] = {
    "mi": _identifier,
    "mn": _number,
    "mo": _operator,
    "mtext": _words,
    "ms": _words,
    "mspace": lambda _text, _bold: r"\,",
    "none": lambda _text, _bold: "",
    "mphantom": lambda _text, _bold: "",
    "annotation": lambda _text, _bold: "",
    "mprescripts": lambda _text, _bold: "",
}


def _base(tex: str) -> str:
    return tex if len(tex) == 1 or re.fullmatch(r"\\[A-Za-z]+(\{[^{}]*\})?", tex) else f"{{{tex}}}"


def _over(base: str, above: str) -> str:
    if command := ACCENTS.get(above.strip()):
        return rf"{command}{{{base}}}"
    return rf"\overset{{{above}}}{{{base}}}"


def _multiscripts(node: Element, bold: bool) -> str:
    names = [local_name(child) for child in node]
    parts = [_latex(child, bold) for child in node]
    split = names.index("mprescripts") if "mprescripts" in names else len(names)
    before = "".join(_scripts(*pair) for pair in _pairs(parts[split + 1 :]))
    after = "".join(_scripts(*pair) for pair in _pairs(parts[1:split]))
    return (f"{{}}{before}" if before else "") + _base(parts[0]) + after


def _pairs(parts: list[str]) -> list[tuple[str, str]]:
    return list(zip(parts[::2], parts[1::2], strict=False))


def _scripts(below: str, above: str) -> str:
    return (f"_{{{below}}}" if below else "") + (f"^{{{above}}}" if above else "")


_BUILT: dict[str, Callable[..., str]] = {
    "mfrac": lambda above, below: rf"\frac{{{above}}}{{{below}}}",
    "msup": lambda base, above: _base(base) + _scripts("", above),
    "msub": lambda base, below: _base(base) + _scripts(below, ""),
    "msubsup": lambda base, below, above: _base(base) + _scripts(below, above),
    "msqrt": lambda inside: rf"\sqrt{{{inside}}}",
    "mroot": lambda inside, degree: rf"\sqrt[{degree}]{{{inside}}}",
    "mover": _over,
    "munder": lambda base, below: rf"\underset{{{below}}}{{{base}}}",
    "munderover": lambda base, below, above: f"{base}{_scripts(below, above)}",
    "mtable": lambda rows: rf"\begin{{matrix}} {rows} \end{{matrix}}",
    "mtr": lambda cells: cells,
    "mfenced": lambda opening, inside, closing: opening + inside + closing,
}
