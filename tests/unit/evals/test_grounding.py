import json
from pathlib import Path

import pytest

from evals import grounding, support_weights
from evals.claims import read_claims
from evals.report import UnusableInput
from retrieval.embedding import Encoder
from tests.fakes import FakeEncoder

PASSAGE = "1465 жылы Шу бойында Қазақ хандығы құрылды. Алғашқы ханы болып Керей сайланды."


def row(claim: str, label: str, kind: str, **more: str) -> dict[str, str]:
    return {"lang": "kk", "passage": PASSAGE, "claim": claim, "label": label, "kind": kind, **more}


ROWS = [
    row("Алғашқы ханы болып Керей сайланды.", "supported", "verbatim", split="dev"),
    row("Қазақ хандығы 1456 жылы Шу бойында құрылды.", "unsupported", "changed_date", split="dev"),
    row("Алғашқы ханы болып Жәнібек сайланды.", "unsupported", "changed_entity", split="test"),
    row("Казахское ханство основано в 1475 году.", "unsupported", "cross_lingual_changed", split="test", id="x"),
]


@pytest.fixture(autouse=True)
def _fake_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_: object) -> Encoder:
        return FakeEncoder()

    monkeypatch.setattr(grounding, "load_encoder", load)


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    path = tmp_path / "marked.jsonl"
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in ROWS), encoding="utf-8")
    return path


def test_counts_what_is_caught_and_what_is_a_false_alarm(marked: Path) -> None:
    result = grounding.run([str(marked)])
    assert (result["claims"], result["auroc"], result["caught_rate"], result["false_alarm_rate"]) == (4, 1.0, 1.0, 0.0)
    assert result["by_kind"] == {
        "changed_date": 1.0,
        "changed_entity": 1.0,
        "cross_lingual_changed": 1.0,
        "verbatim": 1.0,
    }
    assert set(result["by_lang"]) == {"kk"}  # pyright: ignore[reportArgumentType]


def test_reads_one_split_only(marked: Path) -> None:
    assert grounding.run([str(marked), "--split", "dev"])["claims"] == 2


def test_tells_the_languages_of_claim_and_passage(marked: Path) -> None:
    last = read_claims([marked])[-1]
    assert (last.lang, last.language, last.cited.language) == ("kk", "ru", "kk")


@pytest.mark.parametrize(
    "line",
    ["no json", json.dumps(row("", "supported", "verbatim")), json.dumps(row("Керей.", "true", "verbatim"))],
    ids=["no JSON", "an empty claim", "another label"],
)
def test_says_which_line_cannot_be_used(tmp_path: Path, line: str) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(UnusableInput, match="line 1"):
        grounding.run([str(path)])


def test_a_split_that_is_not_there_is_said(marked: Path) -> None:
    with pytest.raises(UnusableInput, match="split other"):
        grounding.run([str(marked), "--split", "other"])


def test_training_never_reads_the_test_lines(tmp_path: Path) -> None:
    path = tmp_path / "test_only.jsonl"
    path.write_text(json.dumps(ROWS[-1], ensure_ascii=False), encoding="utf-8")
    with pytest.raises(UnusableInput, match="split dev"):
        support_weights.run([str(path)])
