import pytest

from tutor.http.importing import read_grades


@pytest.mark.parametrize(
    ("typed", "grades"),
    [("", ()), ("7", (7,)), ("5, 6", (5, 6)), ("9–11", (9, 10, 11)), ("5, 7 - 8 сынып", (5, 7, 8)), ("0, 13, 99", ())],
)
def test_grades_are_read_as_people_type_them(typed: str, grades: tuple[int, ...]) -> None:
    assert read_grades(typed) == grades
