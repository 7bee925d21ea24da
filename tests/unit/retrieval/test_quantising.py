import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.bert_graph import Bert
from retrieval.quantising import ENGINE, UnsupportedEncoder, smoothing, write_engine

HIDDEN, WIDE, LAYERS, HEADS, VOCABULARY, POSITIONS = 64, 128, 2, 4, 50, 16
TEXTS = [[0, 7, 12, 33, 2], [0, 5, 2], [0, 41, 8, 8, 19, 27, 2]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small BERT with random weights, as sentence-transformers saves one."""
    from safetensors.numpy import save_file

    made = tmp_path_factory.mktemp("tiny")
    save_file(dict(tiny().weights), made / "model.safetensors")
    config = {
        "model_type": "bert",
        "hidden_act": "gelu",
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "layer_norm_eps": 1e-12,
    }
    (made / "config.json").write_text(json.dumps(config))
    (made / "1_Pooling").mkdir()
    (made / "1_Pooling" / "config.json").write_text('{"pooling_mode": "mean"}')
    return made


def tiny() -> Bert:
    chance = np.random.default_rng(7)

    def matrix(*shape: int) -> NDArray[np.float32]:
        return chance.normal(0, 0.1, shape).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": matrix(VOCABULARY, HIDDEN),
        "embeddings.position_embeddings.weight": matrix(POSITIONS, HIDDEN),
        "embeddings.token_type_embeddings.weight": matrix(2, HIDDEN),
    }
    norms, sizes = ["embeddings.LayerNorm"], {}
    for i in range(LAYERS):
        layer = f"encoder.layer.{i}"
        norms += [f"{layer}.attention.output.LayerNorm", f"{layer}.output.LayerNorm"]
        sizes |= {f"{layer}.attention.self.{part}": (HIDDEN, HIDDEN) for part in ("query", "key", "value")}
        sizes |= {
            f"{layer}.attention.output.dense": (HIDDEN, HIDDEN),
            f"{layer}.intermediate.dense": (WIDE, HIDDEN),
            f"{layer}.output.dense": (HIDDEN, WIDE),
        }
    for name in norms:
        weights |= {f"{name}.weight": 1 + matrix(HIDDEN), f"{name}.bias": matrix(HIDDEN)}
    for name, shape in sizes.items():
        weights |= {f"{name}.weight": matrix(*shape), f"{name}.bias": matrix(shape[0])}
    return Bert(weights, LAYERS, HEADS, 1e-12)


def reference(rows: list[list[int]]) -> NDArray[np.float32]:
    """The same vectors from the network's definition, in plain numpy."""
    bert = tiny()
    return np.stack([_forward(bert, np.array(row)) for row in rows])


def _forward(bert: Bert, ids: NDArray[np.int64]) -> NDArray[np.float32]:
    w = bert.weights
    x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: len(ids)]
    x = _norm(w, "embeddings.LayerNorm", x + w["embeddings.token_type_embeddings.weight"][0])
    for i in range(bert.layers):
        x = _layer(bert, f"encoder.layer.{i}", x)
    total = x.sum(axis=0)
    return total / np.linalg.norm(total)


def _layer(bert: Bert, name: str, x: NDArray) -> NDArray:
    from scipy.special import erf

    w = bert.weights
    q, k, v = (
        _dense(w, f"{name}.attention.self.{part}", x).reshape(len(x), bert.heads, -1)
        for part in ("query", "key", "value")
    )
    scores = np.einsum("ihd,jhd->hij", q, k) / np.sqrt(q.shape[-1])
    share = np.exp(scores - scores.max(axis=-1, keepdims=True))
    seen = np.einsum("hij,jhd->ihd", share / share.sum(axis=-1, keepdims=True), v).reshape(len(x), -1)
    x = _norm(w, f"{name}.attention.output.LayerNorm", x + _dense(w, f"{name}.attention.output.dense", seen))
    wide = _dense(w, f"{name}.intermediate.dense", x)
    wide = wide * (1 + erf(wide / np.sqrt(2))) / 2
    return _norm(w, f"{name}.output.LayerNorm", x + _dense(w, f"{name}.output.dense", wide))


def _dense(w, name: str, x: NDArray) -> NDArray:
    return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]


def _norm(w, name: str, x: NDArray) -> NDArray:
    centred = x - x.mean(axis=-1, keepdims=True)
    return centred / np.sqrt(x.var(axis=-1, keepdims=True) + 1e-12) * w[f"{name}.weight"] + w[f"{name}.bias"]


def run(path: Path, rows: list[list[int]], mask: list[list[int]] | None = None) -> NDArray[np.float32]:
    from onnxruntime import InferenceSession

    session = InferenceSession(str(path), providers=["CPUExecutionProvider"])
    ids = np.array(rows, np.int64)
    inputs = {"input_ids": ids, "attention_mask": np.array(mask, np.int64) if mask else np.ones_like(ids)}
    return np.asarray(session.run(["vectors"], inputs)[0])


def test_the_engine_stays_close_to_the_definition_of_the_network(folder: Path) -> None:
    engine = write_engine(folder, TEXTS)
    made = np.concatenate([run(engine, [row]) for row in TEXTS])
    cosines = (made * reference(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.999


def test_padding_does_not_change_a_vector(folder: Path) -> None:
    engine = write_engine(folder, TEXTS)
    alone = run(engine, [TEXTS[1]])
    padded = run(engine, [TEXTS[1] + [1, 1, 1]], [[1, 1, 1, 0, 0, 0]])
    assert float((alone * padded).sum()) > 0.999


def test_the_engine_lies_beside_the_weights_and_nothing_unfinished(folder: Path) -> None:
    assert write_engine(folder, TEXTS) == folder / ENGINE
    assert not list(folder.glob("*.part"))


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("config.json", '{"model_type": "xlm-roberta", "hidden_act": "gelu"}'),
        ("1_Pooling/config.json", '{"pooling_mode": "cls"}'),
    ],
)
def test_another_kind_of_model_is_refused(file: str, content: str, folder: Path, tmp_path: Path) -> None:
    import shutil

    other = tmp_path / "other"
    shutil.copytree(folder, other)
    (other / file).write_text(content)
    with pytest.raises(UnsupportedEncoder):
        write_engine(other, TEXTS)


def test_smoothing_shrinks_the_channel_that_peaks_and_keeps_the_rest_in_balance() -> None:
    peaks = np.array([40.0, 1.0, 1.0, 1.0], np.float32)
    factors = smoothing(peaks, np.ones((2, 4), np.float32))
    assert factors[0] / factors[1] == pytest.approx(np.sqrt(40))
    assert np.prod(factors) == pytest.approx(1, rel=1e-4)
