import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from content.model import Passage
from retrieval.origins import origins_of
from retrieval.records import Scope
from retrieval.scoping import KnownScopes, rows_of
from tests.unit.retrieval.passages import passage
from tutor.language import LANGUAGES, Language

LESSONS = ("physics-7-ice", "physics-8-heat", "biology-7-leaf")
VERSIONS = [f"{lesson}@{language}.{number}" for lesson in LESSONS for language in LANGUAGES for number in (1, 2)]

passages = st.lists(
    st.builds(
        passage,
        lesson=st.sampled_from(LESSONS),
        text=st.just("text"),
        language=st.sampled_from(LANGUAGES),
        number=st.sampled_from((1, 2)),
        grades=st.sampled_from(((), (7,), (7, 8), (9,))),
    ),
    max_size=30,
)
some_versions = st.frozensets(st.sampled_from([*VERSIONS, "unheard@kk.1"]))
scopes = st.builds(
    Scope,
    versions=st.none() | some_versions,
    subjects=st.none() | st.frozensets(st.sampled_from(("physics", "biology", "history"))),
    grades=st.none() | st.frozensets(st.integers(5, 11)),
    prefer_language=st.none() | st.sampled_from(LANGUAGES),
    sources=st.just(()) | st.tuples(some_versions),
)


@given(passages, scopes)
def test_the_rows_of_a_scope_are_those_of_the_passages_it_holds(indexed: list[Passage], scope: Scope) -> None:
    held = [row for row, each in enumerate(indexed) if scope.holds(each)]
    found = rows_of(origins_of(indexed), scope)
    assert found.rows.tolist() == held
    assert KnownScopes(origins_of(indexed)).rows(scope).rows.tolist() == held
    everything = np.ones(len(indexed), bool) if found.mask is None else found.mask
    assert np.flatnonzero(everything).tolist() == held


def many(language: Language, count: int) -> list[Passage]:
    return [passage(f"physics-7-{i}", "text", language) for i in range(count)]


def test_only_as_many_scopes_are_kept_as_there_is_room_for() -> None:
    known = KnownScopes(origins_of(many("en", 100)), kept_bytes=2000)
    first = known.rows(Scope())
    assert known.rows(Scope(prefer_language="kk")) is first
    for grade in range(20):
        known.rows(Scope(grades=frozenset({7, grade})))
    assert known.rows(Scope()) is not first
    assert known.rows(Scope()).rows.tolist() == first.rows.tolist()


def test_a_scope_larger_than_the_room_is_found_all_the_same() -> None:
    known = KnownScopes(origins_of(many("en", 100)), kept_bytes=10)
    assert [len(known.rows(Scope()).rows) for _ in range(2)] == [100, 100]
