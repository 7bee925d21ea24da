"""The words of a message that can tell its language: no formulas, units, links or single letters."""

import re
import unicodedata
from dataclasses import dataclass

from tutor.language.records import Script

_LINKS = re.compile(r"(?:https?://|www\.)\S+|\b[\w.+-]{1,64}@[\w.-]{1,100}|[@#]\w+")
_MATHS = re.compile(r"\$[^$]{0,500}\$|\\\(.{0,500}?\\\)|\\\[.{0,500}?\\\]|\\[a-zA-Z]+(?:\{[^{}]*\})*", re.DOTALL)
# Anything glued to an operator or a digit: v=s/t, 2x+5, CO2, a^2; also with spaces around the equals sign.
_FORMULA = re.compile(r"\S{0,40}[=+*^<>≤≥√·×÷]\S*|\b[A-Za-z]{1,2}\s*(?==)")
_WITH_DIGIT = re.compile(r"\b(?!4[a-zA-Z]{1,4}\b)(?:[A-Za-z]+\d\w*|\d+[A-Za-z]{1,3}\b)")
_UNITS = re.compile(
    r"°\s*[CСF]\b|(?<=\d)\s*(?:[кмсд]?м|к?г|т|л|мл|с|сек|ч|мин|сағ|саг|к?Н|к?Дж|к?Вт|к?Па|В|А|Ом|Гц|К|С|моль|тг"
    r"|k?g|[kcm]?m|s|h|min|N|k?J|k?W|k?Pa|V|A|Hz|mol|ml|l)(?:[²³]|(?:/\w+[²³]?))*(?!\w)"
)
_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]{1,60})[»”“\"]")
_LONGEST, _LONGEST_WORD = 2000, 60
_ROMAN_NUMBER = re.compile("[IVXLCІХ]{2,}|X{1,3}|Х{1,3}|[IVXІХ]")
_WORD = re.compile(r"4(?:to|e)\b|[^\W\d_]+(?:['’ʼ‘`´][^\W\d_]+)*")
_KAZAKH_I = str.maketrans({"i": "і", "ı": "і", "h": "һ"})
_TWINS = str.maketrans("aceopxy", "асеорху")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-zà-ɏə]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A lower-case word; ``named`` when its capital makes it look like a name, ``quoted`` inside quotation marks."""

    text: str
    script: Script
    named: bool = False
    quoted: bool = False


def words(text: str) -> list[Word]:
    """The words of ``text`` in their order, at most of its first 2,000 characters."""
    return [word for _, _, word in spans(unicodedata.normalize("NFC", text[:_LONGEST]))]


def spans(text: str) -> list[tuple[int, int, Word]]:
    """The words of an NFC text with where they begin and end."""
    text = without_noise(text)
    quotes = [found.span() for found in _QUOTED.finditer(text)]
    found = [(match.start(), match.group()) for match in _WORD.finditer(text)]
    named = _named(text, found)
    quoted = [any(begin <= start < end for begin, end in quotes) for start, _ in found]
    made = ((start, raw, _word(raw, *marks)) for (start, raw), *marks in zip(found, named, quoted, strict=True))
    return [(start, start + len(raw), word) for start, raw, word in made if word]


def without_noise(text: str) -> str:
    """``text`` with blanks in place of links, formulas and units, so that every other character keeps its place."""
    for noise in (_LINKS, _MATHS, _UNITS, _FORMULA, _WITH_DIGIT):
        text = noise.sub(lambda found: " " * len(found.group()), text)
    return text


def _word(raw: str, named: bool, quoted: bool) -> Word | None:
    lower = raw.lower()
    if (
        len(raw) > _LONGEST_WORD
        or _ROMAN_NUMBER.fullmatch(raw)
        or (len(raw) == 1 and raw.isascii() and lower not in "ai")
    ):
        return None
    if _CYRILLIC.search(lower):
        return Word(lower.translate(_KAZAKH_I).translate(_TWINS), "cyrillic", named, quoted)
    return Word(lower, "latin", named, quoted) if _LATIN.search(lower) else None


def _named(text: str, found: list[tuple[int, str]]) -> list[bool]:
    """Which words have a capital that is not the one of their sentence; all of a name of several words."""
    if sum(word.isupper() for _, word in found) > len(found) / 2:
        return [False] * len(found)
    capital = [word[0].isupper() for _, word in found]
    following = (*capital, False)[1:]
    begins = [_begins_sentence(text, start) for start, _ in found]
    return [has and (not first or after) for has, first, after in zip(capital, begins, following, strict=True)]


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(' \t"«“„(—-–')
    return not before or before[-1] in ".!?…\n"
