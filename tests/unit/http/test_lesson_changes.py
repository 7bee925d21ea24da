from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from content.model import Lesson, Unit, UnitKind
from tests.samples import lesson
from tutor.http.lesson_changes import Piece, changes, pieces

OLD = lesson()


def _states(old: Lesson, new: Lesson) -> dict[str, str]:
    return {change.key: change.state for change in changes(old, new) if change.state != "same"}


def test_the_same_lesson_has_no_changes() -> None:
    assert _states(OLD, OLD) == {}
    assert len(changes(OLD, OLD)) == 1 + len(OLD.units) + len(OLD.terms) + len(OLD.tasks)


def test_a_changed_word_is_marked_in_its_sentence() -> None:
    oil = replace(OLD.units[2], text="Oil floats on water because its density is smaller, 0,92 g/cm³.")
    new = replace(OLD, units=(*OLD.units[:2], oil, *OLD.units[3:]))
    (change,) = [one for one in changes(OLD, new) if one.state != "same"]
    assert (change.key, change.kind, change.state) == ("oil", "example", "changed")
    assert Piece("removed", "0,9 ") in change.pieces
    assert Piece("added", "0,92 ") in change.pieces


def test_a_formula_changes_as_a_whole() -> None:
    assert pieces("so $V = m / p$ holds", "so $V = m / \\rho$ holds") == (
        Piece("same", "so "),
        Piece("removed", "$V = m / p$ "),
        Piece("added", "$V = m / \\rho$ "),
        Piece("same", "holds"),
    )


def test_new_and_removed_units_stand_where_they_belong() -> None:
    added = Unit("ice", UnitKind.FACT, "Ice floats.")
    new = replace(OLD, units=(OLD.units[0], added, *OLD.units[2:]))
    assert _states(OLD, new) == {"density-plain": "removed", "ice": "added"}
    keys = [change.key for change in changes(OLD, new)]
    assert keys.index("density") < keys.index("density-plain") < keys.index("oil")


def test_a_moved_unit_is_not_reported_as_removed() -> None:
    assert _states(OLD, replace(OLD, units=OLD.units[::-1])) == {}


def test_tasks_terms_and_the_head_are_compared_too() -> None:
    task = replace(OLD.tasks[0], answer="7,9")
    term = replace(OLD.terms[0], gloss="how tightly packed a substance is")
    new = replace(OLD, title="Density of bodies", tasks=(task,), terms=(term,))
    assert set(_states(OLD, new)) == {OLD.id, "task:iron", "term:density"}


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    made = pieces(old, new)
    assert "".join(piece.text for piece in made if piece.state != "added") == old
    assert "".join(piece.text for piece in made if piece.state != "removed") == new
