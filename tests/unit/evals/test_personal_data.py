import json
from pathlib import Path

import pytest

from evals.personal_data import run
from evals.report import UnusableInput


def message(text: str, lang: str, *values: tuple[str, str]) -> str:
    spans = [{"start": text.index(v), "end": text.index(v) + len(v), "type": kind} for v, kind in values]
    return json.dumps({"lang": lang, "text": text, "spans": spans, "note": "ignored"}, ensure_ascii=False)


def test_counts_found_spans_leaking_messages_and_touched_clean_ones(tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    lines = [
        message("менің атым Айгерім", "kk", ("Айгерім", "PERSON")),
        message("мой номер 87012345678, код ворот 15", "ru", ("87012345678", "PHONE"), ("15", "ADDRESS")),
        message("Абай кім?", "kk"),
        message("Вася купил 5 яблок", "ru"),
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    result = run([str(file)])
    assert result["span_recall"] == pytest.approx(2 / 3)
    assert result["person_recall"] == 1
    assert result["leak_rate"] == 0.5
    assert result["clean_touched_rate"] == 0.5
    assert result["by_type"] == {
        "ADDRESS": {"spans": 1, "span_recall": 0},
        "PERSON": {"spans": 1, "span_recall": 1},
        "PHONE": {"spans": 1, "span_recall": 1},
    }
    assert isinstance(result["by_lang"], dict)
    assert set(result["by_lang"]) == {"kk", "ru"}
    assert set(result) - {"by_lang"} == set(result["by_lang"]["kk"])


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        '{"lang": "kk", "text": "а"}',
        '{"lang": "de", "text": "a", "spans": []}',
        '{"lang": "kk", "text": "а", "spans": [{"start": 0, "end": 9, "type": "PERSON"}]}',
        "",
    ],
    ids=["no JSON", "no spans", "another language", "a span past the end", "empty"],
)
def test_names_the_line_it_cannot_use(tmp_path: Path, line: str) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(UnusableInput, match="line"):
        run([str(file)])
