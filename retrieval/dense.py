"""Search over unit vectors kept as one byte per dimension, mapped read-only and shared between processes.

Every vector of a scope is compared with the question, so nothing is missed; what rounding to a byte changes in a cosine
is a hundredth of the spread of all cosines. Vectors are stored less their mean, which makes the bytes finer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.mapped import map_array, save_array

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]

CHUNK = 8192
SAMPLE = 20_000
WIDEST_SHARE = 1e-5
"""The share of values in the sample that may lie outside of what a byte can tell."""
SMALLEST_RANGE = 1e-6


class VectorSource(Protocol):
    """Vectors in their order, read in parts: an array in memory or a file."""

    @property
    def shape(self) -> tuple[int, ...]: ...

    def __getitem__(self, part: Any, /) -> Vectors: ...


@dataclass(frozen=True, slots=True)
class Dense:
    """Inner products of unit vectors; rows are in the order they were given."""

    index: Any
    """A faiss index of bytes: ``lowest + (byte + 0.5) * step`` is a value less that of ``centre``."""
    codes: NDArray[np.uint8]
    centre: Vectors
    lowest: float
    step: float

    @property
    def size(self) -> int:
        return len(self.codes)

    @property
    def dimensions(self) -> int:
        return len(self.centre)

    def search(self, vector: Vectors, allowed: NDArray[np.bool_] | None, limit: int) -> tuple[Rows, Vectors]:
        """The best ``limit`` of the allowed rows with their cosines, best first; ``None`` allows all."""
        limit = min(limit, self.size if allowed is None else int(allowed.sum()))
        if limit == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        cosines, found = self._scan(vector, allowed, limit)
        return found[0], cosines[0] + self.centre @ vector

    def cosines(self, vector: Vectors, rows: Sequence[int] | Rows) -> Vectors:
        """The cosine of each of ``rows``, in their order."""
        if len(rows) == 0:
            return np.empty(0, np.float32)
        bytes_ = self.codes[np.asarray(rows, np.int64)].astype(np.float32)
        lowest = np.float32(self.lowest + 0.5 * self.step)
        return np.float32(self.step) * (bytes_ @ vector) + lowest * vector.sum() + self.centre @ vector

    def _scan(self, vector: Vectors, allowed: NDArray[np.bool_] | None, limit: int) -> tuple[Any, Any]:
        import faiss

        if allowed is None:
            return self.index.search(vector[None], limit)
        selector: Any = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))  # pyright: ignore[reportCallIssue]
        return self.index.search(vector[None], limit, params=faiss.SearchParameters(sel=selector))  # pyright: ignore[reportCallIssue]


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

    def search(self, vector: Vectors, allowed: NDArray[np.bool_] | None, limit: int) -> Rows:
        """The allowed rows that hold the nearest ``limit`` of their sentences."""
        inside = None if allowed is None else np.repeat(allowed, np.diff(self.starts))
        numbers, _ = self.dense.search(vector, inside, limit)
        return np.unique(np.searchsorted(self.starts, numbers, side="right") - 1)


def write_dense(vectors: VectorSource, folder: Path) -> None:
    """Write ``vectors``, of shape (rows, dimensions), into a new folder."""
    import faiss

    folder.mkdir()
    rows, dimensions = vectors.shape
    sample = vectors[:: max(1, rows // SAMPLE)]
    centre = sample.mean(axis=0) if rows else np.zeros(dimensions, np.float32)
    index = faiss.IndexScalarQuantizer(dimensions, faiss.ScalarQuantizer.QT_8bit_uniform, faiss.METRIC_INNER_PRODUCT)
    widest = _widest(sample - centre)
    index.train(np.array([[-widest], [widest]], np.float32).repeat(dimensions, axis=1))  # pyright: ignore[reportCallIssue]
    for chunk in _chunks(vectors):
        index.add(np.ascontiguousarray(chunk - centre))  # pyright: ignore[reportCallIssue]
    faiss.write_index(index, str(folder / "vectors.faiss"))
    save_array(folder / "centre.npy", centre.astype(np.float32))


def load_dense(folder: Path) -> Dense:
    """The vectors in ``folder``; they stay on disk until they are read."""
    import faiss

    # Only this flag shares the pages between processes; plain IO_FLAG_MMAP copies them.
    index: Any = faiss.read_index(str(folder / "vectors.faiss"), faiss.IO_FLAG_MMAP_IFC)
    lowest, width = faiss.vector_to_array(index.sq.trained)
    centre = map_array(folder / "centre.npy")
    if centre.shape != (index.d,):
        raise ValueError(f"The vectors in {folder} and their centre do not belong together.")
    return Dense(index, _codes(index), centre, float(lowest), float(width) / 255)


def _widest(centred: Vectors) -> float:
    values = np.abs(centred).ravel()
    return max(SMALLEST_RANGE, float(np.quantile(values, 1 - WIDEST_SHARE))) if len(values) else SMALLEST_RANGE


def _chunks(vectors: VectorSource) -> Iterator[Vectors]:
    return (vectors[start : start + CHUNK] for start in range(0, vectors.shape[0], CHUNK))


def _codes(index: Any) -> NDArray[np.uint8]:
    """The index's own bytes, not a copy."""
    import faiss

    if not index.ntotal:
        return np.empty((0, index.d), np.uint8)
    return faiss.rev_swig_ptr(index.codes.data(), index.ntotal * index.code_size).reshape(index.ntotal, -1)
