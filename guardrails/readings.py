"""The ways a message can be read: as written, letters joined, leet undone, Latin as Cyrillic, base64 decoded."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from guardrails import wordlists
from guardrails.lettering import fold_letters, to_cyrillic, unleeted, unspaced
from guardrails.normalise import normalise
from guardrails.placeholders import PLACEHOLDER

AS_WRITTEN = "as written"
_BASE64 = re.compile(r"(?<![\w+/])[A-Za-z0-9+/]{16,}={0,2}(?![\w+/])")
_LATIN = re.compile(r"[A-Za-z]{2}")
_READABLE = 0.9
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a message, folded for the rules."""

    name: str
    folded: str


def readings(text: str) -> tuple[Reading, ...]:
    """All different readings of ``text``, the plainest first; the text itself is never replaced by one."""
    different: dict[str, str] = {}
    for name, reading in _all(text):
        different.setdefault(fold_letters(reading), name)
    return tuple(Reading(name, folded) for folded, name in different.items())


def _all(text: str) -> Iterator[tuple[str, str]]:
    text = PLACEHOLDER.sub(lambda match: match[1].lower(), text)
    yield AS_WRITTEN, text
    plain = normalise(text).text
    yield "look-alike letters", plain
    joined = unspaced(plain)
    yield "spaced letters", joined
    yield "leet", unleeted(joined)
    if _LATIN.search(plain) and not _is_english(plain):
        yield "Latin letters", to_cyrillic(joined)
    yield from (("base64", decoded) for decoded in _decoded(text))


def _is_english(text: str) -> bool:
    """Whether common English words make up enough of the text for Cyrillic spellings to be chance."""
    words = _WORD.findall(text.lower())
    return sum(word in _english() for word in words) * 4 >= len(words)


@cache
def _english() -> frozenset[str]:
    return frozenset(wordlists.words("english_words.txt"))


def _decoded(text: str) -> Iterator[str]:
    for match in _BASE64.finditer(text):
        try:
            decoded = base64.b64decode(match.group() + "=" * (-len(match.group()) % 4)).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
        if sum(c.isprintable() for c in decoded) >= _READABLE * len(decoded):
            yield decoded
