"""Whether claim and source say yes to the same thing: negations and opposites."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.stemming import fold, stem
from retrieval.support.negation import affirmed, denied, negations
from retrieval.support.words import Reading, Word
from tutor.language import LANGUAGES, Language

_PREFIXES: dict[Language, tuple[str, ...]] = {
    "kk": ("бей",),
    "ru": ("не", "без", "бес"),
    "en": ("un", "in", "im", "ir", "il", "non", "dis"),
}
_ADJECTIVE = re.compile(r"(?:ble|bly|al|ally|ive|ect|ent|ate|ar|ous|ite|ic)$")
_SHORTEST_DENIED = 4
_UNSURE = 0.7


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
    """How surely the claim denies what is said, and says what is denied, between 0 and 1; and how often it says the
    opposite of the sentence.
    """

    added: float
    lost: float
    opposites: int


def compare(claim: Reading, sentence: Reading, cited: Sequence[Reading]) -> Comparison:
    """A claim against the sentence it comes closest to and all cited texts."""
    turned = len(opposites(claim, sentence))
    if claim.language == sentence.language:
        own = [reading for reading in cited if reading.language == claim.language]
        return Comparison(_added(claim, sentence, own), _lost(claim, sentence, own), turned)
    more = negations(claim) - negations(sentence)
    return Comparison(float(more > 0), float(more < 0), turned)


def _added(claim: Reading, sentence: Reading, cited: Sequence[Reading]) -> float:
    """Surely where a word is denied that the texts only affirm; less so where they have neither word nor denial."""
    mine = denied(claim)
    if any(mine & affirmed(reading) - denied(reading) for reading in cited):
        return 1.0
    known = frozenset().union(*(denied(reading) for reading in cited))
    return _UNSURE if negations(claim) > negations(sentence) and not mine & known else 0.0


def _lost(claim: Reading, sentence: Reading, cited: Sequence[Reading]) -> float:
    said = frozenset().union(*(affirmed(reading) for reading in cited))
    return float(bool(denied(sentence) & affirmed(claim) - said))


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
