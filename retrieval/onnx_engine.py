"""The 8-bit encoder on ONNX Runtime: one thread per text, no padding, no torch."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.quantising import ENGINE

Vectors = NDArray[np.float32]


class OnnxEngine:
    """Runs texts one by one: the processor is busy from twenty tokens on, nothing is padded, and a text's vector
    never depends on its neighbours."""

    def __init__(self, folder: Path) -> None:
        from onnxruntime import InferenceSession

        self._tokenizer = load_tokenizer(folder)
        self._session = InferenceSession(str(folder / ENGINE), _options(), providers=["CPUExecutionProvider"])
        self.dimensions: int = self._session.get_outputs()[0].shape[1]
        prompts = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))["prompts"]
        self.query_prompt: str = prompts.get("query", "")
        self.passage_prompt: str = prompts.get("passage") or prompts.get("document", "")

    def encode(self, texts: Sequence[str], progress: Any) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._vector(text)
            progress(row + 1, len(texts))
        return vectors

    def _vector(self, text: str) -> Vectors:
        ids = np.array([self._tokenizer.encode(text).ids], np.int64)
        outputs = self._session.run(["vectors"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return np.asarray(outputs[0], np.float32)[0]


def load_tokenizer(folder: Path) -> Any:
    """The folder's fast tokenizer, cutting at the model's longest input."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    config = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(config["model_max_length"])
    return tokenizer


def _options() -> Any:
    import onnxruntime

    options: Any = onnxruntime.SessionOptions()  # pyright: ignore[reportAttributeAccessIssue]
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options
