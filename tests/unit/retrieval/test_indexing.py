import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from content.model import Passage
from retrieval import indexing
from retrieval.chunking import search_text
from retrieval.embedding import Progress, Vectors
from retrieval.generation import FORMAT, IndexNotReady, IndexStale, damaged_files, load
from retrieval.indexing import build
from retrieval.reference import known_reference
from tests.fakes import FakeEncoder
from tests.unit.retrieval.passages import passage

ICE = passage("physics-7-ice", "Ice floats on water.")
LEAF = passage("biology-7-leaf", "Leaves are green.")
TWO = "Ice floats on cold water because it is less dense than the water is."
LONG = passage("physics-7-long", f"{TWO} Iron sinks in cold water because it is denser than the water is.")


class CountingEncoder(FakeEncoder):
    """Remembers what it encoded, and can be cut short after some batches."""

    def __init__(self, batches: int = 1000) -> None:
        self.encoded: list[str] = []
        self._batches = batches

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        if not self._batches:
            raise KeyboardInterrupt
        self._batches -= 1
        self.encoded += texts
        return super().encode_passages(texts)


@pytest.fixture(autouse=True)
def _measured(tmp_path: Path) -> None:
    """The encoder was measured before, so what it encodes now are passages."""
    known_reference(FakeEncoder(), tmp_path / "vectors")


def texts(folder: Path) -> list[str]:
    return [each.text for each in load(folder, FakeEncoder.model_id).passages]


def place(folder: Path) -> Path:
    return folder / "generations" / (folder / "CURRENT").read_text().strip()


def test_a_loaded_index_holds_the_passages_that_were_built(tmp_path: Path) -> None:
    build([ICE, LEAF], FakeEncoder(), tmp_path)
    generation = load(tmp_path, FakeEncoder.model_id)
    assert list(generation.passages) == [ICE, LEAF]
    assert [generation.row_of(each.id) for each in (LEAF, ICE)] == [1, 0]


def test_every_part_of_an_index_has_the_passages_in_the_same_rows(tmp_path: Path) -> None:
    build([ICE, LONG, LEAF], FakeEncoder(), tmp_path)
    generation = load(tmp_path, FakeEncoder.model_id)
    encoder = FakeEncoder()
    for row, each in enumerate((ICE, LONG, LEAF)):
        (vector,) = encoder.encode_passages([search_text(each)])
        assert generation.dense.search(vector, None, 1)[0].tolist() == [row]
        assert generation.sentences.search(vector, None, 1).tolist() == [row]
        assert generation.origins.distinct[generation.origins.codes[row]].version_id == each.version_id
    assert generation.sentences.starts.tolist() == [0, 1, 3, 4]
    assert np.flatnonzero(generation.words.scores(["iron"])).tolist() == [1]
    assert np.flatnonzero(generation.grams.scores(["_lea"])).tolist() == [2]


def test_an_index_knows_which_passages_say_the_same(tmp_path: Path) -> None:
    twice = "A cell is the smallest unit of life, and every living thing is made of one or more cells."
    passages = [passage("one", twice), passage("two", "Something else."), passage("three", f"**{twice}**")]
    build(passages, FakeEncoder(), tmp_path)
    generation = load(tmp_path, "fake")
    assert [generation.groups_of(row) for row in range(3)] == [{0}, frozenset(), {0}]


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


@pytest.mark.parametrize("step", ["collect", "encode_missing", "_write_vectors", "_write_manifest", "_point_to"])
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


def test_a_build_that_dies_while_reading_passages_leaves_the_old_index_working(tmp_path: Path) -> None:
    def passages() -> Iterator[Passage]:
        yield LEAF
        raise KeyboardInterrupt

    build([ICE], FakeEncoder(), tmp_path)
    with pytest.raises(KeyboardInterrupt):
        build(passages(), FakeEncoder(), tmp_path)
    assert texts(tmp_path) == [ICE.text]


def test_only_new_texts_are_encoded(tmp_path: Path) -> None:
    build([ICE, LONG], FakeEncoder(), tmp_path)
    encoder = CountingEncoder()
    build([LEAF, LONG, ICE], encoder, tmp_path)
    assert encoder.encoded == [search_text(LEAF)]


