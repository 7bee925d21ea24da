"""BM25 over any kind of terms, in arrays that are mapped from disk and shared between processes.

Scores are shares: 1 would be a passage made of nothing but the query's terms. That keeps them comparable between
queries, and makes them vanish by themselves where query and passages are in different languages. Written here because
the bm25s package gives no such bound, cannot hold an index without terms, and scores terms it has never seen as if they
had not been asked.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.75
_ARRAYS = ("starts", "rows", "weights")


@dataclass(frozen=True, slots=True)
class Bm25:
    """Postings of term ``t`` are at ``starts[t]:starts[t + 1]``: passage rows, and weights already times idf."""

    documents: int
    terms: dict[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """Per passage, its BM25 score over the highest one that any text could have; between 0 and 1."""
        totals = np.zeros(self.documents, np.float32)
        ideal = 0.0
        for term, times in Counter(query).items():
            rows, weights = self._postings(term)
            totals[rows] += times * weights
            ideal += times * idf(self.documents, len(rows))
        return totals / ideal if ideal else totals

    def coverage(self, query: Sequence[str], row: int) -> float:
        """The share of the query's terms, weighed by their rarity, that passage ``row`` has."""
        rarity = {term: idf(self.documents, len(self._postings(term)[0])) for term in query}
        held = sum(value for term, value in rarity.items() if row in self._postings(term)[0])
        return held / total if (total := sum(rarity.values())) else 0.0

    def _postings(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        number = self.terms.get(term)
        if number is None:
            return self.rows[:0], self.weights[:0]
        start, end = self.starts[number], self.starts[number + 1]
        return self.rows[start:end], self.weights[start:end]

    def save(self, folder: Path) -> None:
        """Write the index into a new folder."""
        folder.mkdir()
        terms = json.dumps({"documents": self.documents, "terms": list(self.terms)}, ensure_ascii=False)
        (folder / "terms.json").write_text(terms, encoding="utf-8")
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)


def load_bm25(folder: Path) -> Bm25:
    """An index written by ``Bm25.save``, mapped read-only."""
    stored = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
    arrays: dict[str, Any] = {name: _mapped(folder / f"{name}.npy") for name in _ARRAYS}
    terms = {term: number for number, term in enumerate(stored["terms"])}
    return Bm25(stored["documents"], terms, **arrays)


def _mapped(path: Path) -> NDArray[Any]:
    """An empty array cannot be mapped."""
    array = np.load(path, mmap_mode="r", allow_pickle=False) if path.stat().st_size > 128 else np.load(path)
    return array.view(np.ndarray)


def build_bm25(documents: Iterable[Sequence[str]]) -> Bm25:
    """Index the terms of every passage, in row order."""
    terms: dict[str, int] = {}
    numbers, rows, counts, lengths = [], [], [], []
    for row, document in enumerate(documents):
        lengths.append(len(document))
        for term, count in Counter(document).items():
            numbers.append(terms.setdefault(term, len(terms)))
            rows.append(row)
            counts.append(count)
    return _packed(terms, np.array(numbers, np.int64), np.array(rows, np.int32), np.array(counts, np.float32), lengths)


def _packed(
    terms: dict[str, int],
    numbers: NDArray[np.int64],
    rows: NDArray[np.int32],
    counts: NDArray[np.float32],
    lengths: list[int],
) -> Bm25:
    order = np.argsort(numbers, kind="stable")
    frequencies = np.bincount(numbers, minlength=len(terms))
    rarity = np.array([idf(len(lengths), int(found)) for found in frequencies], np.float32)
    relative = np.array(lengths, np.float32) / max(1.0, float(np.mean(lengths)) if lengths else 1.0)
    saturated = counts / (counts + K1 * (1 - B + B * relative[rows]))
    return Bm25(
        documents=len(lengths),
        terms=terms,
        starts=np.concatenate([[0], np.cumsum(frequencies)]).astype(np.int64),
        rows=rows[order],
        weights=(rarity[numbers] * saturated)[order].astype(np.float32),
    )


def idf(documents: int, holding: int) -> float:
    """How rare a term is that ``holding`` of all ``documents`` have; never negative."""
    return log(1 + (documents - holding + 0.5) / (holding + 0.5))
