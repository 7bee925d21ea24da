"""Formulas in a lesson's text: where they are, and what they become."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from latex2mathml.converter import convert

from content.xml import XmlBroken, parse_xml

_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_DISPLAY = re.compile(r"\$\$(?P<tex>(?:[^$\\]|\\.)+?)\$\$", re.DOTALL)
_INLINE = re.compile(r"\$(?![\s$])(?P<tex>(?:[^$\\\n]|\\.|\n(?!\s*\n))+?)(?<!\s)\$(?!\d)")
_ESCAPED = re.compile(r"\\.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula at ``[start, end)`` of a text, dollar signs included; ``tex`` is without them."""

    start: int
    end: int
    tex: str
    display: bool


def find_formulas(source: str) -> tuple[Formula, ...]:
    """All formulas of a Markdown text in order; dollar signs in code or behind a backslash begin none."""
    found: list[Formula] = []
    position = 0
    while position < len(source):
        step = _next(source, position)
        if isinstance(step, Formula):
            found.append(step)
            position = step.end
        else:
            position = step
    return tuple(found)


def find_code(source: str) -> list[tuple[int, int]]:
    """Start and end of every piece of code, fenced or between backticks, that is not inside a formula."""
    found, position = [], 0
    formulas = {formula.start: formula.end for formula in find_formulas(source)}
    while special := _SPECIAL.search(source, position):
        code = _CODE.match(source, special.start())
        if code:
            found.append(code.span())
        position = formulas.get(special.start()) or (code or _ESCAPED.match(source, special.start()) or special).end()
    return found


def _next(source: str, position: int) -> Formula | int:
    """The formula that begins at the next special character, or the position to go on from."""
    special = _SPECIAL.search(source, position)
    if special is None:
        return len(source)
    start = special.start()
    for pattern in (_CODE, _ESCAPED):
        if match := pattern.match(source, start):
            return match.end()
    for pattern, display in ((_DISPLAY, True), (_INLINE, False)):
        if match := pattern.match(source, start):
            return Formula(start, match.end(), match["tex"].strip(), display)
    return start + len(special[0])


_SPECIAL = re.compile(r"`+|~~~+|\$\$?|\\")

_COMMA = re.compile(r"(?<=\d)\{,\}(\d+)")
_ASCII_TO_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_WIDE_DECIMAL = re.compile(r"\.([０-９]+)")
_WIDE_TO_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")
_TEXT = re.compile(r"(\\(?:text(?:bf|it|rm|sf|tt|normal|up)?|mbox|hbox)\s*\{)([^{}]*)(\})")
_IN_TEXT = str.maketrans({"<": "\ue010", ">": "\ue011", "&": "\ue012", "\\": "\ue013"})
_FROM_TEXT = str.maketrans({"\ue010": "&lt;", "\ue011": "&gt;", "\ue012": "&amp;", "\ue013": "\\"})
_CYRILLIC = re.compile(r"(?<![\\A-Za-z])[\u0400-\u04ff]+(?:[ .][\u0400-\u04ff]+)*")
_NAMES = re.compile(r"\\(arcctg|arctg|ctg|tg|cosec)(?![A-Za-z\u0400-\u04ff])")
_REPAIRS = {
    "<mi>&</mi>": "<mi>&amp;</mi>",
    "&#x0007E;": "&#x0223C;",
    "<mrow><mo>&#x0002C;</mo></mrow>": '<mo separator="false" lspace="0" rspace="0">&#x0002C;</mo>',
}
"""What the converter writes for an ampersand, a similarity sign and a comma in braces."""
_UNKNOWN = re.compile(r">\\[A-Za-z]+\*?<")
_LONGEST = 2000
"""Longer sources are no formulas of a lesson; converting them could take seconds."""
_DEEPEST = 30


@lru_cache(maxsize=4096)
def to_mathml(tex: str, display: bool = False) -> str | None:
    """The formula as MathML with its source as ``alttext``; None when the source cannot be set."""
    if len(tex) > _LONGEST or _depth(tex) > _DEEPEST:
        return None
    try:
        mathml = convert(_prepared(tex), display="block" if display else "inline")
    except Exception:  # noqa: BLE001 - the converter raises many kinds, IndexError among them, for a bad formula
        return None
    mathml = _WIDE_DECIMAL.sub(lambda match: "," + match[1].translate(_WIDE_TO_ASCII), mathml)
    for made, meant in _REPAIRS.items():
        mathml = mathml.replace(made, meant)
    if _UNKNOWN.search(mathml):
        return None
    mathml = mathml.translate(_FROM_TEXT)
    return _labelled(mathml, tex) if _well_formed(mathml) else None


def _prepared(tex: str) -> str:
    """The source as the converter takes it: decimal commas, Cyrillic words, local function names, per cent signs."""
    kept = _TEXT.sub(lambda match: match[1] + match[2].translate(_IN_TEXT) + match[3], tex)
    kept = _outside_text(kept)
    # A number whose fraction is in wide digits is one token to the converter, and told from 3.14 afterwards.
    return _COMMA.sub(lambda match: "." + match[1].translate(_ASCII_TO_WIDE), kept)


def _outside_text(tex: str) -> str:
    parts, position = [], 0
    for match in _TEXT.finditer(tex):
        parts += [_plainer(tex[position : match.start()]), match[0]]
        position = match.end()
    return "".join([*parts, _plainer(tex[position:])])


def _plainer(tex: str) -> str:
    tex = _NAMES.sub(r"\\operatorname{\1}", tex)
    tex = _CYRILLIC.sub(lambda match: rf"\text{{{match[0]}}}", tex)
    return re.sub(r"(?<!\\)%", r"\\%", tex)


def _labelled(mathml: str, tex: str) -> str:
    return mathml.replace("<math ", f'<math alttext="{escape(tex, quote=True)}" ', 1)


def _well_formed(mathml: str) -> bool:
    try:
        root = parse_xml(mathml.encode())
    except XmlBroken:
        return False
    return all(isinstance(node.tag, str) and node.tag.startswith("{http://www.w3.org/1998/Math/MathML}")
               for node in root.iter())  # fmt: skip


def _depth(tex: str) -> int:
    depth = deepest = 0
    for character in tex:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest
