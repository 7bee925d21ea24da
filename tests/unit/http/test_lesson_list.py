import pytest

from content.model import LessonId, Status, VersionId
from storage.lessons import VersionSummary
from tests.unit.http.page_samples import version
from tutor.http.lesson_list import Filter, approvable, current, lesson_rows

FORCE = {"lesson_id": LessonId("physics-7-force"), "title": "Force", "book": "Physics 8", "section": "3"}


def _force(number: int = 1, status: Status = Status.DRAFT) -> VersionSummary:
    return version(number, status, **FORCE | {"id": VersionId(f"physics-7-force@en.{number}")})


def test_a_retired_version_is_shown_only_where_nothing_newer_lives() -> None:
    assert [one.number for one in current([version(1, Status.RETIRED), version(2, Status.RETIRED)])] == [2]
    assert [one.number for one in current([version(1, Status.RETIRED), version(2)])] == [2]


def test_a_draft_stands_beside_the_version_it_will_replace() -> None:
    assert [one.number for one in current([version(1), version(2, Status.DRAFT)])] == [2, 1]


def test_a_lesson_is_one_row_with_its_languages_side_by_side() -> None:
    kazakh = version(language="kk", title="Тығыздық")
    (row,) = lesson_rows([version(), kazakh], Filter(), "kk")
    assert row.title == "Тығыздық"
    assert set(row.versions) == {"en", "kk"}


def test_lessons_stand_in_the_order_of_their_book() -> None:
    sections = ("10", "2.10", "2", "2.9")
    listed = [version(lesson_id=LessonId(f"lesson-{section}"), section=section) for section in sections]
    assert [row.section for row in lesson_rows(listed, Filter(), "en")] == ["2", "2.9", "2.10", "10"]


@pytest.mark.parametrize(
    ("wanted", "lessons"),
    [
        (Filter(), {"physics-7-density", "physics-7-force"}),
        (Filter(status="draft"), {"physics-7-force"}),
        (Filter(book="Physics 7"), {"physics-7-density"}),
        (Filter(subject="biology"), set()),
        (Filter(language="kk"), set()),
        (Filter(title="DENS"), {"physics-7-density"}),
        (Filter(title="force 3"), {"physics-7-force"}),
        (Filter(title="force 4"), set()),
    ],
)
def test_a_filter_lets_through_what_it_names(wanted: Filter, lessons: set[str]) -> None:
    assert {row.id for row in lesson_rows([version(), _force()], wanted, "en")} == lessons


def test_only_drafts_and_versions_in_review_can_be_approved() -> None:
    states = [version(1, Status.RETIRED), version(2), _force(1), _force(2, Status.IN_REVIEW)]
    assert [one.id for one in approvable(states, Filter())] == ["physics-7-force@en.2", "physics-7-force@en.1"]
    assert approvable(states, Filter(book="Physics 7")) == []


def test_a_filter_goes_into_an_address_without_its_empty_fields() -> None:
    assert Filter(status="draft", title="ice").query() == {"status": "draft", "title": "ice"}
