"""Every number of a text by itself: digits, number words, Roman numerals; 1,5 and million are still two."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from retrieval.support.counting import number_words, roman
from retrieval.support.quantity import Quantity
from tutor.language import Language

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉", "0123456789-0123456789")
_SPACE = r"[ \u00a0\u2009\u202f]"
_TOKEN = re.compile(
    rf"(?P<digits>(?<![\w])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)*)(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)?"
    r"(?P<ordinal>(?<=\d0)['’]?s\b|(?:st|nd|rd|th)\b|-?(?:й|го|му|м|я|е|х|ый|ая|ое|ші|шы|інші|ыншы|нші|ншы)\b)?"
    r"|(?P<word>[^\W\d_]+)"
)
_SIGN = re.compile(r"(?:^|[\s(=:;,«|<>≤≥])[-−–]$")
_PLAIN_WAYS = re.compile(r"\d{1,3}(?:,\d{3})+")
_ZHUZ = (["ұлы"], ["орта"], ["кіші"])
_MEASURES_TIME = re.compile(
    r"(?:\d|\b(?:per|every|each|one|two|three|four|five|six|seven|eight|nine|ten)|/)[\s-]*$", re.IGNORECASE
)
_NUMBERED = re.compile(r"\s*[-–—]?\s*(?:[IVXХІ]+\s*)?(?:век|вв?\.|ғ\.|ғасыр|centur|тарау|глав|chapter|ступен)")
_NAMED = re.compile(r"[^\W\d_]{3,}\s$")


@dataclass(frozen=True, slots=True)
class Token:
    """A number, the power of a thousand where its word is one, and whether it is the word minus."""

    quantity: Quantity
    scale: int | None = None
    is_minus: bool = False


def tokens(text: str, language: Language) -> Iterator[Token]:
    """The numbers of a plain text one by one."""
    for match in _TOKEN.finditer(text):
        token = _digits(text, match, language) if match["digits"] else _word(text, match, language)
        if token:
            yield token


def _digits(text: str, match: re.Match[str], language: Language) -> Token:
    values = _values(match["digits"], language)
    if match["power"]:
        exponent = match["power"].translate(_RAISED)
        values = {_raised(value, exponent) for value in values}
    if _SIGN.search(text[max(0, match.start() - 2) : match.start()]):
        values = {-value for value in values}
    before = text[match.start() - 1 : match.start()]
    return Token(Quantity(frozenset(values), *match.span(), glued=before.isalpha()))


def _raised(value: Fraction, exponent: str) -> Fraction:
    if not re.fullmatch(r"-?\d{1,2}", exponent) or value == 0:
        return value
    return value ** int(exponent)


def _values(digits: str, language: Language) -> set[Fraction]:
    bare = re.sub(_SPACE, "", digits)
    values = {_decimal(part) for part in ([bare] if bare.count(",") + bare.count(".") < 2 else re.split("[.,]", bare))}
    if _PLAIN_WAYS.fullmatch(bare):
        values = {Fraction(bare.replace(",", ""))} | (values if bare.count(",") == 1 and language != "en" else set())
    return values


def _decimal(bare: str) -> Fraction:
    return Fraction(bare.replace(",", ".").rstrip("."))


def _word(text: str, match: re.Match[str], language: Language) -> Token | None:
    known, word = number_words(language), match["word"].casefold().replace("ё", "е")
    if word in known.minus:
        return Token(Quantity(frozenset({Fraction(-1)}), *match.span(), is_word=True), is_minus=True)
    if word in known.parts:
        return Token(Quantity(frozenset({known.parts[word]}), *match.span(), is_word=True))
    if word in known.pairs:
        return Token(Quantity(frozenset({Fraction(2)}), *match.span(), is_word=True, is_vague=True))
    if (scale := known.scale(word)) is not None:
        return Token(Quantity(frozenset({Fraction(scale)}), *match.span(), is_word=True), scale=scale)
    if (value := known.value(word)) is not None and not _is_other(text, match, word, language):
        return Token(Quantity(frozenset({Fraction(value)}), *match.span(), is_word=True))
    return _roman(text, match, language)


def _is_other(text: str, match: re.Match[str], word: str, language: Language) -> bool:
    """Whether a word that sounds like a number means something else: a zhuz, a second of time."""
    if language == "kk" and word.startswith("жүз"):
        before = text[: match.start()].casefold().split()
        return word != "жүз" or before[-1:] in _ZHUZ
    return word == "second" and _MEASURES_TIME.search(text[: match.start()]) is not None


def _roman(text: str, match: re.Match[str], language: Language) -> Token | None:
    value = roman(match["word"])
    if value is None or (len(match["word"]) == 1 and not _is_numbered(text, match)):
        return None
    return Token(Quantity(frozenset({Fraction(value)}), *match.span(), is_roman=True))


def _is_numbered(text: str, match: re.Match[str]) -> bool:
    """Whether a single letter is a numeral: before a century, or behind the name of a ruler."""
    if _NUMBERED.match(text, match.end()):
        return True
    if match["word"] not in {"I", "V", "X", "І"} or text[match.end() : match.end() + 1] in {"'", "’"}:
        return False
    named = _NAMED.search(text[: match.start()])
    return bool(named) and named[0][0].isupper() and match["word"] != "V"
