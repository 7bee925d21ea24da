"""Vectors of texts already encoded, kept on disk so that only changed passages are encoded again.

Vectors are in half precision; the file is mapped, and a build reads what it needs of it.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]
KEY_BYTES = 16
CHUNK = 8192
# S fields of equal length compare as their bytes do, though numpy shows them without trailing zeros.
KEY = np.dtype(f"S{KEY_BYTES}")


def key_of(model_id: str, text: str) -> bytes:
    """A hash of the model and the text, so that another model never finds these vectors."""
    return hashlib.blake2b(f"{model_id}\0{text}".encode(), digest_size=KEY_BYTES).digest()


class VectorCache:
    """One append-only file of keys and vectors per model; a record cut short by a crash is dropped.

    One writer at a time.
    """

    def __init__(self, folder: Path, model_id: str, dimensions: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"{hashlib.sha256(model_id.encode()).hexdigest()[:16]}.halves"
        self._record = np.dtype([("key", KEY), ("vector", "<f2", dimensions)])

    def known(self) -> "Known":
        """What is stored now."""
        records = self._records()
        keys = records["key"].copy()
        order = np.argsort(keys, kind="stable")
        return Known(keys[order], order, records["vector"])

    def add(self, keys: NDArray[np.bytes_], vectors: Vectors) -> None:
        """Keep the vectors of texts that were not known."""
        _append(self._path, self._made(keys, vectors))

    def prune(self, keys: NDArray[np.bytes_]) -> None:
        """Forget all other texts once they are more than half of what is stored."""
        known = self.known()
        kept = np.unique(keys)
        kept = kept[known.find(kept) >= 0]
        if len(known) <= 2 * len(kept):
            return
        unfinished = self._path.with_suffix(".part")
        unfinished.write_bytes(b"")  # stays so where the last lesson was retired
        for start in range(0, len(kept), CHUNK):
            part = kept[start : start + CHUNK]
            _append(unfinished, self._made(part, known.vectors[known.find(part)]))
        os.replace(unfinished, self._path)

    def _made(self, keys: NDArray[np.bytes_], vectors: NDArray[np.floating]) -> NDArray[np.void]:
        records = np.empty(len(keys), self._record)
        records["key"], records["vector"] = keys, vectors
        return records

    def _records(self) -> NDArray[np.void]:
        size = self._record.itemsize
        whole = self._path.stat().st_size // size if self._path.is_file() else 0
        if not whole:
            self._path.unlink(missing_ok=True)
            return np.empty(0, self._record)
        if self._path.stat().st_size != whole * size:
            os.truncate(self._path, whole * size)
        return np.memmap(self._path, self._record, "r").view(np.ndarray)


@dataclass(frozen=True, slots=True)
class Known:
    """``keys`` in order, and the row of each among ``vectors``."""

    keys: NDArray[np.bytes_]
    rows: Rows
    vectors: NDArray[np.float16]

    def __len__(self) -> int:
        return len(self.keys)

    def find(self, keys: NDArray[np.bytes_]) -> Rows:
        """The row of every key, -1 for one that is not known."""
        if not len(self.keys):
            return np.full(len(keys), -1, np.int64)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, self.rows[places], -1)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Some of the known vectors in an order of their own, read from disk part by part."""

    vectors: NDArray[np.float16]
    rows: Rows

    @property
    def shape(self) -> tuple[int, ...]:
        return len(self.rows), self.vectors.shape[1]

    def __getitem__(self, part: Any, /) -> Vectors:
        return self.vectors[self.rows[part]].astype(np.float32)


def _append(path: Path, values: NDArray[np.void]) -> None:
    with path.open("ab") as file:
        values.tofile(file)
