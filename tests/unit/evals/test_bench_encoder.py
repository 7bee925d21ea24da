import json
from pathlib import Path

import pytest

from evals.bench import encoder
from evals.bench.encoder_operations import PeakGauge, Shape, multiply_adds, read_shape
from evals.bench.encoder_quality import compared, quality_losses
from evals.bench.encoder_turns import PART, in_turns
from evals.report import UnusableInput
from tests.fakes import FakeEncoder

SMALL = Shape(layers=12, hidden=384, inner=1536)


def test_the_work_of_one_token_is_that_of_every_weight_and_of_looking_at_itself() -> None:
    assert multiply_adds(1, SMALL) == 12 * (4 * 384 * 384 + 2 * 384 * 1536 + 2 * 384)


def test_attention_grows_with_the_square_of_the_length_and_the_rest_with_the_length() -> None:
    assert multiply_adds(100, SMALL) - 100 * multiply_adds(1, SMALL) == 12 * 2 * 384 * (100 * 100 - 100)


def test_the_shape_is_read_from_the_model(tmp_path: Path) -> None:
    config = {"num_hidden_layers": 12, "hidden_size": 384, "intermediate_size": 1536}
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    assert read_shape(tmp_path) == SMALL


def test_the_peak_is_the_best_of_all_measurements() -> None:
    gauge = PeakGauge((64,))
    gauge.measure()
    first = gauge.billions_per_second
    gauge.measure()
    assert 0 < first <= gauge.billions_per_second


def test_every_text_is_given_to_both_encoders_once() -> None:
    texts = [str(number) for number in range(2 * PART + 1)]
    mine, theirs = in_turns(texts, lambda part: ([float(text) for text in part], [float(len(part))]))
    assert mine == [float(text) for text in texts]
    assert theirs == [PART, PART, 1]


def test_a_loss_is_what_ours_lacks_against_plain() -> None:
    found = compared({"dense": 0.70, "fused": 0.90}, {"dense": 0.71, "fused": 0.88})
    assert found["dense_loss"] == pytest.approx(0.01)
    assert found["fused_loss"] == pytest.approx(-0.02)
    assert (found["fused_ndcg@10"], found["fused_plain_ndcg@10"]) == (0.90, 0.88)


def test_the_same_encoder_loses_nothing_against_itself(tmp_path: Path) -> None:
    rows = {"1": "Ice floats on water.", "2": "Iron sinks in water.", "3": "A cell has a nucleus."}
    _collection(tmp_path, rows, "q\t1\t1\n")
    found = quality_losses(tmp_path, FakeEncoder(), FakeEncoder())
    assert (found["fused_ndcg@10"], found["dense_loss"], found["fused_loss"]) == (1, 0, 0)


def test_a_collection_without_relevant_passages_is_refused(tmp_path: Path) -> None:
    _collection(tmp_path, {"1": "Ice floats on water."}, "")
    with pytest.raises(UnusableInput, match="relevant"):
        quality_losses(tmp_path, FakeEncoder(), FakeEncoder())


def test_a_model_without_an_8_bit_engine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="8-bit"):
        encoder.run(["--model", str(tmp_path)])


def _collection(folder: Path, corpus: dict[str, str], relevant: str) -> None:
    lines = [json.dumps({"_id": key, "text": text, "lang": "en"}) for key, text in corpus.items()]
    (folder / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    question = {"_id": "q", "text": "What floats on water, ice?", "lang": "en"}
    (folder / "queries.jsonl").write_text(json.dumps(question), encoding="utf-8")
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{relevant}", encoding="utf-8")
