"""The path every other model takes, with a small random network of 64 dimensions."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.e5_file import PackedModel, Shape, Vocabulary
from retrieval.embedding import load_encoder
from retrieval.onnx_engine import load_tokenizer
from retrieval.quantising import ENGINE, write_engine
from retrieval.rebuilding import save_sentence_transformer, tensor_names

LETTERS = "абвгдежзилмнопрстуьүіёqueryapsgic:"
VOCABULARY = 6 + len(LETTERS)
TEXTS = ["мұз суда жүзеді", "ice", "лёд плавает в воде, потому что его плотность меньше"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    scratch = tmp_path_factory.mktemp("model")
    save_sentence_transformer(packed(), scratch / "tiny", scratch / "bert")
    return scratch / "tiny"


def packed() -> PackedModel:
    shape = Shape(64, 2, 4, 128, VOCABULARY, 32, 2, 1e-12)
    chance = np.random.default_rng(3)
    sizes = {"fi": 128 * 64, "fo": 64 * 128}

    def weights(name: str) -> NDArray[np.float32]:
        part, _, side = name.rpartition(".")
        short = part.rpartition(".")[2]
        if name in ("emb.word", "emb.pos", "emb.type"):
            return chance.normal(0, 0.5, {"emb.word": VOCABULARY, "emb.pos": 32, "emb.type": 2}[name] * 64).astype(
                np.float32
            )
        if short.endswith("ln"):
            return np.full(64, 1.0 if side == "w" else 0.0, np.float32)
        if side == "b":
            return np.zeros(128 if short == "fi" else 64, np.float32)
        return chance.normal(0, 0.1, sizes.get(short, 64 * 64)).astype(np.float32)

    special = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -1.0)]
    pieces = (*special, *((letter, -3.0) for letter in LETTERS), ("<mask>", 0.0))
    tensors = {short: weights(short) for short in tensor_names(2).values()}
    return PackedModel(shape, Vocabulary(pieces, 0, 2, 1, 3), tensors)


def test_any_model_is_used_with_its_own_dimensions_and_gives_unit_vectors(folder: Path, tmp_path: Path) -> None:
    encoder = load_encoder(str(folder), tmp_path)
    vectors = encoder.encode_passages(TEXTS)
    assert encoder.dimensions == 64
    assert vectors.shape == (3, 64)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_questions_and_passages_carry_the_prompts_of_the_model(folder: Path, tmp_path: Path) -> None:
    encoder = load_encoder(str(folder), tmp_path)
    assert not np.allclose(encoder.encode_queries(["ice"]), encoder.encode_passages(["ice"]))


def test_the_order_of_texts_is_kept_and_progress_reaches_the_end(folder: Path, tmp_path: Path) -> None:
    encoder = load_encoder(str(folder), tmp_path)
    seen: list[tuple[int, int]] = []
    together = encoder.encode_passages(TEXTS, lambda done, total: seen.append((done, total)))
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-5)
    assert seen[-1] == (3, 3)


def test_the_8_bit_engine_takes_over_where_it_lies_and_agrees(folder: Path, tmp_path: Path) -> None:
    quick = tmp_path / "quick"
    shutil.copytree(folder, quick)
    write_engine(quick, [load_tokenizer(quick).encode(text).ids for text in TEXTS])
    assert (quick / ENGINE).is_file()
    reference, engine = load_encoder(str(folder), tmp_path), load_encoder(str(quick), tmp_path)
    assert engine.model_id != reference.model_id
    cosines = (reference.encode_queries(TEXTS) * engine.encode_queries(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.995
