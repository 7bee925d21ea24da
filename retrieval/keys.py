"""Finding strings by their hash in a sorted array that is mapped from disk, instead of in a dict per process.

64 bits of BLAKE2b: among a million strings two collide once in some forty million indexes, and then two terms of BM25
count as one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class KeyTable:
    """``keys`` are sorted; a string's place is its key's."""

    keys: Keys

    def place_of(self, text: str) -> int | None:
        """Where the string stands, None when it is not in the table."""
        key = np.uint64(_key(text))
        place = int(np.searchsorted(self.keys, key))
        return place if place < len(self.keys) and self.keys[place] == key else None


def sorted_keys(texts: Iterable[str]) -> tuple[Keys, NDArray[np.int64]]:
    """The keys of ``texts`` in order, and which text each belongs to."""
    keys = np.fromiter(map(_key, texts), np.uint64)
    order = np.argsort(keys, kind="stable")
    return keys[order], order


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")
