"""A BERT sentence encoder as an ONNX graph: token ids in, unit vectors (mean of all tokens) out.

Written node by node rather than exported, so that every matrix product can be replaced by an integer one with its own
scales, and so that no torch is needed to make it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FUSED = "com.microsoft"
EMBEDDING_BLOCK = 32
# Eight steps of a 4-bit block fit 120 exactly, so embeddings that were packed to 4 bits stay as they were.
EMBEDDING_STEPS = 120


@dataclass(frozen=True, slots=True)
class Bert:
    """Weights under their names in a BertModel, and what its configuration adds to them."""

    weights: Mapping[str, Floats]
    layers: int
    heads: int
    norm_epsilon: float


@dataclass(frozen=True, slots=True)
class Linear:
    """``x @ weight.T + bias`` with weight of shape (outputs, inputs)."""

    name: str
    weight: Floats
    bias: Floats


@dataclass(slots=True)
class Graph:
    """Nodes and constants in the order they were added."""

    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, name: str, value: NDArray[Any]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, inputs: list[str], domain: str = "", **attributes: Any) -> str:
        return self.add_many(operator, inputs, 1, domain, **attributes)[0]

    def add_many(self, operator: str, inputs: list[str], count: int, domain: str = "", **attributes: Any) -> list[str]:
        from onnx import helper

        outputs = [f"{operator}_{len(self.nodes)}_{i}" for i in range(count)]
        self.nodes.append(helper.make_node(operator, inputs, outputs, outputs[0], domain=domain, **attributes))
        return outputs


MakeLinear = Callable[[Graph, str, Linear], str]
"""Adds one linear layer to the graph on the named input and returns the name of its output."""


def exact_linear(graph: Graph, x: str, linear: Linear) -> str:
    product = graph.add("MatMul", [x, graph.constant(f"{linear.name}.weight", linear.weight.T)])
    return graph.add("Add", [product, graph.constant(f"{linear.name}.bias", linear.bias)])


def write_graph(bert: Bert, make_linear: MakeLinear) -> Graph:
    """The whole encoder with inputs ``input_ids`` and ``attention_mask`` and the output ``vectors``."""
    from onnx import TensorProto

    graph = Graph()
    mask = graph.add("Cast", ["attention_mask"], to=TensorProto.INT32)
    graph.constant("axis_1", np.array([1], np.int64))
    x = _embeddings(graph, bert)
    for number in range(bert.layers):
        x = _layer(graph, bert, x, mask, f"encoder.layer.{number}", make_linear)
    _mean(graph, x)
    return graph


def _embeddings(graph: Graph, bert: Bert) -> str:
    words = _words(graph, bert.weights["embeddings.word_embeddings.weight"])
    kinds = bert.weights["embeddings.token_type_embeddings.weight"][0]
    places = graph.constant("positions", bert.weights["embeddings.position_embeddings.weight"][None] + kinds)
    length = graph.add("Shape", ["input_ids"], start=1)
    start = graph.constant("start", np.array([0], np.int64))
    x = graph.add("Add", [words, graph.add("Slice", [places, start, length, "axis_1"])])
    norm = _norm(graph, bert, "embeddings.LayerNorm")
    return graph.add("LayerNormalization", [x, *norm], epsilon=bert.norm_epsilon)


def _words(graph: Graph, table: Floats) -> str:
    """The word table in 8-bit blocks: a quarter of its size, the same vectors to five digits."""
    from onnx import TensorProto

    blocks = table.reshape(len(table), -1, EMBEDDING_BLOCK)
    scales = np.abs(blocks).max(axis=2, keepdims=True) / EMBEDDING_STEPS
    scales[scales == 0] = 1
    steps = graph.constant("words", np.round(blocks / scales).astype(np.int8))
    values = graph.add("Cast", [graph.add("Gather", [steps, "input_ids"])], to=TensorProto.FLOAT)
    factors = graph.add("Gather", [graph.constant("word_scales", scales.astype(np.float32)), "input_ids"])
    shape = graph.constant("token_shape", np.array([0, 0, table.shape[1]], np.int64))
    return graph.add("Reshape", [graph.add("Mul", [values, factors]), shape])


def _layer(graph: Graph, bert: Bert, x: str, mask: str, name: str, make_linear: MakeLinear) -> str:
    joined = make_linear(graph, x, _joined(bert, name))
    parts = graph.add_many("Split", [joined], 3, axis=2, num_outputs=3)
    seen = graph.add("MultiHeadAttention", [*parts, "", mask], FUSED, num_heads=bert.heads)
    attended = make_linear(graph, seen, _linear(bert, f"{name}.attention.output.dense"))
    x = _add_norm(graph, bert, [attended, x], f"{name}.attention.output.LayerNorm")
    wide = graph.add("Gelu", [make_linear(graph, x, _linear(bert, f"{name}.intermediate.dense"))], FUSED)
    narrow = make_linear(graph, wide, _linear(bert, f"{name}.output.dense"))
    return _add_norm(graph, bert, [narrow, x], f"{name}.output.LayerNorm")


def _linear(bert: Bert, name: str) -> Linear:
    return Linear(name, bert.weights[f"{name}.weight"], bert.weights[f"{name}.bias"])


def _joined(bert: Bert, layer: str) -> Linear:
    """Query, key and value as one product, so that their common input is quantised once."""
    parts = [_linear(bert, f"{layer}.attention.self.{part}") for part in ("query", "key", "value")]
    weight, bias = np.concatenate([p.weight for p in parts]), np.concatenate([p.bias for p in parts])
    return Linear(f"{layer}.attention.self", weight, bias)


def _norm(graph: Graph, bert: Bert, name: str) -> list[str]:
    return [graph.constant(f"{name}.{part}", bert.weights[f"{name}.{part}"]) for part in ("weight", "bias")]


def _add_norm(graph: Graph, bert: Bert, terms: list[str], name: str) -> str:
    return graph.add("SkipLayerNormalization", terms + _norm(graph, bert, name), FUSED, epsilon=bert.norm_epsilon)


def _mean(graph: Graph, x: str) -> None:
    """The direction of a sum is that of the mean, so the token count is not needed."""
    from onnx import TensorProto, helper

    kept = graph.add("Cast", ["attention_mask"], to=TensorProto.FLOAT)
    kept = graph.add("Unsqueeze", [kept, graph.constant("axis_2", np.array([2], np.int64))])
    total = graph.add("ReduceSum", [graph.add("Mul", [x, kept]), "axis_1"], keepdims=0)
    length = graph.add("ReduceL2", [total, "axis_1"], keepdims=1)
    graph.nodes.append(helper.make_node("Div", [total, length], ["vectors"]))
