"""Passages that say the same in nearly the same words: a lesson uploaded twice, a page of a book inside a lesson.

Texts are compared as sets of word 3-grams (shingles). Only those are compared that share a shingle of a sample, which
keeps the work linear in the number of texts (Broder 1997, "On the resemblance and containment of documents").
"""

import tempfile
from array import array
from collections.abc import Iterable, Iterator
from typing import Self
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
SMALL, SAMPLED = 32, 4
"""Of up to ``SMALL`` shingles all are looked up, of more every fourth."""
ALONE = -1
FILE = "groups.npy"

Shingles = NDArray[np.uint32]
Groups = NDArray[np.int32]


class Duplicates:
    """Takes texts one by one and then says which are the same; only the sample is held in memory."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by ``__exit__``
        self._starts = array("q", [0])
        self._sample = array("Q")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, text: str) -> None:
        """The next row."""
        shingles = _shingles(text)
        sampled = shingles if len(shingles) <= SMALL else shingles[shingles % SAMPLED == 0]
        row = len(self._starts) - 1
        self._sample.frombytes((sampled.astype(np.uint64) << 32 | row).tobytes())
        self._starts.append(self._starts[-1] + len(shingles))
        self._file.write(shingles.tobytes())

    def groups(self) -> Groups:
        """For every row the first that says the same, the row itself included; ``ALONE`` where no other does."""
        rows = len(self._starts) - 1
        heads = list(range(rows))
        for one, other in self._candidates():
            first, second = sorted((_head(heads, one), _head(heads, other)))
            if first != second and _say_the_same(self._shingles(one), self._shingles(other)):
                heads[second] = first
        found = np.array([_head(heads, row) for row in range(rows)], np.int32)
        return np.where(np.bincount(found, minlength=rows)[found] > 1, found, np.int32(ALONE))

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """Pairs of rows that share a sampled shingle: each row with the one before it and with the first."""
        sample = np.frombuffer(self._sample, np.uint64).copy()
        sample.sort()
        shingles, rows = sample >> 32, (sample & 0xFFFFFFFF).astype(np.int64)
        shared = np.flatnonzero(shingles[1:] == shingles[:-1]) + 1
        firsts = rows[np.searchsorted(shingles, shingles[shared])]
        pairs = np.concatenate([rows[shared - 1] << 32 | rows[shared], firsts << 32 | rows[shared]])
        for pair in np.unique(pairs):
            yield int(pair) >> 32, int(pair) & 0xFFFFFFFF

    def _shingles(self, row: int) -> Shingles:
        start, end = self._starts[row], self._starts[row + 1]
        self._file.seek(4 * start)
        return np.frombuffer(self._file.read(4 * (end - start)), np.uint32)


def groups(texts: Iterable[str]) -> Groups:
    """For every text the row of the first that says the same, its own included; ``ALONE`` where no other does."""
    with Duplicates() as duplicates:
        for text in texts:
            duplicates.add(text)
        return duplicates.groups()


def _shingles(text: str) -> Shingles:
    spoken = [word.encode() for word in words(plain(text))]
    if len(spoken) < FEWEST + SHINGLE - 1:
        return np.array([crc32(b" ".join(spoken))] if spoken else [], np.uint32)
    hashes = (crc32(b" ".join(spoken[start : start + SHINGLE])) for start in range(len(spoken) - SHINGLE + 1))
    return np.unique(np.fromiter(hashes, np.uint32))


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
