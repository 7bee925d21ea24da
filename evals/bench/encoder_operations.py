"""How much work a text is for a BERT encoder, and how much of it this processor could do at best."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.onnx_engine import load_tokenizer

QUERY, PASSAGE = "query", "passage"
SIDES = (512, 1024)
"""Of the square products; which of them suits the caches best differs between processors."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a BERT encoder's work depends on; ``hidden`` and ``inner`` are channels."""

    layers: int
    hidden: int
    inner: int


def read_shape(folder: Path) -> Shape:
    """The shape of the BERT encoder in a sentence-transformers folder."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return Shape(config["num_hidden_layers"], config["hidden_size"], config["intermediate_size"])


def multiply_adds(tokens: int, shape: Shape) -> int:
    """Of one text: the four products around attention, the two of the feed-forward part, and attention itself."""
    linear = 4 * shape.hidden**2 + 2 * shape.hidden * shape.inner
    attention = 2 * tokens * shape.hidden
    return shape.layers * tokens * (linear + attention)


class TextWork:
    """Counts texts as the engine reads them: with prompts and marks, cut at the longest input."""

    def __init__(self, folder: Path) -> None:
        prompts = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))["prompts"]
        self._prompts: dict[str, str] = {QUERY: prompts.get(QUERY, ""), PASSAGE: prompts.get(PASSAGE, "")}
        self._shape = read_shape(folder)
        self._tokenizer = load_tokenizer(folder)

    def tokens(self, texts: list[str], kind: str) -> int:
        return sum(self._lengths(texts, kind))

    def billions(self, texts: list[str], kind: str) -> float:
        """Multiplications and additions, each counted."""
        return 2e-9 * sum(multiply_adds(tokens, self._shape) for tokens in self._lengths(texts, kind))

    def _lengths(self, texts: list[str], kind: str) -> list[int]:
        return [len(self._tokenizer.encode(self._prompts[kind] + text).ids) for text in texts]


class PeakGauge:
    """The fastest square product of 8-bit numbers that ONNX Runtime reaches on one thread, seen so far."""

    def __init__(self, sides: tuple[int, ...] = SIDES) -> None:
        self._products = [(side, _product(side), _steps(side).view(np.uint8)) for side in sides]
        self.billions_per_second = 0.0
        """Multiplications and additions, each counted."""

    def measure(self) -> None:
        """Run every size once more; call it between other measurements, so that all see the same machine."""
        for side, session, left in self._products:
            started = time.perf_counter()
            session.run(None, {"left": left})
            seconds = time.perf_counter() - started
            self.billions_per_second = max(self.billions_per_second, 2e-9 * side**3 / seconds)


def _product(side: int) -> Any:
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    left = helper.make_tensor_value_info("left", TensorProto.UINT8, [side, side])
    product = helper.make_tensor_value_info("product", TensorProto.INT32, [side, side])
    node = helper.make_node("MatMulInteger", ["left", "right"], ["product"])
    graph = helper.make_graph([node], "peak", [left], [product], [numpy_helper.from_array(_steps(side), "right")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    options: Any = onnxruntime.SessionOptions()  # pyright: ignore[reportAttributeAccessIssue]
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def _steps(side: int) -> Any:
    return np.random.default_rng(7).integers(-127, 128, (side, side), np.int8)
