from dataclasses import replace
from pathlib import Path

import numpy as np

from content.model import Passage
from retrieval.dense import Dense, Sentences, load_dense, write_dense
from retrieval.duplicates import ALONE
from retrieval.fusion import Wanted, Weights, rank
from retrieval.generation import FORMAT, Generation, Manifest
from retrieval.origins import origins_of
from retrieval.records import Scope
from retrieval.reference import Reference
from retrieval.scoping import rows_of
from retrieval.stored_passages import PassageWriter, StoredPassages
from tests.unit.retrieval.bm25 import bm25_of
from tests.unit.retrieval.passages import passage
from tutor.language import Language

SIZE = 60
NEARER = [0.7 + 0.001 * i for i in range(SIZE)]


def some(language: Language = "en") -> list[Passage]:
    return [passage(f"physics-7-{language}-{i}", f"Text {i}", language) for i in range(SIZE)]


def index(tmp_path: Path, passages: list[Passage], cosines: list[float]) -> Generation:
    """Passages of one sentence each, whose cosine with the question is as given."""
    dense = vectors(tmp_path, cosines)
    return Generation(
        name="",
        manifest=Manifest(FORMAT, "fake", 2, len(passages), {}),
        passages=stored(tmp_path, passages),
        origins=origins_of(passages),
        dense=dense,
        sentences=Sentences(dense, np.arange(len(passages) + 1)),
        words=bm25_of(tmp_path / "words", []),
        grams=bm25_of(tmp_path / "grams", []),
        reference=Reference(np.where(np.eye(3), np.float32(0.8), np.float32(0.6)), 0.02),
        groups=np.full(len(passages), ALONE, np.int32),
    )


def stored(tmp_path: Path, passages: list[Passage]) -> StoredPassages:
    with PassageWriter(tmp_path) as writer:
        for each in passages:
            writer.add(each)
    return StoredPassages(tmp_path)


def vectors(tmp_path: Path, cosines: list[float]) -> Dense:
    made = np.array([[c, np.sqrt(1 - c * c)] for c in cosines], np.float32)
    path = tmp_path / f"{hash(tuple(cosines))}"
    write_dense(made, path)
    return load_dense(path)


def asked(size: int, language: Language = "en", **shares: float) -> Wanted:
    words = np.zeros(size, np.float32)
    for row, share in shares.items():
        words[int(row.removeprefix("row"))] = share
    return Wanted(np.array([1, 0], np.float32), language, words, np.zeros(size, np.float32))


def order(generation: Generation, wanted: Wanted, weights: Weights | None = None) -> list[int]:
    scope = rows_of(generation.origins, Scope())
    return [each.row for each in rank(generation, wanted, scope, weights or Weights())]


def test_a_strong_match_of_words_overtakes_a_slightly_nearer_meaning(tmp_path: Path) -> None:
    assert order(index(tmp_path, some(), NEARER), asked(SIZE, row50=0.4))[0] == 50


def test_without_common_words_the_nearest_meaning_leads(tmp_path: Path) -> None:
    assert order(index(tmp_path, some(), NEARER), asked(SIZE))[:3] == [59, 58, 57]


def test_a_cosine_counts_against_what_is_usual_between_its_languages(tmp_path: Path) -> None:
    cosines = [0.1 + each for each in NEARER] + [0.1 - 0.05 + each for each in NEARER]
    found = order(index(tmp_path, some("en") + some("kk"), cosines), asked(2 * SIZE))
    assert found[0] == 2 * SIZE - 1


def test_a_weight_of_zero_leaves_a_search_out(tmp_path: Path) -> None:
    found = order(index(tmp_path, some(), NEARER), asked(SIZE, row3=0.1, row4=0.2), Weights(dense=0))
    assert found[:2] == [4, 3]


def test_one_near_sentence_lifts_its_passage(tmp_path: Path) -> None:
    generation = index(tmp_path, some(), NEARER)
    sentences = vectors(tmp_path, [*NEARER[:31], 0.999, *NEARER[31:]])
    starts = np.array([*range(31), *range(32, SIZE + 2)])
    lifted = replace(generation, sentences=Sentences(sentences, starts))
    assert order(lifted, asked(SIZE))[0] == 30
    assert order(lifted, asked(SIZE), Weights(sentence=0))[0] == 59


def test_equal_cosines_do_not_divide_by_nothing(tmp_path: Path) -> None:
    generation = index(tmp_path, some(), [0.7] * SIZE)
    ranked = rank(generation, asked(SIZE, row7=0.5), rows_of(generation.origins, Scope()))
    assert ranked[0].row == 7
    assert all(np.isfinite(each.score) for each in ranked)