def test_a_text_that_occurs_twice_is_encoded_once(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    build([ICE, passage("physics-7-ice", ICE.text, number=2)], encoder, tmp_path)
    assert encoder.encoded == [search_text(ICE)]


def test_a_build_cut_short_goes_on_without_encoding_twice(tmp_path: Path) -> None:
    many = [passage(f"physics-7-{i}", f"Number {i} stands here.") for i in range(150)]
    first, second = CountingEncoder(batches=1), CountingEncoder()
    with pytest.raises(KeyboardInterrupt):
        build(many, first, tmp_path)
    build(many, second, tmp_path)
    assert first.encoded
    assert sorted(first.encoded + second.encoded) == sorted(search_text(each) for each in many)


def test_progress_counts_what_was_known_and_ends_at_all(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    build([ICE], FakeEncoder(), tmp_path)
    build([ICE, LONG], FakeEncoder(), tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (2, 5)
    assert seen[-1] == (5, 5)


def test_no_index_yet_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(IndexNotReady):
        load(tmp_path, FakeEncoder.model_id)


def test_an_index_of_another_encoder_is_refused_by_name(tmp_path: Path) -> None:
    build([ICE], FakeEncoder(), tmp_path)
    with pytest.raises(IndexStale, match=r"built with fake, the encoder is other"):
        load(tmp_path, "other")


@pytest.mark.parametrize("written", [None, FORMAT - 1, FORMAT + 1])
def test_an_index_in_another_format_is_refused(written: int | None, tmp_path: Path) -> None:
    build([ICE], FakeEncoder(), tmp_path)
    path = place(tmp_path) / "manifest.json"
    manifest = json.loads(path.read_text())
    del manifest["format"]
    path.write_text(json.dumps(manifest | ({} if written is None else {"format": written})))
    with pytest.raises(IndexStale, match=rf"this version reads {FORMAT}"):
        load(tmp_path, FakeEncoder.model_id)


FILES = [
    "records.jsonl", "offsets.npy", "ids.npy", "id_rows.npy", "origins.json", "origins.npy", "groups.npy",
    "sentences.npy", "reference.json",
    "passages/vectors.faiss", "passages/centre.npy", "sentences/vectors.faiss", "sentences/centre.npy",
    *(f"{kind}/{name}.npy" for kind in ("words", "grams") for name in ("terms", "starts", "rows", "frequencies")),
]  # fmt: skip


def test_the_manifest_names_every_file(tmp_path: Path) -> None:
    build([ICE], FakeEncoder(), tmp_path)
    assert sorted(json.loads((place(tmp_path) / "manifest.json").read_text())["sha256"]) == sorted(FILES)
    assert damaged_files(tmp_path) == []


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", ["missing", "cut short", "empty"])
def test_an_index_with_a_damaged_file_is_refused_and_can_be_built_again(name: str, damage: str, tmp_path: Path) -> None:
    build([ICE, LONG, LEAF], FakeEncoder(), tmp_path)
    path = place(tmp_path) / name
    whole = path.read_bytes()
    path.unlink()
    if damage != "missing":
        path.write_bytes(whole[: len(whole) // 2] if damage == "cut short" else b"")
    with pytest.raises(IndexStale):
        load(tmp_path, FakeEncoder.model_id)
    assert damaged_files(tmp_path) == [name]
    build([ICE], FakeEncoder(), tmp_path)
    assert texts(tmp_path) == [ICE.text]


def test_a_damaged_record_is_refused_when_it_is_read(tmp_path: Path) -> None:
    build([ICE, LEAF], FakeEncoder(), tmp_path)
    path = place(tmp_path) / "records.jsonl"
    path.write_bytes(b"{" + path.read_bytes()[1:])
    generation = load(tmp_path, FakeEncoder.model_id)
    assert generation.passages[1] == LEAF
    with pytest.raises(IndexStale):
        generation.passages[0]


def test_parts_of_different_generations_are_refused(tmp_path: Path) -> None:
    build([ICE, LEAF], FakeEncoder(), tmp_path / "two")
    build([ICE], FakeEncoder(), tmp_path / "one")
    for name in ("records.jsonl", "offsets.npy"):
        (place(tmp_path / "two") / name).write_bytes((place(tmp_path / "one") / name).read_bytes())
    with pytest.raises(IndexStale, match="do not belong together"):
        load(tmp_path / "two", FakeEncoder.model_id)


def test_an_unreadable_manifest_is_refused(tmp_path: Path) -> None:
    build([ICE], FakeEncoder(), tmp_path)
    (place(tmp_path) / "manifest.json").write_text("{")
    with pytest.raises(IndexStale):
        load(tmp_path, FakeEncoder.model_id)
