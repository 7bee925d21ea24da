"""A number of a text with its unit."""

from dataclasses import dataclass
from fractions import Fraction

from retrieval.support.units import Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at ``[start, end)``; more than one value where it can be read in two ways (1,200)."""

    values: frozenset[Fraction]
    start: int
    end: int
    is_word: bool = False
    is_roman: bool = False
    unit: Unit | None = None
    is_vague: bool = False
    """Whether it is a word such as both or hundreds, which says no number."""
    glued: bool = False
    """Whether it is part of a sign such as H₂O or x₁."""

    @property
    def value(self) -> Fraction:
        return max(self.values)

    @property
    def is_count(self) -> bool:
        """A small whole number without a unit, which may count what the text lists without counting it."""
        return self.unit is None and self.value.denominator == 1 and 0 <= self.value <= 10

    @property
    def is_year(self) -> bool:
        is_dated = self.unit is None or self.unit.parts == (("year", 1),)
        return is_dated and self.value.denominator == 1 and 300 <= self.value <= 2199
