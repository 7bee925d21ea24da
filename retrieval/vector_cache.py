"""Vectors of texts already encoded, kept on disk so that only changed passages are encoded again."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import Encoder, Progress

Vectors = NDArray[np.float32]
BATCH = 64
KEY_BYTES = 32


def key_of(model_id: str, text: str) -> bytes:
    """The SHA-256 of the model and the text, so that another model never finds these vectors."""
    return hashlib.sha256(f"{model_id}\0{text}".encode()).digest()


class VectorCache:
    """One append-only file of keys and vectors per model; a record cut short by a crash is dropped."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def encode(self, texts: Sequence[str], encoder: Encoder, progress: Progress) -> Vectors:
        """The vectors of ``texts`` as passages, encoding only what was never encoded before."""
        path = self._path(encoder.model_id)
        known = _read(path, encoder.dimensions)
        keys = [key_of(encoder.model_id, text) for text in texts]
        missing = list({key: text for key, text in zip(keys, texts, strict=True) if key not in known}.items())
        done = len(texts) - len(missing)
        progress(done, len(texts))
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            vectors = encoder.encode_passages([text for _, text in batch])
            fresh = {key: vector for (key, _), vector in zip(batch, vectors, strict=True)}
            _append(path, fresh)
            known.update(fresh)
            progress(min(len(texts), done + start + len(batch)), len(texts))
        return _stacked([known[key] for key in keys], encoder.dimensions)

    def prune(self, texts: Iterable[str], encoder: Encoder) -> None:
        """Forget all other texts of this model once they are more than half of the file."""
        path = self._path(encoder.model_id)
        known = _read(path, encoder.dimensions)
        keep = {key_of(encoder.model_id, text) for text in texts}
        if len(known) > 2 * len(keep):
            unfinished = path.with_suffix(".part")
            unfinished.unlink(missing_ok=True)
            _append(unfinished, {key: vector for key, vector in known.items() if key in keep})
            os.replace(unfinished, path)

    def _path(self, model_id: str) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder / f"{hashlib.sha256(model_id.encode()).hexdigest()[:16]}.vectors"


def _record(dimensions: int) -> np.dtype:
    return np.dtype([("key", f"S{KEY_BYTES}"), ("vector", "<f4", dimensions)])


def _read(path: Path, dimensions: int) -> dict[bytes, Vectors]:
    if not path.is_file():
        return {}
    size = _record(dimensions).itemsize
    whole = path.stat().st_size // size
    if path.stat().st_size != whole * size:
        os.truncate(path, whole * size)
    records = np.fromfile(path, _record(dimensions))
    # numpy drops trailing zero bytes of S fields, which a hash may have.
    keys = (bytes(key).ljust(KEY_BYTES, b"\0") for key in records["key"])
    return dict(zip(keys, records["vector"], strict=True))


def _append(path: Path, fresh: dict[bytes, Vectors]) -> None:
    with path.open("ab") as file:
        for key, vector in fresh.items():
            file.write(key + vector.astype("<f4").tobytes())


def _stacked(rows: Sequence[Vectors], dimensions: int) -> Vectors:
    return np.stack(rows).astype(np.float32) if rows else np.empty((0, dimensions), np.float32)
