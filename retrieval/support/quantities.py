"""The numbers of a text, however they are written: their words added up, with their sign and unit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from retrieval.support.parts import is_from, join_parts
from retrieval.support.quantity import Quantity
from retrieval.support.tokens import Token, tokens
from retrieval.support.units import unit_after
from tutor.language import Language

_JOIN = re.compile(r"[\s\u00a0\u2009\u202f-]*| and ")
_VAGUE = re.compile(r"\w+(?:reds|ands|ions)|тысяч\w*|\w+ионы|\w+ионов|сот\w*|\w+даған", re.IGNORECASE)
"""Hundreds, thousands: many, but not how many."""
_THOUSAND, _HUNDRED = 1000, 100


def find_quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """The numbers of a plain text in their order."""
    merged = join_parts(text, list(_merged(text, list(tokens(text, language)))), language)
    return tuple(replace(one, unit=unit_after(text, _past_hyphen(text, one.end), language)) for one in merged)


def _past_hyphen(text: str, position: int) -> int:
    return position + (text[position : position + 1] == "-")


def _merged(text: str, found: Sequence[Token]) -> Iterator[Quantity]:
    index = 0
    while index < len(found):
        quantity, index = _number(text, found, index)
        yield quantity


def _number(text: str, found: Sequence[Token], index: int) -> tuple[Quantity, int]:
    """The number that begins at ``index``, and the index behind it."""
    token = found[index]
    if token.is_minus and _follows(text, found, index):
        quantity, behind = _number(text, found, index + 1)
        negative = frozenset(-abs(value) for value in quantity.values)
        return replace(quantity, values=negative, start=token.quantity.start), behind
    return _in_words(text, found, index) if token.quantity.is_word else _in_digits(text, found, index)


@dataclass
class _Sum:
    """A number word by word: the thousands so far, what is below them, and the value of the last word."""

    thousands: Fraction = Fraction(0)
    below: Fraction = Fraction(0)
    last: Fraction | None = None

    def takes(self, token: Token) -> bool:
        """Whether a number word goes on the words before it: five after twenty, hundred after two."""
        value = token.quantity.value
        if token.is_minus or not token.quantity.is_word or value.denominator > 1:
            return False
        if self.last is None or token.scale is not None:
            return True
        if value == _HUNDRED:
            return self.below < 10
        if self.last >= _HUNDRED:
            return value < _HUNDRED or self.last >= _THOUSAND
        return self.last >= 10 and value < 10

    def add(self, token: Token) -> None:
        value = token.quantity.value
        if token.scale is not None:
            self.thousands, self.below = self.thousands + (self.below or 1) * token.scale, Fraction(0)
        elif value == _HUNDRED and self.below:
            self.below *= _HUNDRED
        else:
            self.below += value
        self.last = value


def _in_words(text: str, found: Sequence[Token], index: int) -> tuple[Quantity, int]:
    total, at = _Sum(), index
    while at < len(found) and total.takes(found[at]) and (at == index or _goes_on(text, found, at - 1)):
        total.add(found[at])
        at += 1
    if at == index:
        return found[index].quantity, index + 1
    values = frozenset({total.thousands + total.below})
    first, end = found[index].quantity, found[at - 1].quantity.end
    is_vague = at == index + 1 and _VAGUE.fullmatch(text[first.start : end]) is not None
    return replace(first, values=values, end=end, is_vague=is_vague or first.is_vague), at


def _in_digits(text: str, found: Sequence[Token], index: int) -> tuple[Quantity, int]:
    quantity, at = found[index].quantity, index + 1
    if at < len(found) and text[quantity.end : found[at].quantity.start] == "/":
        below = found[at].quantity
        if below.value and not below.is_word:
            values = frozenset(value / below.value for value in quantity.values)
            return replace(quantity, values=values, end=below.end), at + 1
    while at < len(found) and (scale := found[at].scale) is not None and _follows(text, found, at - 1):
        values = frozenset(value * scale for value in quantity.values)
        quantity, at = replace(quantity, values=values, end=found[at].quantity.end), at + 1
    return quantity, at


def _goes_on(text: str, found: Sequence[Token], index: int) -> bool:
    """Kazakh says three quarters as "of four three", which are two numbers."""
    return _follows(text, found, index) and not is_from(text[: found[index].quantity.end])


def _follows(text: str, found: Sequence[Token], index: int) -> bool:
    """Whether nothing but space stands between a token and the next."""
    if index + 1 >= len(found):
        return False
    return _JOIN.fullmatch(text[found[index].quantity.end : found[index + 1].quantity.start]) is not None
