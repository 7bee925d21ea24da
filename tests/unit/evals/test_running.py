import json
from pathlib import Path

import pytest

from evals.running import main


def test_an_unknown_name_is_refused_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("evals.bench", ["nothing-like-it"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "ingest, interrupted, questions" in told.err


@pytest.mark.parametrize("name", ["plain-encoder", "__main__", "../report", "a.b"])
def test_a_module_that_measures_nothing_is_no_name(name: str) -> None:
    assert main("evals.bench", [name]) == 2


def test_unusable_input_ends_with_one_line_and_status_2(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main("evals", ["retrieval", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_result_is_the_last_line_and_the_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from evals.bench import ingest

    monkeypatch.setattr(ingest, "run", lambda arguments: {"words": arguments, "share": 1 / 3, "by": {"kk": 0.123456}})
    target = tmp_path / "result.json"
    assert main("evals.bench", ["ingest", "book", "--json", str(target)]) == 0
    expected = {"words": ["book"], "share": 0.3333, "by": {"kk": 0.1235}}
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == expected
    assert json.loads(target.read_text(encoding="utf-8")) == expected
