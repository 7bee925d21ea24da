"""Building an index beside the one in use and swapping them in one step.

``CURRENT`` names the generation to read. A build that dies at any point leaves it, and so the old index, alone.
"""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from content.model import Passage
from retrieval.collecting import Texts, collect
from retrieval.dense import write_dense
from retrieval.embedding import Encoder, Progress
from retrieval.encoding import encode_missing
from retrieval.generation import CURRENT, FORMAT, GENERATIONS, Manifest, digest_of
from retrieval.mapped import save_array
from retrieval.reference import known_reference, save_reference
from retrieval.stored_passages import StoredPassages
from retrieval.vector_cache import Gathered, Known, VectorCache

KEPT_GENERATIONS = 2


def build(
    passages: Iterable[Passage],
    encoder: Encoder,
    folder: Path,
    vectors: Path | None = None,
    progress: Progress = lambda done, total: None,
) -> str:
    """Index ``passages`` in a new generation, make it the current one and return its name.

    Passages are read once and not held, so a generator keeps memory bounded. ``progress`` counts texts to encode:
    passages and their sentences. Vectors of unchanged texts come from the folder ``vectors``, by default the one
    inside ``folder``; what a build encodes is kept there at once, so that one cut short goes on where it stopped.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _building(folder):
        name = _next_name(folder)
        made = folder / GENERATIONS / f"{name}.part"
        made.mkdir(parents=True)
        texts = collect(passages, encoder.model_id, made)
        vectors = vectors or folder / "vectors"
        cache = VectorCache(vectors, encoder.model_id, encoder.dimensions)
        encode_missing(StoredPassages(made), texts, encoder, cache, progress)
        _write_vectors(texts, cache.known(), made)
        save_reference(known_reference(encoder, vectors), made)
        _write_manifest(made, encoder, texts.passages)
        os.rename(made, folder / GENERATIONS / name)
        _point_to(folder, name)
        _remove_old(folder)
        cache.prune(texts.keys)
    return name


@contextmanager
def _building(folder: Path) -> Iterator[None]:
    """One build at a time per folder, across processes."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for unfinished in (folder / GENERATIONS).glob("*.part"):
            shutil.rmtree(unfinished)
        yield


def _next_name(folder: Path) -> str:
    numbers = [int(path.name.partition("-")[0]) for path in (folder / GENERATIONS).glob("*-*")]
    return f"{max(numbers, default=0) + 1:06d}-{secrets.token_hex(3)}"


def _write_vectors(texts: Texts, known: Known, made: Path) -> None:
    rows = known.find(texts.keys)
    write_dense(Gathered(known.vectors, rows[texts.are_passages]), made / "passages")
    write_dense(Gathered(known.vectors, rows[~texts.are_passages]), made / "sentences")
    save_array(made / "sentences.npy", texts.sentence_starts)


def _write_manifest(made: Path, encoder: Encoder, passages: int) -> None:
    files = sorted(str(path.relative_to(made)) for path in made.rglob("*") if path.is_file())
    digests = {name: digest_of(made / name) or "" for name in files}
    manifest = Manifest(FORMAT, encoder.model_id, encoder.dimensions, passages, digests)
    (made / "manifest.json").write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")


def _point_to(folder: Path, name: str) -> None:
    unfinished = folder / f"{CURRENT}.part"
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(f"{name}\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, folder / CURRENT)


def _remove_old(folder: Path) -> None:
    """The previous generation stays, because a reader may be opening it right now."""
    kept = sorted(path for path in (folder / GENERATIONS).iterdir() if not path.name.endswith(".part"))
    for old in kept[:-KEPT_GENERATIONS]:
        shutil.rmtree(old)
