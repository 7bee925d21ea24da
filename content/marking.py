"""A span of a Markdown text carried through rendering, to come out as ``<mark>``."""

import re

from content.markdown_blocks import MARKER, MarkdownBlock, find_blocks, masked
from content.maths import find_code, find_formulas
from content.model import Span

# Punctuation to Markdown, so that emphasis next to them opens and closes as it did; no lesson uses them.
OPEN, CLOSE = "\u2e28", "\u2e29"
_INLINE = frozenset({"strong", "em", "s", "code", "sub", "sup", "span"})
_TAG = re.compile(r"(<[^>]*>)")
_LINK = re.compile(r"\[[^\]\n]{0,300}\]\([^)\n]{0,600}\)")
_LEAD = re.compile(r"[ \t>]*(?:#{1,6}[ \t]+)?")


def with_sentinels(source: str, span: Span) -> tuple[str, Span | None]:
    """The source with sentinels at the bounds of ``span``, or untouched with the table that is meant as a whole."""
    mask = masked(source)
    blocks = find_blocks(mask)
    for block in blocks:
        if block.kind == "table" and _means_table(source, block, span):
            return source, Span(block.start, block.end)
    start = _snapped(source, min(span.start, len(source)), outwards=-1)
    end = _snapped(source, min(span.end, len(source)), outwards=1)
    start, end = _inside_markers(source, blocks, start), _inside_fence(source, blocks, end)
    if start >= end:
        return source, None
    return source[:start] + OPEN + source[start:end] + CLOSE + source[end:], None


def _means_table(source: str, block: MarkdownBlock, span: Span) -> bool:
    """Whether a bound lies in the table while the span is more than a piece of one row."""
    inside = source[max(span.start, block.start) : min(span.end, block.end)].strip("\n")
    begins, ends = block.start <= span.start < block.end, block.start < span.end <= block.end
    return (begins or ends) and ("\n" in inside or inside.lstrip().startswith("|"))


def _snapped(source: str, position: int, outwards: int) -> int:
    """The bound moved out of formulas, code, links and the marks of emphasis."""
    ranges = [(formula.start, formula.end) for formula in find_formulas(source)]
    ranges += find_code(source) + [match.span() for match in _LINK.finditer(source)]
    for start, end in ranges:
        if start < position < end and not source.startswith(("```", "~~~"), start):
            position = start if outwards < 0 else end
    if outwards < 0:
        while position > 0 and source[position - 1] in "*_~\\[":
            position -= 1
    else:
        while position < len(source) and source[position] in "*_~":
            position += 1
    return position


def _inside_markers(source: str, blocks: list[MarkdownBlock], start: int) -> int:
    """A start at the head of a line moved behind list, heading and quotation markers, and into a fence."""
    line_start = source.rfind("\n", 0, start) + 1
    for pattern in (MARKER, _LEAD):
        match = pattern.match(source, line_start)
        if match and start < match.end():
            start = match.end()
    for block in blocks:
        if block.kind == "code" and block.start <= start < block.end:
            first_line_end = source.find("\n", block.start)
            start = max(start, first_line_end + 1)
    return start


def _inside_fence(source: str, blocks: list[MarkdownBlock], end: int) -> int:
    for block in blocks:
        if block.kind == "code" and block.start < end <= block.end:
            end = min(end, source[: block.end].rstrip().rfind("\n"))
    return end


def to_marks(html: str) -> str:
    """Sentinels in HTML as ``<mark>`` elements, cut where other elements begin or end; the first is ``cited``."""
    before, opening, rest = html.partition(OPEN)
    if not opening:
        return html.replace(CLOSE, "")
    region, _, after = rest.partition(CLOSE)
    marked = "".join(_wrapped(run) for run in _runs([token for token in _TAG.split(region) if token]))
    return before + marked.replace("<mark>", '<mark id="cited">', 1) + after


def _runs(tokens: list[str]) -> list[list[str]]:
    """Tokens in runs that one element can hold; a tag that cannot stand inside is a run of its own."""
    partner = _pairs(tokens)
    runs: list[list[str]] = [[]]
    for index, token in enumerate(tokens):
        if token.startswith("<") and index not in partner:
            runs += [[token], []]
        else:
            runs[-1].append(token)
    return runs


def _pairs(tokens: list[str]) -> set[int]:
    """Indices of inline tags that are both opened and closed among the tokens without a break between."""
    paired: set[int] = set()
    opened: list[int] = []
    for index, token in enumerate(tokens):
        name = token.strip("</> ").partition(" ")[0] if token.startswith("<") else ""
        if name == "br":
            paired.add(index)
        elif name and name not in _INLINE:
            opened = []
        elif name and not token.startswith("</"):
            opened.append(index)
        elif name and opened:
            paired |= {opened.pop(), index}
    return paired


def _wrapped(run: list[str]) -> str:
    text = "".join(run)
    return f"<mark>{text}</mark>" if text.strip() and not (len(run) == 1 and text.startswith("<")) else text
