"""Numbers of a claim: each has to stand in the cited texts, with a unit that measures the same."""

from collections.abc import Sequence
from fractions import Fraction

from retrieval.support.quantity import Quantity
from retrieval.support.records import Reason

_PERCENT = (("percent", 1),)
_YEAR = (("year", 1),)
_CENTURY = (("century", 1),)


def check(claim: Sequence[Quantity], cited: Sequence[Quantity], near: Sequence[Quantity]) -> tuple[Reason, ...]:
    """Reasons for numbers and units that the cited texts lack; ``near`` are the numbers of the nearest sentence.

    A small count such as "two kinds" may count what a text only lists; it is wrong where the sentence counts otherwise.
    """
    return tuple(reason for one in claim if (reason := _check(one, claim, cited, near)))


def _check(
    one: Quantity, claim: Sequence[Quantity], cited: Sequence[Quantity], near: Sequence[Quantity]
) -> Reason | None:
    same = [other for other in cited if is_same(one, other)]
    if same:
        return None
    if one.is_vague or _is_article(one) or _is_span_of_years(one, cited):
        return None
    valued = [other for other in cited if one.values & other.values]
    if valued:
        return _check_unit(one, valued)
    if one.is_count and not any(_counts_otherwise(other, claim) for other in near):
        return None
    return Reason("date" if one.is_year or _is_century(one) else "number", _found(one))


def is_same(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are equal, in the same or in convertible units, or a year and its century."""
    if one.unit is None and other.unit is None:
        return bool(one.values & other.values)
    if _is_in_century(one, other) or _is_part(one, other):
        return True
    if one.unit and other.unit and one.unit.dimension == other.unit.dimension:
        return any(a * one.unit.factor == b * other.unit.factor for a in one.values for b in other.values)
    return False


def _check_unit(one: Quantity, valued: Sequence[Quantity]) -> Reason | None:
    """A number keeps its unit; where either side has none that is known, nothing can be said."""
    units = [other.unit for other in valued]
    if one.unit is None or one.is_year or (any(unit is None for unit in units) and one.value > 1):
        return None
    return Reason("unit", _found(one))


def _counts_otherwise(other: Quantity, claim: Sequence[Quantity]) -> bool:
    """Whether the text has a small count that the claim has nowhere."""
    if other.glued or other.is_vague or not other.is_count or other.value <= 1:
        return False
    return not any(mine.values & other.values for mine in claim)


def _is_article(one: Quantity) -> bool:
    """Whether a one counts nothing: one year later."""
    return one.value == 1 and not _is_century(one) and (one.is_word or one.unit is None)


def _is_span_of_years(one: Quantity, cited: Sequence[Quantity]) -> bool:
    """Whether a number of years lies between two years of the cited texts."""
    if one.unit is None or one.unit.parts != _YEAR or one.is_year:
        return False
    years = {other.value for other in cited if other.is_year}
    return any(later - earlier == one.value for later in years for earlier in years)


def _is_century(one: Quantity) -> bool:
    return one.unit is not None and one.unit.parts == _CENTURY


def _is_in_century(one: Quantity, other: Quantity) -> bool:
    return _is_century(one) and other.is_year and one.value == -(-other.value // 100)


def _is_part(one: Quantity, other: Quantity) -> bool:
    """Half and 50 %, a quarter and 25 %."""
    return any(
        percent.unit is not None
        and percent.unit.parts == _PERCENT
        and part.unit is None
        and percent.value == part.value * 100
        for percent, part in ((one, other), (other, one))
        if part.value < Fraction(1)
    )


def _found(one: Quantity) -> str:
    unit = (
        ""
        if one.unit is None
        else " " + "·".join(f"{name}{power if power != 1 else ''}" for name, power in one.unit.parts)
    )
    return f"{one.value}{unit}"
