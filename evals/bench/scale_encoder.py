"""Vectors for made-up texts: near those of the real sentences they begin like."""

import time
from collections.abc import Sequence

import numpy as np

from evals.bench.scale_corpus import KEPT_WORDS, Originals
from retrieval.chunking import search_text
from retrieval.embedding import Encoder, Progress, Vectors

NOISE = 0.5
"""Of a vector's own part, per dimension: as far from its original as another passage on the same topic."""


class MadeEncoder:
    """Gives every text a vector near that of the real sentence it begins like; counts its own seconds."""

    model_id = "made"

    def __init__(self, originals: Originals, real: Encoder) -> None:
        self.originals = originals
        self.seconds = 0.0
        self.dimensions = real.dimensions
        texts = [search_text(passage) for passage in originals.passages]
        texts += [sentence for sentences in originals.sentences for sentence in sentences]
        self._vectors = real.encode_passages(texts)
        self._deviations = self._vectors.std(axis=0)
        self._by_start = {_start(text): number for number, text in enumerate(texts)}
        self._random = np.random.default_rng(7)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        started = time.process_time()
        any_of_them = self._random.integers(len(self._vectors), size=len(texts))
        rows = [self._by_start.get(_start(text), int(other)) for text, other in zip(texts, any_of_them, strict=True)]
        noise = self._random.standard_normal((len(texts), self.dimensions), np.float32)
        made = self._vectors[rows] + NOISE * self._deviations * noise
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        self.seconds += time.process_time() - started
        return made.astype(np.float32)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def warm(self) -> None:
        return


def _start(text: str) -> str:
    return " ".join(text.split(" ", KEPT_WORDS)[:KEPT_WORDS])
