"""Passages that say the same in nearly the same words: a lesson uploaded twice, a page of a book inside a lesson.

Texts are compared as sets of word 3-grams (shingles). Only those are compared that share a shingle of a sample, which
keeps the work linear in the number of texts (Broder 1997, "On the resemblance and containment of documents").
"""

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from content.plain import plain
from retrieval.stemming import words

SHINGLE = 3
FEWEST = 8
"""Shingles; shorter texts are the same only when every word is."""
OF_SHORTER, OF_LONGER = 0.8, 0.5
"""Shares of shingles in common. With half of the longer, two quotations from one page are no twins of each other."""
SMALL, SAMPLED = 64, 4
"""Of up to ``SMALL`` shingles all are looked up, of more every fourth."""
ALONE = -1

Shingles = NDArray[np.uint32]
Groups = NDArray[np.int64]


def groups(texts: Sequence[str]) -> Groups:
    """For every text the row of the first that says the same, its own included; ``ALONE`` where no other does."""
    sets = [_shingles(text) for text in texts]
    heads = list(range(len(texts)))
    for one, other in _candidates(sets):
        first, second = sorted((_head(heads, one), _head(heads, other)))
        if first != second and _say_the_same(sets[one], sets[other]):
            heads[second] = first
    found = np.array([_head(heads, row) for row in range(len(texts))], np.int64)
    return np.where(np.bincount(found, minlength=len(texts))[found] > 1, found, ALONE)


def _shingles(text: str) -> Shingles:
    spoken = [word.encode() for word in words(plain(text))]
    if len(spoken) < FEWEST + SHINGLE - 1:
        return np.array([crc32(b" ".join(spoken))] if spoken else [], np.uint32)
    hashes = (crc32(b" ".join(spoken[start : start + SHINGLE])) for start in range(len(spoken) - SHINGLE + 1))
    return np.unique(np.fromiter(hashes, np.uint32))


def _candidates(sets: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    """Pairs of rows that share a sampled shingle: each row with the one before it and with the first."""
    sampled = [one if len(one) <= SMALL else one[one % SAMPLED == 0] for one in sets]
    hashes = np.concatenate([*sampled, np.zeros(0, np.uint32)])
    rows = np.repeat(np.arange(len(sets)), [len(one) for one in sampled])
    order = np.argsort(hashes, kind="stable")
    hashes, rows = hashes[order], rows[order]
    begins = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else np.zeros(0, np.int64)
    firsts = np.repeat(rows[begins], np.diff(np.r_[begins, len(hashes)]))
    followers = np.setdiff1d(np.arange(len(hashes)), begins)
    before = np.stack([rows[followers - 1], rows[followers]], axis=1)
    first = np.stack([firsts[followers], rows[followers]], axis=1)
    for one, other in np.unique(np.concatenate([before, first]), axis=0):
        yield int(one), int(other)


def _say_the_same(one: Shingles, other: Shingles) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if shorter < OF_LONGER * longer:
        return False
    shared = np.intersect1d(one, other, assume_unique=True).size
    return shared >= max(OF_SHORTER * shorter, OF_LONGER * longer)


def _head(heads: list[int], row: int) -> int:
    while heads[row] != row:
        heads[row] = row = heads[heads[row]]
    return row
