"""What an encoder's cosines look like between texts that have nothing to do with each other.

Cosines of one encoder live in a narrow band that shifts with the two languages. Against this reference a cosine becomes
a number of spreads above chance, comparable between languages, scopes and, roughly, encoders.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import Encoder
from tutor.language import LANGUAGES, Language

FILE = "reference.json"
SMALLEST_WIDTH = 1e-4


@dataclass(frozen=True, slots=True)
class Reference:
    """``centres[a, b]`` is the mean cosine of a question in language ``a`` and an unrelated passage in language ``b``,
    both in the order of ``LANGUAGES``; ``width`` the mean spread of such cosines.
    """

    centres: NDArray[np.floating]
    width: float

    def deviations(
        self, cosines: NDArray[np.floating], asked: Language, languages: NDArray[np.integer]
    ) -> NDArray[np.floating]:
        """The cosines of a question in ``asked`` with passages in ``languages`` (numbers in ``LANGUAGES``)."""
        usual = self.centres[LANGUAGES.index(asked)][languages]
        return (cosines - usual) / np.float32(self.width)


def measure(encoder: Encoder) -> Reference:
    """The reference of an encoder, from sixteen questions and sixteen statements of our own, each on another topic."""
    questions, statements = (list(_section(name)) for name in ("questions", "statements"))
    asked = [encoder.encode_queries(texts) for texts in zip(*questions, strict=True)]
    said = [encoder.encode_passages(texts) for texts in zip(*statements, strict=True)]
    cosines = np.array([[one @ other.T for other in said] for one in asked])
    width = max(float(cosines.std(axis=(2, 3)).mean()), SMALLEST_WIDTH)
    return Reference(cosines.mean(axis=(2, 3)), width)


def known_reference(encoder: Encoder, folder: Path) -> Reference:
    """The reference kept in ``folder`` for this encoder, measured at the first call."""
    kept = folder / hashlib.sha256(encoder.model_id.encode()).hexdigest()[:16]
    if not (kept / FILE).is_file():
        kept.mkdir(parents=True, exist_ok=True)
        save_reference(measure(encoder), kept)
    return load_reference(kept)


def save_reference(reference: Reference, folder: Path) -> None:
    stored = {"centres": reference.centres.tolist(), "width": reference.width}
    # In one step: what a killed build left half-written would be read for ever.
    unfinished = folder / f"{FILE}.part"
    unfinished.write_text(json.dumps(stored), encoding="utf-8")
    os.replace(unfinished, folder / FILE)


def load_reference(folder: Path) -> Reference:
    """The reference in ``folder``; raises OSError, KeyError or ValueError when there is none."""
    stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return Reference(np.array(stored["centres"], np.float32), float(stored["width"]))


def _section(name: str) -> Iterator[list[str]]:
    """The lines under ``[name]``, each split into its languages."""
    lines = files("retrieval").joinpath("reference.txt").read_text(encoding="utf-8").splitlines()
    first = lines.index(f"[{name}]") + 1
    for line in lines[first:]:
        if line.startswith("["):
            return
        yield line.split(" | ")
