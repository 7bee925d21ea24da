from dataclasses import replace
from pathlib import Path

import pytest

from content.model import LessonId, Passage, PassageId, Span, UnitKind, VersionId
from retrieval.keys import KeyTable, sorted_keys
from retrieval.stored_passages import PassageWriter, StoredPassages
from tests.unit.retrieval.passages import passage

FULL = Passage(
    id=PassageId("physics-7-density@kk.3#why.2"),
    version_id=VersionId("physics-7-density@kk.3"),
    lesson_id=LessonId("physics-7-density"),
    language="kk",
    subject="physics",
    grades=(7, 8),
    kind=UnitKind.DEFINITION,
    unit_key="why",
    span=Span(4, 30),
    text="Тығыздық — $\\rho = m/V$.\n\n“Line” \u2028 two",
    title="Тығыздық",
    heading="Неге?",
    terms=("тығыздық", "масса"),
)
SHORT = passage("biology-7-leaf", "")


def stored(folder: Path, *passages: Passage) -> StoredPassages:
    with PassageWriter(folder) as writer:
        for each in passages:
            writer.add(each)
    return StoredPassages(folder)


def test_passages_are_read_as_they_were_written(tmp_path: Path) -> None:
    found = stored(tmp_path, FULL, SHORT)
    assert len(found) == 2
    assert (found[1], found[0]) == (SHORT, FULL)
    assert list(found) == list(found[0:2]) == [FULL, SHORT]


def test_a_row_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    found = stored(tmp_path, FULL)
    for row in (-1, 1):
        with pytest.raises(IndexError):
            found[row]


def test_a_passage_is_found_by_its_id(tmp_path: Path) -> None:
    many = [replace(FULL, id=PassageId(f"{FULL.version_id}#{number}")) for number in range(300)]
    found = stored(tmp_path, *many)
    assert [found.row_of(each.id) for each in many] == list(range(300))
    with pytest.raises(KeyError):
        found.row_of(PassageId("unheard"))


def test_of_no_passages_none_is_found(tmp_path: Path) -> None:
    found = stored(tmp_path)
    assert list(found) == []
    with pytest.raises(KeyError):
        found.row_of(FULL.id)


def test_keys_say_where_each_string_stands_and_which_are_missing() -> None:
    texts = [f"term {number}" for number in range(500)]
    keys, order = sorted_keys(texts)
    table = KeyTable(keys)
    assert [order[table.place_of(text)] for text in texts] == list(range(500))
    assert [table.place_of(text) for text in ("term 500", "", "zzz")] == [None, None, None]
