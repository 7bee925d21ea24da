"""Units of measurement behind a number, in signs and in words: м/с, m/s, метров в секунду, секундына метр."""

import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from tutor.language import Language

_SPACE = r"[\s\u00a0\u2009\u202f]*"
_POWERS = str.maketrans("²³⁻¹", "23-1")
_LETTERS = r"[^\W\d_]"
_SQUARED = re.compile(r"^(?:шаршы|квадрат|square)", re.IGNORECASE)
_CUBED = re.compile(r"^(?:текше|куб|cubic)", re.IGNORECASE)
_PER = re.compile(r"^(?:в|за|на|per|a|an|every|бір)$", re.IGNORECASE)
_PER_KAZAKH = re.compile(r"(?:[ын]а|[ін]е|дағы|тағы|ындағы|індегі)$")
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its parts, each with its exponent, and the factor that leads to the first units of its quantity."""

    parts: tuple[tuple[str, int], ...]
    factor: Fraction

    @property
    def dimension(self) -> tuple[tuple[str, int], ...]:
        exponents: dict[str, int] = {}
        for name, exponent in self.parts:
            exponents[_listed()[name].quantity] = exponents.get(_listed()[name].quantity, 0) + exponent
        return tuple(sorted((quantity, power) for quantity, power in exponents.items() if power))


@dataclass(frozen=True, slots=True)
class _Listed:
    quantity: str
    factor: Fraction
    signs: tuple[str, ...]
    words: tuple[str, ...]


@cache
def _listed() -> dict[str, _Listed]:
    stored = tomllib.loads(files("retrieval.support").joinpath("units.toml").read_text(encoding="utf-8"))
    return {
        name: _Listed(quantity, Fraction(factor), tuple(signs.split()), tuple(words.split()))
        for quantity, units in stored.items()
        for name, (factor, signs, words) in units.items()
    }


@cache
def _signs() -> dict[str, str]:
    return {sign: name for name, unit in _listed().items() for sign in unit.signs}


@cache
def _word_pattern() -> re.Pattern[str]:
    """A unit's word with any inflection; the longest beginning first."""
    words = sorted({word for unit in _listed().values() for word in unit.words}, key=len, reverse=True)
    cyrillic = r"(?!атур|атик|ель|аж|олог|ическ)[а-яёәғқңөұүһі]{0,7}"
    return re.compile(rf"({'|'.join(map(re.escape, words))})(?:e?s|{cyrillic})?", re.IGNORECASE)


@cache
def _names_of_words() -> dict[str, str]:
    return {word: name for name, unit in _listed().items() for word in unit.words}


@cache
def _sign_pattern() -> re.Pattern[str]:
    signs = "|".join(map(re.escape, sorted(_signs(), key=len, reverse=True)))
    one = rf"(?:{signs})(?:\^?[23]|[²³]|⁻[¹²³])?"
    return re.compile(rf"{_SPACE}(?P<first>{one})(?:{_SPACE}(?P<join>[/·⋅*]){_SPACE}(?P<second>{one}))?(?!{_LETTERS})")


def is_sign(text: str) -> bool:
    """Whether a text is nothing but the sign of a unit: кг/м³, N."""
    return _sign_pattern().fullmatch(text) is not None


def unit_after(text: str, position: int, language: Language) -> Unit | None:
    """The unit that stands right behind ``position``."""
    match = _sign_pattern().match(text, position)
    if match and not _is_preposition(text, match, language):
        sign = -1 if match["join"] == "/" else 1
        parts = [_part(match["first"], 1)] + ([_part(match["second"], sign)] if match["second"] else [])
        return _unit(parts)
    return _in_words(text[position : position + 48])


def _is_preposition(text: str, match: re.Match[str], language: Language) -> bool:
    """Whether what looks like a sign is a Russian preposition or an abbreviated word: в 1945 г., с 5 до 7."""
    first, spaced = match["first"], text[match.start() : match.start("first")] != ""
    if match["second"]:
        return False
    if language == "en":
        return first in {"A", "с", "в"} and spaced
    if first == "г":
        return _is_year_before(text, match.start())
    return spaced and first in {"с", "В", "С", "А", "К", "в"} and text[match.end() : match.end() + 1] == " "


_YEAR = re.compile(r"(?<!\d)1\d{3}|(?<!\d)20\d\d")


def _is_year_before(text: str, position: int) -> bool:
    return _YEAR.fullmatch(text[max(0, position - 4) : position].strip()) is not None


def _part(sign: str, direction: int) -> tuple[str, int]:
    match = re.fullmatch(r"(.+?)\^?(-?[23]|-1)?", sign.translate(_POWERS))
    # ² was translated, so what is left in front is the sign itself.
    assert match is not None  # noqa: S101
    return _signs()[match[1]], direction * int(match[2] or 1)


def _in_words(following: str) -> Unit | None:
    words = re.findall(rf"(?:{_LETTERS}|-)+|[^\w\s-]", following)[:4]
    exponent, index = 1, 0
    if words and (_SQUARED.match(words[0]) or _CUBED.match(words[0])):
        exponent, index = (2 if _SQUARED.match(words[0]) else 3), 1
    if (first := _named(words, index)) is None:
        return None
    parts = [(first, exponent)]
    beyond = index + 1
    if beyond < len(words) and _PER.match(words[beyond]) and (second := _named(words, beyond + 1)):
        parts.append((second, -1))
    return _unit(parts)


def _named(words: list[str], index: int) -> str | None:
    if index >= len(words):
        return None
    match = _word_pattern().fullmatch(words[index])
    return _names_of_words()[match[1].casefold()] if match else None


def _unit(parts: list[tuple[str, int]]) -> Unit:
    factor = Fraction(1)
    for name, exponent in parts:
        factor *= _listed()[name].factor ** exponent
    return Unit(tuple(sorted(parts)), factor)
