"""Placeholders such as ⟨PERSON_1⟩, numbered per kind through a conversation."""

import hmac
import re
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256

PLACEHOLDER = re.compile(r"⟨([A-Z_]+?)_(\d+)⟩")
_MOST_PARTS = 4
_PART_BYTES = 9
"""Four words of a name, their kind and the signs between stay within 64 characters."""


def stored_key(secret: bytes, kind: str, key: str) -> str:
    """A key that can be stored: a keyed hash of each word of the stem, so a given name alone finds its full name."""
    return f"{kind}/" + "+".join(_hashed(secret, f"{kind}\0{part}") for part in key.split()[:_MOST_PARTS])


def _hashed(secret: bytes, value: str) -> str:
    digest = hmac.new(secret, f"placeholder {value}".encode(), sha256).digest()
    return urlsafe_b64encode(digest[:_PART_BYTES]).decode()


class Placeholders:
    """The placeholders of one conversation, old and new."""

    def __init__(self, known: Mapping[str, str], text: str = "") -> None:
        self._known = dict(known)
        self._highest: Counter[str] = Counter()
        for placeholder in known.values():
            self._take(placeholder)
        self._take(text)

    def _take(self, text: str) -> None:
        for match in PLACEHOLDER.finditer(text):
            self._highest[match[1]] = max(self._highest[match[1]], int(match[2]))

    def find(self, key: str) -> str | None:
        """The placeholder this value already has, in this or a shorter or longer form."""
        return self._known.get(key) or self._shared(key)

    def _shared(self, key: str) -> str | None:
        kind, _, parts = key.partition("/")
        if kind != "PERSON":
            return None
        wanted = set(parts.split("+"))
        matches = {self._known[other] for other in self._known if _contains(other, kind, wanted)}
        return matches.pop() if len(matches) == 1 else None

    def make(self, kind: str, key: str) -> str:
        """The next free placeholder of the kind."""
        self._highest[kind] += 1
        self._known[key] = f"⟨{kind}_{self._highest[kind]}⟩"
        return self._known[key]


def _contains(other: str, kind: str, wanted: Iterable[str]) -> bool:
    """Whether one of two names is the other one in short."""
    other_kind, _, parts = other.partition("/")
    have, want = set(parts.split("+")), set(wanted)
    return other_kind == kind and (have <= want or want <= have)
