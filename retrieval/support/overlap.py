"""How much of a claim stands in a cited text: words weighed by length and rarity, and character n-grams."""

import math
from collections import Counter
from functools import lru_cache

from retrieval.stemming import grams
from retrieval.support.concepts import find_concepts
from retrieval.support.spelling import difference, sound
from retrieval.support.words import Reading, Word
from tutor.language import Language
from tutor.language.vocabulary import share

_RAREST = 1e-6
_LONG = 8
_ALIKE = 0.2
"""Up to this difference in sound, long words of two languages are the same international word."""
_INTERNATIONAL = 5


def matched(claim: Reading, cited: Reading) -> frozenset[str]:
    """The stems of the claim's words that the cited text has, in its own language or in another."""
    if claim.language == cited.language:
        return claim.stems & cited.stems
    there = {named.concept for named in find_concepts(cited)}
    known = {named.word.stem for named in find_concepts(claim) if named.concept in there}
    return frozenset(known) | {word.stem for word in claim.content if _sounds_in(word, cited)}


def containment(claim: Reading, there: frozenset[str]) -> float:
    """The share of the claim's words, by weight, whose stem is ``there``; 1 for a claim without words."""
    weights = [(weight(word, claim.language), word.stem in there) for word in claim.content]
    total = sum(value for value, _ in weights)
    return sum(value for value, is_there in weights if is_there) / total if total else 1.0


def gram_containment(claim: Reading, cited: Reading) -> float:
    """The share of the claim's character 4-grams that the cited text has."""
    wanted, there = _grams(claim.plain), _grams(cited.plain)
    total = sum(wanted.values())
    return sum(min(count, there[gram]) for gram, count in wanted.items()) / total if total else 1.0


def weight(word: Word, language: Language) -> float:
    """Between 0 and 1: rare and long words say most."""
    return _weight(word.text.casefold(), language)


@lru_cache(maxsize=65536)
def _weight(lower: str, language: Language) -> float:
    rarity = math.log(max(share(lower, language), _RAREST)) / math.log(_RAREST)
    return rarity * min(len(lower), _LONG) / _LONG


def _sounds_in(word: Word, cited: Reading) -> bool:
    if len(word.folded) < _INTERNATIONAL and not word.is_capital:
        return False
    lower = word.text.casefold()
    return any(difference(lower, other) <= _ALIKE for other in _by_sound(cited).get(sound(lower)[:1], ()))


@lru_cache(maxsize=2048)
def _by_sound(cited: Reading) -> dict[str, tuple[str, ...]]:
    """The words of a text by their first sound."""
    found: dict[str, dict[str, None]] = {}
    for word in cited.content:
        lower = word.text.casefold()
        found.setdefault(sound(lower)[:1], {})[lower] = None
    return {first: tuple(words) for first, words in found.items()}


@lru_cache(maxsize=2048)
def _grams(text: str) -> Counter[str]:
    return Counter(grams(text))
