"""Building an index beside the one in use and swapping them in one step.

``CURRENT`` names the generation to read. A build that dies at any point leaves it, and so the old index, alone.
"""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import starmap
from pathlib import Path

import numpy as np

from content.model import Passage
from retrieval.chunking import lexical_text, search_text, sentence_texts
from retrieval.dense import Vectors, write_dense
from retrieval.embedding import Encoder, Progress
from retrieval.generation import CURRENT, GENERATIONS, Manifest, digest_of
from retrieval.lexical import build_bm25
from retrieval.stemming import gram_list, stem_list
from retrieval.vector_cache import VectorCache

KEPT_GENERATIONS = 2


def build(
    passages: Sequence[Passage],
    encoder: Encoder,
    folder: Path,
    cache: VectorCache | None = None,
    progress: Progress = lambda done, total: None,
) -> str:
    """Index ``passages`` in a new generation, make it the current one and return its name.

    ``progress`` counts texts to encode: passages and their sentences. Vectors of unchanged texts come from ``cache``,
    by default the one inside ``folder``.
    """
    cache = cache or VectorCache(folder / "vectors")
    folder.mkdir(parents=True, exist_ok=True)
    with _building(folder):
        name = _next_name(folder)
        texts = [search_text(passage) for passage in passages]
        sentences = [sentence_texts(passage) for passage in passages]
        every = texts + [sentence for those in sentences for sentence in those]
        made = folder / GENERATIONS / f"{name}.part"
        made.mkdir(parents=True)
        _write_vectors(cache.encode(every, encoder, progress), [len(those) for those in sentences], made)
        _write_lexical(passages, made)
        _write_passages(passages, made / "passages.jsonl")
        _write_manifest(made, encoder, len(passages))
        os.rename(made, folder / GENERATIONS / name)
        _point_to(folder, name)
        _remove_old(folder)
        cache.prune(every, encoder)
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


def _write_vectors(vectors: Vectors, sentences: Sequence[int], made: Path) -> None:
    """The first vectors are those of the passages; then come ``sentences[i]`` for every passage ``i``."""
    write_dense(vectors[: len(sentences)], made / "dense.faiss")
    write_dense(vectors[len(sentences) :], made / "sentences.faiss")
    np.save(made / "sentences.npy", np.cumsum([0, *sentences], dtype=np.int64), allow_pickle=False)


def _write_lexical(passages: Sequence[Passage], made: Path) -> None:
    texts = [(lexical_text(passage), passage.language) for passage in passages]
    build_bm25(starmap(stem_list, texts)).save(made / "words")
    build_bm25(starmap(gram_list, texts)).save(made / "grams")


def _write_passages(passages: Sequence[Passage], path: Path) -> None:
    lines = (json.dumps(asdict(passage), ensure_ascii=False) for passage in passages)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _write_manifest(made: Path, encoder: Encoder, passages: int) -> None:
    files = sorted(str(path.relative_to(made)) for path in made.rglob("*") if path.is_file())
    digests = {name: digest_of(made / name) or "" for name in files}
    manifest = Manifest(encoder.model_id, encoder.dimensions, passages, digests)
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
