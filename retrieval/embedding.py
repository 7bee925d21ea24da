"""Sentence encoders: text in, unit vectors out. Any sentence-transformers model fits."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.conversion import convert
from retrieval.quantising import ENGINE

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with the texts done and the texts in all."""

BUNDLED = "multilingual-e5-small"
QUERIES_KEPT = 2048


class Encoder(Protocol):
    """Vectors are float32 of shape (texts, dimensions) and length 1; safe to use from several threads."""

    @property
    def model_id(self) -> str:
        """Two encoders with the same id give the same vectors."""
        ...

    @property
    def dimensions(self) -> int: ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors: ...

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors: ...

    def warm(self) -> None:
        """Load the model now instead of at the first text."""
        ...


class Engine(Protocol):
    """A loaded model: prompted texts in, unit vectors out."""

    dimensions: int
    query_prompt: str
    passage_prompt: str

    def encode(self, texts: Sequence[str], progress: Progress) -> Vectors: ...


class LazyEncoder:
    """An encoder that loads its engine at the first use and remembers the vectors of recent questions."""

    def __init__(self, model_id: str, load: Callable[[], Engine], queries_kept: int = QUERIES_KEPT) -> None:
        self.model_id = model_id
        self._load = load
        self._engine: Engine | None = None
        self._loading = threading.Lock()
        self._recent: OrderedDict[str, Vectors] = OrderedDict()
        self._remembering = threading.Lock()
        self._queries_kept = queries_kept

    @property
    def dimensions(self) -> int:
        return self._loaded().dimensions

    def warm(self) -> None:
        self.encode_queries(["warm"])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        missing = [text for text in dict.fromkeys(texts) if self._recall(text) is None]
        engine = self._loaded()
        fresh = engine.encode([engine.query_prompt + text for text in missing], _silent) if missing else ()
        found = dict(zip(missing, fresh, strict=True))
        rows = [found[text] if text in found else self._recall(text) for text in texts]
        for text, vector in found.items():
            self._remember(text, vector)
        return _stacked([row for row in rows if row is not None], engine.dimensions)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        engine = self._loaded()
        prompted = [engine.passage_prompt + text for text in texts]
        return engine.encode(prompted, progress or _silent) if texts else _stacked([], engine.dimensions)

    def _loaded(self) -> Engine:
        with self._loading:
            if self._engine is None:
                self._engine = self._load()
            return self._engine

    def _recall(self, text: str) -> Vectors | None:
        with self._remembering:
            if text in self._recent:
                self._recent.move_to_end(text)
            return self._recent.get(text)

    def _remember(self, text: str, vector: Vectors) -> None:
        with self._remembering:
            self._recent[text] = vector
            while len(self._recent) > self._queries_kept:
                self._recent.popitem(last=False)


def load_encoder(model: str, cache: Path, note: Callable[[str], None] = lambda line: None) -> LazyEncoder:
    """The encoder named by ``model``: empty for the bundled one, else a folder or ``hub-id@revision``.

    The bundled one is converted into ``cache`` on the first call. A folder that holds an 8-bit engine is served by
    ONNX Runtime without torch, any other by sentence-transformers.
    """
    folder = convert(cache, note) if model in ("", BUNDLED) else Path(model)
    if (folder / ENGINE).is_file():
        return onnx_encoder(folder)
    return sentence_transformer_encoder(str(folder) if folder.is_dir() else model)


def onnx_encoder(folder: Path) -> LazyEncoder:
    """The 8-bit engine inside a sentence-transformers folder."""
    from retrieval.onnx_engine import OnnxEngine

    return LazyEncoder(f"{folder_id(folder)}+int8", lambda: OnnxEngine(folder))


def sentence_transformer_encoder(model: str) -> LazyEncoder:
    """A folder or ``hub-id@revision`` loaded by sentence-transformers, the reference for every other engine."""
    from retrieval.sentence_transformer_engine import SentenceTransformerEngine

    model_id = folder_id(Path(model)) if Path(model).is_dir() else model
    return LazyEncoder(model_id, lambda: SentenceTransformerEngine(model))


def folder_id(folder: Path) -> str:
    """The folder's name and a hash over its files' names, sizes and ends, so that other weights get another id."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in {".json", ".safetensors", ".bin", ".onnx"}):
        digest.update(f"{path.relative_to(folder)}:{path.stat().st_size}:".encode())
        digest.update(_end_of(path))
    return f"{folder.name}@{digest.hexdigest()[:12]}"


def _end_of(path: Path, size_bytes: int = 65536) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - size_bytes))
        return file.read()


def _stacked(rows: Sequence[Vectors], dimensions: int) -> Vectors:
    return np.stack(rows).astype(np.float32) if rows else np.empty((0, dimensions), np.float32)


def _silent(done: int, total: int) -> None:
    return None
