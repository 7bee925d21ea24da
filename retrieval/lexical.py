"""BM25 over any kind of terms, in arrays that are mapped from disk and shared between processes.

Scores are shares: 1 would be a passage made of nothing but the query's terms. That keeps them comparable between
queries, and makes them vanish by themselves where query and passages are in different languages. Written here because
the bm25s package gives no such bound, cannot hold an index without terms, and scores terms it has never seen as if they
had not been asked.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.keys import KeyTable
from retrieval.mapped import map_array

K1 = 1.2
B = 0.75


@dataclass(frozen=True, slots=True)
class Bm25:
    """Postings of term ``t`` are at ``starts[t]:starts[t + 1]``: rows in order, and BM25's saturated frequencies."""

    documents: int
    terms: KeyTable
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    frequencies: NDArray[np.float16]

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """Per passage, its BM25 score over the highest one that any text could have; between 0 and 1."""
        totals = np.zeros(self.documents, np.float32)
        ideal = 0.0
        for term, times in Counter(query).items():
            rows, frequencies = self._postings(term)
            weight = times * idf(self.documents, len(rows))
            np.add.at(totals, rows, np.float32(weight) * frequencies.astype(np.float32))
            ideal += weight
        return totals / np.float32(ideal) if ideal else totals

    def coverage(self, query: Sequence[str], row: int) -> float:
        """The share of the query's terms, weighed by their rarity, that passage ``row`` has."""
        return self.share(query, {term for term in query if _holds(self._postings(term)[0], row)})

    def share(self, query: Sequence[str], held: Collection[str]) -> float:
        """The share of the query's terms, weighed by their rarity, that are among ``held``."""
        rarity = {term: idf(self.documents, len(self._postings(term)[0])) for term in query}
        total = sum(rarity.values())
        return sum(value for term, value in rarity.items() if term in held) / total if total else 0.0

    def _postings(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.float16]]:
        place = self.terms.place_of(term)
        if place is None:
            return self.rows[:0], self.frequencies[:0]
        start, end = self.starts[place], self.starts[place + 1]
        return self.rows[start:end], self.frequencies[start:end]


def load_bm25(folder: Path, documents: int) -> Bm25:
    """An index of ``documents`` passages written by ``PostingsWriter``; raises ValueError when it is damaged."""
    keys, starts, rows, frequencies = (
        map_array(folder / f"{name}.npy") for name in ("terms", "starts", "rows", "frequencies")
    )
    if len(starts) != len(keys) + 1 or not starts[-1] == len(rows) == len(frequencies):
        raise ValueError(f"The parts of {folder} do not belong together.")
    return Bm25(documents, KeyTable(keys), starts, rows, frequencies)


def idf(documents: int, holding: int) -> float:
    """How rare a term is that ``holding`` of all ``documents`` have; never negative."""
    return log(1 + (documents - holding + 0.5) / (holding + 0.5))


def saturated(counts: NDArray[np.float32], relative_lengths: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much ``counts`` of a term weigh in documents so many times as long as the mean; below 1."""
    return counts / (counts + np.float32(K1) * (1 - B + B * relative_lengths)).astype(np.float32)


def _holds(rows: NDArray[np.int32], row: int) -> bool:
    place = int(np.searchsorted(rows, row))
    return place < len(rows) and int(rows[place]) == row
