"""One built index on disk: what it holds, and how it is opened and checked."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from content.model import PassageId
from retrieval.dense import Dense, Sentences, load_dense
from retrieval.duplicates import ALONE, FILE, Groups
from retrieval.errors import IndexNotReady, IndexStale
from retrieval.lexical import Bm25, load_bm25
from retrieval.mapped import map_array
from retrieval.origins import Origins, load_origins
from retrieval.reference import Reference, load_reference
from retrieval.stored_passages import StoredPassages

__all__ = ["Generation", "IndexNotReady", "IndexStale", "Manifest", "damaged_files", "load"]

CURRENT = "CURRENT"
GENERATIONS = "generations"
FORMAT = 4
"""Raised whenever files change their meaning, so that an index of another version is built again."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made by and holds; ``sha256`` by file name."""

    format: int
    model_id: str
    dimensions: int
    passages: int
    sha256: dict[str, str]


@dataclass(frozen=True, slots=True)
class Generation:
    """One open index; row ``i`` of every part is ``passages[i]``, which is read from disk at every access."""

    name: str
    manifest: Manifest
    passages: StoredPassages
    origins: Origins
    dense: Dense
    sentences: Sentences
    words: Bm25
    grams: Bm25
    reference: Reference
    groups: Groups
    """Rows of one number say the same; ``ALONE`` where no other does."""

    def groups_of(self, row: int) -> frozenset[int]:
        """The number of what a row says, if another row says the same."""
        group = int(self.groups[row])
        return frozenset() if group == ALONE else frozenset({group})

    def row_of(self, passage_id: PassageId) -> int:
        """The row of a passage; raises KeyError when it is not in this index."""
        return self.passages.row_of(passage_id)


def current_name(folder: Path) -> str:
    """The name of the current generation; raises IndexNotReady."""
    try:
        return (folder / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise IndexNotReady(f"There is no index in {folder} yet.") from None


def load(folder: Path, model_id: str) -> Generation:
    """The current generation; raises IndexNotReady, or IndexStale when it has to be built again."""
    name = current_name(folder)
    place = folder / GENERATIONS / name
    manifest = read_manifest(place)
    if manifest.format != FORMAT:
        raise IndexStale(f"The index {place} has format {manifest.format}, this version reads {FORMAT}.")
    if manifest.model_id != model_id:
        raise IndexStale(f"The index {place} was built with {manifest.model_id}, the encoder is {model_id}.")
    try:
        generation = _opened(name, place, manifest)
    except (OSError, ValueError, TypeError, KeyError, RuntimeError) as problem:
        raise IndexStale(f"The index {place} is damaged or was built by another version.") from problem
    if not _fit_together(generation):
        raise IndexStale(f"The parts of the index {place} do not belong together.")
    return generation


def _opened(name: str, place: Path, manifest: Manifest) -> Generation:
    return Generation(
        name=name,
        manifest=manifest,
        passages=StoredPassages(place),
        origins=load_origins(place),
        dense=load_dense(place / "passages"),
        sentences=Sentences(load_dense(place / "sentences"), map_array(place / "sentences.npy")),
        words=load_bm25(place / "words", manifest.passages),
        grams=load_bm25(place / "grams", manifest.passages),
        reference=load_reference(place),
        groups=map_array(place / FILE),
    )


def _fit_together(generation: Generation) -> bool:
    starts = generation.sentences.starts
    rows = {len(generation.passages), len(generation.origins), generation.dense.size, len(starts) - 1}
    rows.add(len(generation.groups))
    same_vectors = {generation.dense.dimensions, generation.sentences.dense.dimensions}
    return (
        rows == {generation.manifest.passages}
        and same_vectors == {generation.manifest.dimensions}
        and int(starts[-1]) == generation.sentences.dense.size
    )


def read_manifest(place: Path) -> Manifest:
    """What a generation's folder says about itself; raises IndexStale when it is unreadable."""
    try:
        return Manifest(**({"format": 1} | json.loads((place / "manifest.json").read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError) as problem:
        raise IndexStale(f"The index {place} has no readable manifest.") from problem


def damaged_files(folder: Path) -> list[str]:
    """Files of the current generation that are missing or differ from their checksum."""
    place = folder / GENERATIONS / current_name(folder)
    expected = read_manifest(place).sha256
    return [name for name, digest in expected.items() if digest_of(place / name) != digest]


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a file, None when there is none."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
