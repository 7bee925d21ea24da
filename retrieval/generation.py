"""One built index on disk: what it holds, and how it is opened and checked."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from content.model import Passage, PassageId, Span, UnitKind
from retrieval.dense import Dense, Sentences, load_dense
from retrieval.lexical import Bm25, load_bm25

CURRENT = "CURRENT"
GENERATIONS = "generations"


class IndexNotReady(Exception):
    """No index has been built in this folder yet."""


class IndexStale(Exception):
    """The index was built by another encoder or is damaged: build it again."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made by and holds; ``sha256`` by file name."""

    model_id: str
    dimensions: int
    passages: int
    sha256: dict[str, str]


@dataclass(frozen=True, slots=True)
class Generation:
    """One loaded index; row ``i`` of every part is ``passages[i]``."""

    name: str
    manifest: Manifest
    passages: tuple[Passage, ...]
    dense: Dense
    sentences: Sentences
    words: Bm25
    grams: Bm25
    rows: dict[PassageId, int]

    def row_of(self, passage_id: PassageId) -> int:
        return self.rows[passage_id]


def current_name(folder: Path) -> str:
    """The name of the current generation; raises IndexNotReady."""
    try:
        return (folder / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise IndexNotReady(f"There is no index in {folder} yet.") from None


def load(folder: Path, model_id: str) -> Generation:
    """The current generation; raises IndexNotReady, or IndexStale when another encoder made it."""
    name = current_name(folder)
    place = folder / GENERATIONS / name
    manifest = read_manifest(place)
    if manifest.model_id != model_id:
        raise IndexStale(f"The index {place} was built with {manifest.model_id}, the encoder is {model_id}.")
    try:
        generation = _opened(name, place, manifest)
    except (OSError, ValueError, TypeError, KeyError, RuntimeError) as problem:
        raise IndexStale(f"The index {place} is damaged or was built by another version.") from problem
    sizes = {
        len(generation.passages),
        generation.dense.size,
        generation.words.documents,
        len(generation.sentences.starts) - 1,
    }
    if sizes != {manifest.passages}:
        raise IndexStale(f"The parts of the index {place} do not belong together.")
    return generation


def _opened(name: str, place: Path, manifest: Manifest) -> Generation:
    passages = tuple(_read_passages(place / "passages.jsonl"))
    return Generation(
        name=name,
        manifest=manifest,
        passages=passages,
        dense=load_dense(place / "dense.faiss"),
        sentences=Sentences(load_dense(place / "sentences.faiss"), np.load(place / "sentences.npy")),
        words=load_bm25(place / "words"),
        grams=load_bm25(place / "grams"),
        rows={passage.id: row for row, passage in enumerate(passages)},
    )


def read_manifest(place: Path) -> Manifest:
    """What a generation's folder says about itself; raises IndexStale when it is unreadable."""
    try:
        return Manifest(**json.loads((place / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as problem:
        raise IndexStale(f"The index {place} has no readable manifest.") from problem


def damaged_files(folder: Path) -> list[str]:
    """Files of the current generation that are missing or differ from their checksum."""
    place = folder / GENERATIONS / current_name(folder)
    expected = read_manifest(place).sha256
    return [name for name, digest in expected.items() if digest_of(place / name) != digest]


def _read_passages(path: Path) -> Iterator[Passage]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield _passage(json.loads(line))


def _passage(stored: dict) -> Passage:
    changed = {
        "id": PassageId(stored["id"]),
        "grades": tuple(stored["grades"]),
        "kind": UnitKind(stored["kind"]),
        "span": Span(**stored["span"]),
        "terms": tuple(stored["terms"]),
    }
    return Passage(**(stored | changed))


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a file, None when there is none."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
