"""Tables that a link in the head sorts: ``name`` upwards, ``-name`` downwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal
from urllib.parse import urlencode

_ALPHABET = {letter: place for place, letter in enumerate("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", start=0x430)}


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column: ``address`` sorts by it, or turns its order round."""

    name: str
    address: str
    order: Literal["ascending", "descending", "none"]


def sorted_rows(rows: Sequence[Any], asked: str, columns: Sequence[str]) -> list[Any]:
    """Rows by the column asked for, if there is such a column; rows without a value come last."""
    column = asked.removeprefix("-")
    if column not in columns:
        return list(rows)
    value = attrgetter(column)
    known = sorted((row for row in rows if value(row) is not None), key=lambda row: _key(value(row)))
    return (known[::-1] if asked.startswith("-") else known) + [row for row in rows if value(row) is None]


def headings(columns: Sequence[str], parameter: str, asked: str, other: dict[str, str]) -> list[Heading]:
    """The head of a table sorted by the query parameter ``parameter``; ``other`` are parameters that stay."""
    return [_heading(column, parameter, asked, other) for column in columns]


def _heading(column: str, parameter: str, asked: str, other: dict[str, str]) -> Heading:
    turned = f"-{column}" if asked == column else column
    address = "?" + urlencode({key: value for key, value in other.items() if value} | {parameter: turned})
    return Heading(column, address, {column: "ascending", f"-{column}": "descending"}.get(asked, "none"))  # type: ignore[arg-type]


def _key(value: Any) -> Any:
    """Words in the order of the Kazakh alphabet, which holds the Russian one."""
    return [_ALPHABET.get(letter, ord(letter)) for letter in value.casefold()] if isinstance(value, str) else value
