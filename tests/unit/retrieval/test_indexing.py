from pathlib import Path

import pytest

from retrieval import indexing
from retrieval.generation import IndexNotReady, IndexStale, damaged_files, load
from retrieval.indexing import build
from tests.fakes import FakeEncoder
from tests.unit.retrieval.passages import passage

ICE = passage("physics-7-ice", "Ice floats on water.")
LEAF = passage("biology-7-leaf", "Leaves are green.")


def texts(folder: Path) -> list[str]:
    return [each.text for each in load(folder, FakeEncoder.model_id).passages]


def test_a_loaded_index_holds_the_passages_that_were_built(tmp_path: Path) -> None:
    build([ICE, LEAF], FakeEncoder(), tmp_path)
    assert load(tmp_path, FakeEncoder.model_id).passages == (ICE, LEAF)


def test_an_index_of_nothing_can_be_built_and_loaded(tmp_path: Path) -> None:
    build([], FakeEncoder(), tmp_path)
    assert texts(tmp_path) == []


def test_a_new_index_replaces_the_old_one(tmp_path: Path) -> None:
    build([ICE], FakeEncoder(), tmp_path)
    build([LEAF], FakeEncoder(), tmp_path)
    assert texts(tmp_path) == [LEAF.text]


def test_only_the_current_and_the_previous_generation_stay(tmp_path: Path) -> None:
    names = [build([ICE], FakeEncoder(), tmp_path) for _ in range(4)]
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == names[-2:]


@pytest.mark.parametrize(
    "step", ["_write_vectors", "_write_lexical", "_write_passages", "_write_manifest", "_point_to"]
)
def test_a_build_that_dies_leaves_the_old_index_working(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([ICE], FakeEncoder(), tmp_path)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(indexing, step, die)
        with pytest.raises(KeyboardInterrupt):
            build([LEAF], FakeEncoder(), tmp_path)
    assert texts(tmp_path) == [ICE.text]
    build([LEAF], FakeEncoder(), tmp_path)
    assert texts(tmp_path) == [LEAF.text]
    assert not list((tmp_path / "generations").glob("*.part"))


def test_no_index_yet_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(IndexNotReady):
        load(tmp_path, FakeEncoder.model_id)


def test_an_index_of_another_encoder_is_refused_by_name(tmp_path: Path) -> None:
    build([ICE], FakeEncoder(), tmp_path)
    with pytest.raises(IndexStale, match=r"built with fake, the encoder is other"):
        load(tmp_path, "other")


def test_parts_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    name = build([ICE, LEAF], FakeEncoder(), tmp_path)
    stored = tmp_path / "generations" / name / "passages.jsonl"
    stored.write_text(stored.read_text().splitlines()[0] + "\n")
    with pytest.raises(IndexStale):
        load(tmp_path, FakeEncoder.model_id)
    assert damaged_files(tmp_path) == ["passages.jsonl"]


def test_an_unreadable_manifest_is_refused(tmp_path: Path) -> None:
    name = build([ICE], FakeEncoder(), tmp_path)
    (tmp_path / "generations" / name / "manifest.json").write_text("{")
    with pytest.raises(IndexStale):
        load(tmp_path, FakeEncoder.model_id)


def test_a_whole_index_has_no_damaged_files(tmp_path: Path) -> None:
    build([ICE], FakeEncoder(), tmp_path)
    assert damaged_files(tmp_path) == []
