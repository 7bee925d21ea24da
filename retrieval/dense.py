"""Exact search over passage vectors: a flat faiss index, mapped read-only and shared between processes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Dense:
    """Inner products of unit vectors; rows are passages in the order they were given."""

    index: Any

    @property
    def size(self) -> int:
        return self.index.ntotal

    def search(self, vector: Vectors, rows: Rows, limit: int) -> tuple[Rows, Vectors]:
        """The best ``limit`` of ``rows`` with their cosines, best first."""
        import faiss

        limit = min(limit, len(rows))
        if limit == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        if len(rows) == self.size:
            cosines, found = self.index.search(vector[None], limit)
        else:
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(rows))  # pyright: ignore[reportCallIssue]
            cosines, found = self.index.search(vector[None], limit, params=parameters)
        return found[0], cosines[0]

    def cosines(self, vector: Vectors, rows: Sequence[int] | Rows) -> Vectors:
        """The cosine of each of ``rows``, in their order."""
        if len(rows) == 0:
            return np.empty(0, np.float32)
        return self.index.reconstruct_batch(np.asarray(rows, np.int64)) @ vector


@dataclass(frozen=True, slots=True)
class Sentences:
    """Vectors of the sentences of every passage: those of row ``r`` are ``starts[r]:starts[r + 1]``, at least one."""

    dense: Dense
    starts: Rows

    def best(self, vector: Vectors, rows: Rows) -> Vectors:
        """For each of ``rows``, the cosine of its nearest sentence."""
        if len(rows) == 0:
            return np.empty(0, np.float32)
        lengths = self.starts[rows + 1] - self.starts[rows]
        firsts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
        numbers = np.arange(lengths.sum()) + np.repeat(self.starts[rows] - firsts, lengths)
        return np.maximum.reduceat(self.dense.cosines(vector, numbers), firsts)

    def search(self, vector: Vectors, limit: int) -> Rows:
        """The rows that hold the nearest ``limit`` sentences."""
        numbers, _ = self.dense.search(vector, np.arange(self.dense.size), limit)
        return np.unique(np.searchsorted(self.starts, numbers, side="right") - 1)


def write_dense(vectors: Vectors, path: Path) -> None:
    """Write a flat index of ``vectors``, float32 of shape (passages, dimensions)."""
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors))  # pyright: ignore[reportCallIssue]
    faiss.write_index(index, str(path))


def load_dense(path: Path) -> Dense:
    """The index in ``path``; its vectors stay on disk until they are read."""
    import faiss

    # Only this flag shares the pages between processes; plain IO_FLAG_MMAP copies them.
    return Dense(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
