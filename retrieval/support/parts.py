"""Parts of a whole in words: two thirds, две трети, үштен екі."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from retrieval.support.quantity import Quantity
from tutor.language import Language

_OF_PARTS: dict[Language, re.Pattern[str]] = {
    "kk": re.compile(r"$^"),
    "ru": re.compile(r"(?:ых|ьих|ая|ья)$"),
    "en": re.compile(r"(?:third|fifth|sixth|eighth|tenth|hundredth|thousandth)s?$|ths$"),
}
_FROM = re.compile(r"[а-яәіңғүұқөһ]{2}[тдн][ае]н$")
_ONE = re.compile(r"\b(?:a|an)\s$", re.IGNORECASE)


def join_parts(text: str, found: Sequence[Quantity], language: Language) -> list[Quantity]:
    """Two neighbouring number words that name a part are one number below 1."""
    joined: list[Quantity] = []
    for one in found:
        part = _part(text, joined[-1], one, language) if joined else None
        if part:
            joined[-1] = part
        elif language == "en" and _OF_PARTS["en"].search(text[: one.end]) and _ONE.search(text[: one.start]):
            joined.append(replace(one, values=frozenset({1 / one.value})))
        else:
            joined.append(one)
    return joined


def is_from(text: str) -> bool:
    """Whether a text ends in a Kazakh word that says of how many parts."""
    return _FROM.search(text) is not None


def _part(text: str, first: Quantity, second: Quantity, language: Language) -> Quantity | None:
    is_near = text[first.end : second.start] in (" ", "-")
    if not (is_near and first.is_word and second.is_word and first.value > 0 and second.value > 0):
        return None
    if language == "kk":
        is_part = is_from(text[: first.end]) and second.value < first.value
        value = second.value / first.value
    elif second.value.denominator > 1:
        is_part, value = first.value < second.value.denominator, first.value * second.value
    else:
        is_part = _OF_PARTS[language].search(text[: second.end].lower()) is not None and first.value < second.value
        value = Fraction(first.value, 1) / second.value
    return replace(first, values=frozenset({value}), end=second.end) if is_part else None
