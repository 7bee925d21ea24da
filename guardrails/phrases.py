"""Phrases as people who are no programmers can write and review them, matched against folded text.

``*`` stands for any ending, ``...`` for up to four words between, ``(a|b)`` for either, ``(a|b)?`` for maybe.
Letters children leave out or swap are folded on both sides: ``өлгім`` also finds ``олгим``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from guardrails.lettering import fold_letters

_BETWEEN = r"[\s,.;:!?\-–—\"«»'’“”()/*_]+"
_GAP = rf"(?:{_BETWEEN}[\w@#'’-]+){{0,4}}?{_BETWEEN}"
_SPECIAL = re.compile(r"\.\.\.|[*()|?]|\s+|[^*()|?\s.]+|\.")
_LITERAL = re.compile(r"[^*()|?.\s]+")


@dataclass(frozen=True)
class Phrase:
    """One phrase; ``source`` as it is written in the data file."""

    source: str
    literal: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "literal", _longest_literal(fold_letters(self.source)))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_to_regex(fold_letters(self.source))})(?!\w)")

    def search(self, folded: str) -> re.Match[str] | None:
        """Where the phrase stands in folded text; its longest plain piece is looked for first because that is cheap."""
        return self.pattern.search(folded) if self.literal in folded else None


def alternatives(phrase: Phrase) -> str:
    """The phrase as a piece of a larger pattern."""
    return _to_regex(fold_letters(phrase.source))


def first_match(phrases: Sequence[Phrase], folded: str) -> tuple[Phrase, re.Match[str]] | None:
    """The first phrase found in folded text."""
    for phrase in phrases:
        if match := phrase.search(folded):
            return phrase, match
    return None


def _to_regex(source: str) -> str:
    source = re.sub(r"\s*\.\.\.\s*", "\0", source.strip())
    # A group that may be absent takes the space beside it along.
    source = re.sub(r"\(([^()]*)\)\?\s+", lambda match: f"(?:(?:{match[1]})\1)?", source)
    pieces = {
        "\0": _GAP,
        "\1": _BETWEEN,
        " ": _BETWEEN,
        "*": r"\w*",
        "(": "(?:",
        ")": ")",
        "|": "|",
        "?": "?",
        ":": ":",
    }
    return "".join(pieces.get(character, re.escape(character)) for character in _mark_groups(source))


def _mark_groups(source: str) -> str:
    return source.replace("(?:", "(").replace("  ", " ")


def _longest_literal(folded: str) -> str:
    depth, outside = 0, []
    for character in folded:
        depth += (character == "(") - (character == ")")
        outside.append(" " if depth or character in "()?" else character)
    return max(_LITERAL.findall("".join(outside)), key=len, default="")
