"""An 8-bit ONNX engine for a BERT sentence encoder, for processors without a GPU.

Activations of an e5 layer have a few channels ten to fifty times larger than the rest, and one scale for all of them
costs search quality. So every input channel is divided by the square root of its largest value over its largest
weight, and the weights multiplied by it (Xiao et al. 2023, SmoothQuant, alpha .5); the second feed-forward product,
whose tokens differ most in size, also gets a scale per token.
"""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from retrieval.bert_graph import FUSED, Bert, Floats, Graph, Linear, MakeLinear, exact_linear, write_graph

ENGINE = "model.int8.onnx"
OPSETS = {"": 18, FUSED: 1}
IR_VERSION = 10
SMALLEST = 1e-6


class UnsupportedEncoder(Exception):
    """Only BERT models with mean pooling and normalised vectors can be quantised here."""


def write_engine(folder: Path, token_ids: Sequence[Sequence[int]]) -> Path:
    """Write the 8-bit engine into a sentence-transformers folder; ``token_ids`` are tokenised texts to calibrate on.

    Raises UnsupportedEncoder for another kind of model.
    """
    bert = read_bert(folder)
    peaks = measure_peaks(bert, token_ids)
    target = folder / ENGINE
    unfinished = target.with_suffix(".part")
    _save(write_graph(bert, smoothed_linear(peaks)), bert, unfinished)
    os.replace(unfinished, target)
    return target


def read_bert(folder: Path) -> Bert:
    """The weights and configuration of the encoder in a sentence-transformers folder."""
    from safetensors.numpy import load_file

    config = _read_json(folder / "config.json")
    pooling = _read_json(folder / "1_Pooling" / "config.json")
    if config.get("model_type") != "bert" or config.get("hidden_act") != "gelu" or not _takes_mean(pooling):
        raise UnsupportedEncoder(f"{folder} does not hold a BERT model with mean pooling.")
    return Bert(
        weights=load_file(folder / "model.safetensors"),
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        norm_epsilon=config["layer_norm_eps"],
    )


def _read_json(path: Path) -> dict:
    if not path.is_file():
        raise UnsupportedEncoder(f"{path} is missing.")
    return json.loads(path.read_text(encoding="utf-8"))


def _takes_mean(pooling: Mapping[str, object]) -> bool:
    return pooling.get("pooling_mode") == "mean" or pooling.get("pooling_mode_mean_tokens") is True


def measure_peaks(bert: Bert, token_ids: Sequence[Sequence[int]]) -> dict[str, Floats]:
    """Linear layer → the largest absolute value each of its input channels takes in these texts."""
    from onnx import helper

    inputs: dict[str, str] = {}

    def recording(graph: Graph, x: str, linear: Linear) -> str:
        inputs[linear.name] = x
        return exact_linear(graph, x, linear)

    graph = write_graph(bert, recording)
    model = _model(graph, bert)
    model.graph.output.extend(helper.make_empty_tensor_value_info(x) for x in dict.fromkeys(inputs.values()))
    seen = _largest(model.SerializeToString(), list(dict.fromkeys(inputs.values())), token_ids)
    return {name: seen[x] for name, x in inputs.items()}


def _largest(model: bytes, names: list[str], token_ids: Sequence[Sequence[int]]) -> dict[str, Floats]:
    from onnxruntime import InferenceSession

    session = InferenceSession(model, providers=["CPUExecutionProvider"])
    largest: dict[str, Floats] = {}
    for ids in token_ids:
        row = np.array([ids], np.int64)
        values = session.run(names, {"input_ids": row, "attention_mask": np.ones_like(row)})
        for name, value in zip(names, values, strict=True):
            peak = np.abs(np.asarray(value, np.float32)[0]).max(axis=0)
            largest[name] = np.maximum(largest[name], peak) if name in largest else peak
    return largest


def smoothed_linear(peaks: Mapping[str, Floats]) -> MakeLinear:
    """Linear layers as integer products with smoothed channels."""

    def make(graph: Graph, x: str, linear: Linear) -> str:
        factors = smoothing(peaks[linear.name], linear.weight)
        x = graph.add("Mul", [x, graph.constant(f"{linear.name}.smoothing", 1 / factors)])
        smooth = Linear(linear.name, linear.weight * factors, linear.bias)
        feeds_forward = linear.weight.shape[1] > linear.weight.shape[0]
        return (_scaled_by_token if feeds_forward else _integer_product)(graph, x, smooth)

    return make


def smoothing(peaks: Floats, weight: Floats) -> Floats:
    """What to divide each input channel by; geometric mean 1."""
    factors = np.sqrt(np.maximum(peaks, 1e-3) / np.maximum(np.abs(weight).max(axis=0), SMALLEST))
    return (factors / np.exp(np.log(factors).mean())).astype(np.float32)


def _integer_product(graph: Graph, x: str, linear: Linear) -> str:
    scales = np.maximum(np.abs(linear.weight).max(axis=1), SMALLEST) / 127
    steps = np.round(linear.weight / scales[:, None]).astype(np.int8)
    constants = {"weight": steps.T, "scale": scales.astype(np.float32), "bias": linear.bias}
    weight, scale, bias = (graph.constant(f"{linear.name}.{key}", value) for key, value in constants.items())
    return graph.add("DynamicQuantizeMatMul", [x, weight, scale, "", bias], FUSED)


def _scaled_by_token(graph: Graph, x: str, linear: Linear) -> str:
    axis = graph.constant(f"{linear.name}.axis", np.array([-1], np.int64))
    least = graph.constant(f"{linear.name}.least", np.array([SMALLEST], np.float32))
    peak = graph.add("Max", [graph.add("ReduceMax", [graph.add("Abs", [x]), axis], keepdims=1), least])
    without_bias = Linear(linear.name, linear.weight, np.zeros_like(linear.bias))
    product = _integer_product(graph, graph.add("Div", [x, peak]), without_bias)
    scaled = graph.add("Mul", [product, peak])
    return graph.add("Add", [scaled, graph.constant(f"{linear.name}.added", linear.bias)])


def _model(graph: Graph, bert: Bert):
    from onnx import TensorProto, helper

    hidden = bert.weights["embeddings.LayerNorm.weight"].shape[0]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", hidden])
    made = helper.make_graph(graph.nodes, "sentence-encoder", inputs, [output], graph.constants)
    opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS.items()]
    return helper.make_model(made, opset_imports=opsets, ir_version=IR_VERSION)


def _save(graph: Graph, bert: Bert, path: Path) -> None:
    from onnx import save

    save(_model(graph, bert), str(path))
