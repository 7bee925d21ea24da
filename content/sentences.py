"""Sentences of a unit's Markdown source as character spans."""

import re
from collections.abc import Iterator

from content.abbreviations import holds_stop
from content.markdown_blocks import MarkdownBlock, find_blocks, masked
from content.model import Span
from tutor.language import Language

_END = re.compile(r"(?P<stop>[.!?…]+)[»”\"'’)\]*_]*(?=\s)")
_START = re.compile(r"[\s>]+(?:[–—-]\s*)?[«“\"'‘(\[*_]*[^\W_a-zа-яёәғқңөұүһі]")
_BRACKETS = {"(": ")", "«": "»"}
_LONGEST_ASIDE = 400


def split_sentences(text: str, language: Language) -> tuple[Span, ...]:
    """Spans of sentences; a list item, a heading, code and a table are one span each, without their markers.

    Formulas, code, decimals, abbreviations and initials are never cut. The spans are in order, do not overlap, have no
    white space at their ends and together hold every letter of the text.
    """
    mask = masked(text)
    spans = [_trimmed(text, span) for block in find_blocks(mask) for span in _cut(mask, block, language)]
    return tuple(span for span in spans if any(character.isalnum() for character in text[span.start : span.end]))


def _cut(mask: str, block: MarkdownBlock, language: Language) -> Iterator[Span]:
    start = block.start
    if block.kind == "text":
        for match in _END.finditer(mask, start, block.end):
            if _ends_sentence(mask, start, match, language) and match.end() < block.end:
                yield Span(start, match.end())
                start = match.end()
    yield Span(start, block.end)


def _ends_sentence(mask: str, start: int, match: re.Match[str], language: Language) -> bool:
    if not _START.match(mask, match.end()):
        return False
    if match["stop"] == "." and holds_stop(mask[start : match.start() + 1], language):
        return False
    return not _in_aside(mask[start : match.end()], mask[match.end() : match.end() + _LONGEST_ASIDE])


def _in_aside(before: str, after: str) -> bool:
    """Whether a bracket or a quotation opened before is closed soon after."""
    paragraph = after.partition("\n\n")[0]
    return any(before.count(opening) > before.count(closing) and closing in paragraph
               for opening, closing in _BRACKETS.items())  # fmt: skip


def _trimmed(text: str, span: Span) -> Span:
    part = text[span.start : span.end]
    lead = re.match(r"[\s>]*", part)
    start = span.start + (lead.end() if lead else 0)
    return Span(start, max(start, span.start + len(part.rstrip())))
