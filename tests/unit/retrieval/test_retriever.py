from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.model import Passage, VersionId
from retrieval.indexing import build
from retrieval.records import Found
from retrieval.retriever import IndexNotReady, IndexStale, Query, Retriever, Scope
from tests.fakes import FakeEncoder
from tests.unit.retrieval.passages import passage
from tutor.language import LANGUAGES, Language

ICE = passage("physics-7-ice", "Ice floats because it is less dense than liquid water.")
ICE_RU = passage("physics-7-ice", "Лёд плавает, потому что его плотность меньше плотности воды.", "ru")
ICE_KK = passage("physics-7-ice", "Мұз суда жүзеді, себебі оның тығыздығы судан аз.", "kk")
LEAF = passage("biology-7-leaf", "Leaves look green because chlorophyll reflects green light.", grades=(8,))
FILLERS = [passage(f"physics-7-filler-{i}", f"Number {i * 37} stands in row {i}, nothing else.") for i in range(20)]
EVERYTHING = [ICE, ICE_RU, ICE_KK, LEAF, *FILLERS]


def retriever(folder: Path, passages: Sequence[Passage] = EVERYTHING) -> Retriever:
    build(passages, FakeEncoder(), folder)
    return Retriever(folder, FakeEncoder())


def ask(search: Retriever, text: str, language: Language = "en", scope: Scope | None = None, *views: str) -> Found:
    return search.find(Query(text, language, search.embed(text), views), scope or Scope())


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Why is ice less dense than water?", "en", ICE),
        ("Почему лёд плавает, какая у него плотность?", "ru", ICE_RU),
        ("Мұз суда неге жүзеді, тығыздығы қандай?", "kk", ICE_KK),
        ("муз суда неге жузеди тыгыздыгы кандай", "kk", ICE_KK),
        ("why do leaves look green", "en", LEAF),
    ],
)
def test_finds_the_passage_that_answers(text: str, language: Language, expected: Passage, tmp_path: Path) -> None:
    found = ask(retriever(tmp_path), text, language)
    assert found.hits[0].passage == expected
    assert not found.crossed


def test_below_the_floor_nothing_is_shown_but_the_nearest_is_named(tmp_path: Path) -> None:
    found = ask(retriever(tmp_path), "zzz qqq xxx")
    assert found.hits == ()
    assert found.nearest is not None
    assert found.confidence < 0.5


def test_a_version_that_is_no_longer_approved_is_never_found(tmp_path: Path) -> None:
    search = retriever(tmp_path)
    versions = frozenset(each.version_id for each in EVERYTHING) - {ICE.version_id}
    found = ask(search, "Why is ice less dense than water?", scope=Scope(versions=versions))
    assert ICE not in [hit.passage for hit in found.hits]
    assert found.nearest is None or found.nearest.passage != ICE


@pytest.mark.parametrize(
    ("scope", "allowed"),
    [
        (Scope(subjects=frozenset({"biology"})), {"biology-7-leaf"}),
        (Scope(grades=frozenset({8, 9})), {"biology-7-leaf"}),
        (Scope(versions=frozenset({ICE.version_id})), {"physics-7-ice"}),
    ],
)
def test_only_passages_of_the_scope_are_ranked(scope: Scope, allowed: set[str], tmp_path: Path) -> None:
    search = retriever(tmp_path)
    query = Query("green ice", "en", search.embed("green ice"))
    assert {hit.passage.lesson_id for hit in search.ranking(query, scope, 50)} == allowed


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    versions=st.frozensets(st.sampled_from([each.version_id for each in EVERYTHING])),
    text=st.text(max_size=60),
    language=st.sampled_from(LANGUAGES),
)
def test_no_question_reaches_outside_its_scope(
    versions: frozenset[VersionId], text: str, language: Language, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "scoped"
    search = Retriever(folder, FakeEncoder()) if folder.exists() else retriever(folder)
    found = ask(search, text, language, Scope(versions=versions))
    assert {hit.passage.version_id for hit in found.hits} <= versions
    assert (found.nearest is None) == (not versions)


def test_a_unit_is_shown_in_the_language_asked_for_though_another_matches_better(tmp_path: Path) -> None:
    found = ask(retriever(tmp_path), "Why is ice less dense than water?", scope=Scope(prefer_language="kk"))
    assert found.hits[0].passage == ICE_KK
    assert found.crossed


def test_an_answer_in_another_language_is_marked_as_crossed(tmp_path: Path) -> None:
    query = "лёд плавает, плотность меньше плотности воды"
    search = retriever(tmp_path, [ICE_RU, *FILLERS])
    assert search.find(Query(query, "kk", search.embed(query)), Scope()).crossed


def test_a_text_in_two_lessons_is_found_once_and_leaves_the_search_as_sure(tmp_path: Path) -> None:
    copy = passage("physics-9-reader", f"**{LEAF.text}**", grades=(8,))
    alone = ask(retriever(tmp_path / "alone"), "why do leaves look green")
    search = retriever(tmp_path / "both", [*EVERYTHING, copy])
    found = ask(search, "why do leaves look green")
    assert [hit.passage for hit in found.hits if hit.passage in (LEAF, copy)] == [LEAF]
    assert found.confidence > alone.confidence - 0.1
    own = Scope(sources=(frozenset({copy.version_id}),))
    assert ask(search, "why do leaves look green", scope=own).hits[0].passage == copy


def test_another_way_of_writing_helps_to_find(tmp_path: Path) -> None:
    search = retriever(tmp_path)
    bare = ask(search, "lyod plavaet plotnost", "ru")
    helped = ask(search, "lyod plavaet plotnost", "ru", None, "лёд плавает плотность")
    assert helped.nearest
    assert helped.nearest.passage == ICE_RU
    assert helped.confidence > bare.confidence


def test_a_new_index_is_taken_up_without_a_restart(tmp_path: Path) -> None:
    search = retriever(tmp_path, [ICE, *FILLERS])
    assert ask(search, "why do leaves look green").hits == ()
    build(EVERYTHING, FakeEncoder(), tmp_path)
    assert ask(search, "why do leaves look green").hits[0].passage == LEAF


def test_without_an_index_it_is_not_ready(tmp_path: Path) -> None:
    search = Retriever(tmp_path, FakeEncoder())
    assert not search.is_ready
    with pytest.raises(IndexNotReady):
        ask(search, "ice")


def test_an_index_of_another_encoder_is_not_searched(tmp_path: Path) -> None:
    build([ICE], FakeEncoder(), tmp_path)
    other = FakeEncoder()
    other.model_id = "other"
    search = Retriever(tmp_path, other)
    assert not search.is_ready
    with pytest.raises(IndexStale):
        ask(search, "ice")


def test_an_empty_index_covers_nothing(tmp_path: Path) -> None:
    assert ask(retriever(tmp_path, []), "ice") == Found((), 0.0, None, False)


def test_questions_asked_at_once_get_the_answers_of_questions_asked_in_turn(tmp_path: Path) -> None:
    search = retriever(tmp_path)
    questions = ["Why is ice less dense than water?", "why do leaves look green", "zzz", "row 7"] * 8
    alone = [ask(search, question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: ask(search, question), questions))
    assert together == alone
