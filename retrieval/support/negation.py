"""What a text denies: не движется, емес, жоқ, қозғалмайды, түссіз, does not move."""

import re
from collections.abc import Iterator

from retrieval.stemming import fold, stem, stop_words
from retrieval.support.kazakh_negation import denied_verb
from retrieval.support.words import Reading, Word
from tutor.language import Language

_BEFORE: dict[Language, re.Pattern[str]] = {
    "kk": re.compile(r"$^"),
    "ru": re.compile(r"не|нет|нельзя|без|ни|невозможно"),
    "en": re.compile(r"not|no|never|without|cannot|neither|nor|\w+n['’]t"),
}
"""What denies a word behind it."""
_ALONE: dict[Language, re.Pattern[str]] = {
    "kk": re.compile(r"ешқандай|ешкім\w*|ешбір|ешқашан|ештеңе\w*|ешқайда\w*"),
    "ru": re.compile(r"никогда|никто|ничего|никак\w*|никому|нигде|ничто"),
    "en": re.compile(r"none|nothing|nobody|nowhere"),
}
_AFTER = re.compile(r"емес\w*|жоқ\w*")
"""What denies the word before it, in Kazakh."""
_LESS = re.compile(r"(?!теңсіз|дауыссыз)(\w{3,})(?:сыз|сіз)(?:дік\w*|дық\w*)?")
_NOT_ONLY: dict[Language, re.Pattern[str]] = {
    "kk": re.compile(r"(?:ғана|тек қана|қана) емес|(?:болып|емес)\s+пе\b|екенін\s+емес", re.IGNORECASE),
    "ru": re.compile(r"не только|не менее|не более|не просто|не раз\b|ни один из|не что иное", re.IGNORECASE),
    "en": re.compile(r"not only|not just|no less than|no more than|no longer than|not merely", re.IGNORECASE),
}
_REACH = 3


def negations(reading: Reading) -> int:
    """How often a text says no."""
    return sum(1 for _ in _denials(reading))


def denied(reading: Reading) -> frozenset[str]:
    """The stems of the words that a text denies."""
    return frozenset(found for found in _denials(reading) if found)


def affirmed(reading: Reading) -> frozenset[str]:
    """The stems of the words that a text also says without denying them."""
    left = [found for found in _denials(reading) if found]
    stems = [word.stem for word in reading.words]
    return frozenset(each for each in stems if stems.count(each) > left.count(each))


def _denials(reading: Reading) -> Iterator[str]:
    """One entry per negation: the stem of what it denies, or nothing where that is not clear."""
    excepted = [match.span() for match in _NOT_ONLY[reading.language].finditer(reading.plain)]
    for place, word in enumerate(reading.words):
        # A name never denies: Қозыбасы, Абай.
        is_name = word.is_capital and not word.begins
        if is_name or any(start <= word.start < end for start, end in excepted):
            continue
        found = _denial(reading, place, word)
        if found is not None:
            yield found


def _denial(reading: Reading, place: int, word: Word) -> str | None:
    lower, words, language = word.text.casefold(), reading.words, reading.language
    if _ALONE[language].fullmatch(lower):
        return ""
    if _BEFORE[language].fullmatch(lower):
        return _content(words[place + 1 : place + 1 + _REACH], language)
    if language != "kk":
        return None
    if _AFTER.fullmatch(lower):
        return _content(words[max(0, place - _REACH) : place][::-1], language)
    if without := _LESS.fullmatch(lower):
        return stem(fold(without[1]), language)
    return word.stem if denied_verb(lower) else None


def _content(words: tuple[Word, ...], language: Language) -> str:
    return next((word.stem for word in words if word.folded not in stop_words(language)), "")
