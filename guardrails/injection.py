"""Attempts to change the tutor's rules, and instructions hidden in imported content."""

import re
import unicodedata
from collections.abc import Sequence

from guardrails.readings import Reading
from guardrails.rules import decision, gravest, hits, load
from guardrails.verdict import Action, Category, Decision

NAME = "injection"
_MARKUP = re.compile(
    r"<!--|<\s*(?:script|iframe|style|object|embed|meta)\b|\bon(?:load|error|click)\s*=|javascript:|display\s*:\s*none"
    r"|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:px|pt)|^\s*\[//\]:\s*#",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_INVISIBLE = 3
"""A soft hyphen or a joiner is typography; a row of invisible characters is a message."""


def check(readings: Sequence[Reading]) -> Decision:
    """A light redirect for a message that wants other rules or the tutor's own instructions."""
    return decision(NAME, gravest(hits(load("injection"), readings)))


def check_passage(readings: Sequence[Reading]) -> Decision:
    """A refusal for content that gives orders to the program that reads it."""
    return decision(NAME, gravest(hits((*load("passages"), *load("injection")), readings)))


def check_hidden(text: str) -> Decision:
    """A refusal for content with parts a reader cannot see: markup that hides or runs, invisible characters."""
    if match := _MARKUP.search(text):
        return Decision("hidden content", Action.REFUSE, Category.JAILBREAK, f"hidden markup at {match.start()}")
    unseen = sum(_is_unseen(character) for character in text)
    if unseen > _MOST_INVISIBLE:
        return Decision("hidden content", Action.REFUSE, Category.JAILBREAK, "invisible characters", float(unseen))
    return Decision("hidden content", Action.ALLOW)


def _is_unseen(character: str) -> bool:
    tag = 0xE0000 <= ord(character) <= 0xE007F
    return tag or (unicodedata.category(character) == "Cf" and character != "\u00ad")
