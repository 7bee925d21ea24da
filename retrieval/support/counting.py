"""Numbers written as words, in digits or in Roman numerals, as exact values."""

import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from tutor.language import Language

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LATIN = str.maketrans("ІіХСМ", "IIXCM")
_ROMAN_WORD = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of one language that are numbers: units and tens, powers of a thousand, and parts of one."""

    endings: re.Pattern[str]
    words: dict[str, int]
    scales: dict[str, int]
    parts: dict[str, Fraction]
    minus: frozenset[str]
    pairs: frozenset[str]
    """Words for two that count nothing: both."""
    others: frozenset[str]
    """Words that only look like numbers."""

    def value(self, word: str) -> int | None:
        """The value of a lower-case word with any ending, without powers of a thousand."""
        return None if word in self.others else _with_ending(word, self.words, self.endings)

    def scale(self, word: str) -> int | None:
        """The power of a thousand that a lower-case word names."""
        return _with_ending(word, self.scales, self.endings)


@cache
def number_words(language: Language) -> NumberWords:
    stored = tomllib.loads(files("retrieval.support").joinpath("number_words.toml").read_text(encoding="utf-8"))
    listed = stored[language]
    return NumberWords(
        re.compile(listed["endings"]),
        {word: int(value) for word, value in map(str.split, listed["words"])},
        {word: int(value) for word, value in map(str.split, listed["scales"])},
        {word: Fraction(value) for word, value in map(str.split, listed["parts"])},
        frozenset(listed["minus"]),
        frozenset(listed["pairs"]),
        frozenset(listed["others"]),
    )


def roman(word: str) -> int | None:
    """The value of a Roman numeral in capital letters, Latin or the Cyrillic ones that look like them."""
    letters = word.translate(_LATIN)
    if not letters or not _ROMAN_WORD.fullmatch(letters):
        return None
    values = [_ROMAN[letter] for letter in letters]
    return sum(-v if any(v < later for later in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def _with_ending(word: str, listed: dict[str, int], endings: re.Pattern[str]) -> int | None:
    """A listed word with a full stop takes no ending."""
    if (exact := listed.get(f"{word}.")) is not None:
        return exact
    for size in range(len(word), 1, -1):
        value = listed.get(word[:size])
        if value is not None and endings.fullmatch(word[size:]):
            return value
    return None
