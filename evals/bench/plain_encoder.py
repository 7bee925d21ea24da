"""The yardstick: the same model as anybody would run it with sentence-transformers, on one thread."""

from pathlib import Path
from typing import Any

from retrieval.conversion import convert
from retrieval.embedding import BUNDLED


class PlainEncoder:
    """``SentenceTransformer.encode`` with its own defaults for batches."""

    def __init__(self, model: str, models: Path) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(1)
        folder = str(convert(models)) if model in ("", BUNDLED) else model
        self._model: Any = SentenceTransformer(folder, device="cpu")
        self._model.encode(["warm"], prompt_name="query")

    def encode_passages(self, texts: list[str]) -> None:
        self._model.encode(texts, prompt_name="passage", show_progress_bar=False)

    def encode_query(self, text: str) -> None:
        self._model.encode([text], prompt_name="query", show_progress_bar=False)
