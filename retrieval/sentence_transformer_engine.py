"""Any sentence-transformers model as an engine: the reference path and the one for models of a school's own choice."""

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

BATCH_CHARACTERS = 6000
"""Characters a batch holds: long texts go few at a time, short ones many."""
E5_PROMPTS = {"query": "query: ", "passage": "passage: "}


class SentenceTransformerEngine:
    """Loads ``model``, a folder or ``hub-id@revision``, on the processor."""

    def __init__(self, model: str) -> None:
        from sentence_transformers import SentenceTransformer

        name, _, revision = model.partition("@")
        self._model = SentenceTransformer(name, revision=revision or None, device="cpu")
        self._one_at_a_time = threading.Lock()
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        prompts = self._prompts(name)
        self.query_prompt = prompts.get("query") or ""
        self.passage_prompt = prompts.get("passage") or prompts.get("document") or ""

    def encode(self, texts: Sequence[str], progress: Any) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        done = 0
        for batch in batches(texts):
            with self._one_at_a_time:
                vectors[batch] = self._encode_batch([texts[i] for i in batch])
            done += len(batch)
            progress(done, len(texts))
        return vectors

    def _encode_batch(self, texts: list[str]) -> Vectors:
        # Our prompts are already in the texts, so the model's default one must not be added again.
        made = self._model.encode(
            texts, prompt="", batch_size=len(texts), normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(made, np.float32)

    def _prompts(self, name: str) -> dict[str, str]:
        """Published e5 models expect prompts that their configuration does not name."""
        own = {key: value for key, value in (self._model.prompts or {}).items() if value}
        return own or (E5_PROMPTS if "e5" in name.lower() else {})


def batches(texts: Sequence[str]) -> list[list[int]]:
    """Positions of ``texts`` in batches of about equal length and bounded size."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    made: list[list[int]] = []
    for i in order:
        if made and len(texts[i]) * (len(made[-1]) + 1) <= BATCH_CHARACTERS:
            made[-1].append(i)
        else:
            made.append([i])
    return made
