"""The floor under the figures of ``python -m evals language``."""

import json
from pathlib import Path

import pytest

from evals.language import run
from evals.report import UnusableInput

MESSAGES = Path(__file__).parents[4] / "evals" / "data" / "language_messages.jsonl"


@pytest.mark.parametrize(("split", "floor"), [("development", 0.99), ("test", 0.98), ("second-test", 0.95)])
def test_stays_as_accurate_as_measured(split: str, floor: float) -> None:
    accuracy = run([str(MESSAGES), "--split", split])["accuracy"]
    assert isinstance(accuracy, float)
    assert accuracy >= floor


def test_the_messages_are_distinct_and_balanced() -> None:
    rows = [json.loads(line) for line in MESSAGES.read_text(encoding="utf-8").splitlines()]
    assert len({row["text"].lower() for row in rows}) == len(rows)
    shares = [sum(row["lang"] == code for row in rows) / len(rows) for code in ("kk", "ru", "en", "mixed")]
    assert all(0.2 <= share <= 0.32 for share in shares)


def test_counts_right_and_wrong_answers_by_language(tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text('{"lang": "kk", "text": "қалай"}\n{"lang": "en", "text": "почему"}\n', encoding="utf-8")
    result = run([str(file)])
    assert result["accuracy"] == 0.5
    assert result["confusion"] == {"kk": {"kk": 1}, "en": {"ru": 1}}


@pytest.mark.parametrize("line", ["no json", '{"lang": "de", "text": "was"}', '{"lang": "kk"}'])
def test_refuses_a_line_it_cannot_use(tmp_path: Path, line: str) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(UnusableInput, match="line 1"):
        run([str(file)])
