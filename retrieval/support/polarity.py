"""Whether claim and source say yes to the same thing: negations and opposites."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.stemming import fold, stem
from retrieval.support.kazakh_negation import denied_verb
from retrieval.support.words import Reading, Word
from tutor.language import LANGUAGES, Language

_NOT: dict[Language, re.Pattern[str]] = {
    "kk": re.compile(r"емес\w*|жоқ\w*|ешқандай|ешкім\w*|ешбір|ешқашан|ештеңе\w*|ешқайда\w*"),
    "ru": re.compile(r"не|нет|нельзя|без|никогда|никто|ничего|никак\w*|ни|никому|нигде|ничто|невозможно"),
    "en": re.compile(r"not|no|never|none|nothing|nobody|nowhere|without|cannot|neither|nor|\w+n['’]t"),
}
_LESS = re.compile(r"(?!теңсіз|дауыссыз)\w{3,}(?:сыз|сіз)(?:дік\w*|дық\w*)?")
_NOT_ONLY: dict[Language, re.Pattern[str]] = {
    "kk": re.compile(r"(?:ғана|тек қана|қана) емес|(?:болып|емес)\s+пе\b|екенін\s+емес", re.IGNORECASE),
    "ru": re.compile(r"не только|не менее|не более|не просто|не раз\b|ни один из|не что иное", re.IGNORECASE),
    "en": re.compile(r"not only|not just|no less than|no more than|no longer than|not merely", re.IGNORECASE),
}
_PREFIXES: dict[Language, tuple[str, ...]] = {
    "kk": ("бей",),
    "ru": ("не", "без", "бес"),
    "en": ("un", "in", "im", "ir", "il", "non", "dis"),
}


# A name never denies: Қозыбасы, Абай.
_WORDS = re.compile(
    r"(?:(?<=^)|(?<=[.!?] ))[^\W\d_]+|(?<![^\W_])(?:[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])[^\W\d_]*(?:['’][^\W\d_]+)?"
)


_ADJECTIVE = re.compile(r"(?:ble|bly|al|ally|ive|ect|ent|ate|ar|ous|ite|ic)$")
_SHORTEST_DENIED = 4


@dataclass(frozen=True, slots=True)
class Pole:
    """One end of an axis of opposites."""

    axis: int
    side: bool

    @property
    def opposite(self) -> "Pole":
        return Pole(self.axis, not self.side)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many negations the claim has more or fewer, and how often it says the opposite of the sentence."""

    added: int
    lost: int
    opposites: int


def compare(claim: Reading, sentence: Reading) -> Comparison:
    """A claim against the sentence it comes closest to."""
    more = negations(claim) - negations(sentence)
    return Comparison(max(0, more), max(0, -more), len(opposites(claim, sentence)))


def negations(reading: Reading) -> int:
    """How often a text says no."""
    text = _NOT_ONLY[reading.language].sub(" ", reading.plain)
    return sum(_is_negative(word.casefold(), reading.language) for word in _WORDS.findall(text))


def _is_negative(word: str, language: Language) -> bool:
    if _NOT[language].fullmatch(word):
        return True
    if language != "kk":
        return False
    return bool(_LESS.fullmatch(word)) or denied_verb(word) is not None


def opposites(claim: Reading, sentence: Reading) -> tuple[Word, ...]:
    """The words of the claim whose opposite stands in the sentence and which themselves do not."""
    theirs = {pole for word in sentence.words for pole in poles_of(word, sentence.language)}
    mine = {pole for word in claim.words for pole in poles_of(word, claim.language)}
    same = sentence.stems if claim.language == sentence.language else frozenset[str]()
    facing = {pole.opposite for pole in theirs} - theirs
    turned = {pole for pole in facing & mine if pole.opposite not in mine}
    return tuple(
        word
        for word in claim.words
        if (word.stem not in same and turned & poles_of(word, claim.language)) or _is_prefixed(word, claim, sentence)
    )


def poles_of(word: Word, language: Language) -> frozenset[Pole]:
    """The axes of opposites a word stands on, each with its side."""
    named = _poles()[language].get(word.stem, ())
    return frozenset(pole for name, pole in named if word.is_of(name))


def _is_prefixed(word: Word, claim: Reading, sentence: Reading) -> bool:
    """Whether one side has a word that the other has with a prefix that denies it."""
    if claim.language != sentence.language or word.stem in sentence.stems:
        return False
    if _without_prefix(word, claim.language) & sentence.stems:
        return True
    return any(word.stem in _without_prefix(other, claim.language) for other in sentence.words)


def _without_prefix(word: Word, language: Language) -> frozenset[str]:
    return frozenset(
        stem(word.folded[len(prefix) :], language)
        for prefix in _PREFIXES[language]
        if word.folded.startswith(prefix) and len(word.folded) >= len(prefix) + _SHORTEST_DENIED
        if language != "en" or prefix in ("un", "non") or _ADJECTIVE.search(word.folded)
    )


@cache
def _poles() -> dict[Language, dict[str, list[tuple[str, Pole]]]]:
    """Per language and stem: the words, the axes they stand on, each with its side."""
    poles: dict[Language, dict[str, list[tuple[str, Pole]]]] = {language: {} for language in LANGUAGES}
    text = files("retrieval.support").joinpath("polarity.txt").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line and not line.startswith("#")]
    for axis, row in enumerate(rows):
        for language, column in zip(LANGUAGES, row.split("|"), strict=True):
            for side, names in enumerate(column.split("/")):
                for name in map(str.strip, names.split(",")):
                    poles[language].setdefault(stem(fold(name), language), []).append((name, Pole(axis, bool(side))))
    return poles
