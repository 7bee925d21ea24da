from dataclasses import dataclass

import pytest

from tutor.http.sorting import headings, sorted_rows


@dataclass(frozen=True)
class Row:
    name: str
    count: int | None


ROWS = [Row("Қанат", 2), Row("Камила", None), Row("Әсем", 5), Row("Данияр", 1), Row("Алма", 3)]
COLUMNS = ("name", "count")


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("name", "Алма Әсем Данияр Камила Қанат"),
        ("-name", "Қанат Камила Данияр Әсем Алма"),
        ("count", "Данияр Қанат Алма Әсем Камила"),
        ("-count", "Әсем Алма Қанат Данияр Камила"),
        ("__class__", "Қанат Камила Әсем Данияр Алма"),
    ],
)
def test_rows_are_sorted_in_the_order_of_the_kazakh_alphabet(asked: str, names: str) -> None:
    assert " ".join(row.name for row in sorted_rows(ROWS, asked, COLUMNS)) == names


def test_a_heading_turns_the_order_round_and_keeps_the_other_parameters() -> None:
    name, count = headings(COLUMNS, "sort", "name", {"by": "-turns", "student": ""})
    assert (name.address, name.order) == ("?by=-turns&sort=-name", "ascending")
    assert (count.address, count.order) == ("?by=-turns&sort=count", "none")
    assert headings(COLUMNS, "sort", "-name", {})[0].order == "descending"
