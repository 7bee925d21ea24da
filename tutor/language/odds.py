"""The log-odds of one word for every language, out of its letters, the vocabularies and the lexicon."""

import math
from functools import cache
from typing import Literal

from tutor.language import lexicon
from tutor.language.letters import fold, latin_key
from tutor.language.records import LANGUAGES, Language, Script

# No single word may outweigh a whole message.
LIMIT = 6.0
_FUNCTION_BONUS, _SCHOOL_BONUS = 4.0, 2.0
# An unknown word counts in full only when its letters speak this much for one language.
_SURE_LETTERS, _UNKNOWN = 8.0, 3.0
# What a word may at most say when it only leans to a language.
_LEANING = 2.0

Odds = dict[Language, float]


def combined(letters: Odds, shares: Odds) -> Odds:
    """A word is drawn from the vocabulary or spelled letter by letter; unknown words are never quite sure."""
    found: Odds = {each: math.log(0.5 * math.exp(letters[each]) + 0.5 * shares[each]) for each in letters}
    best = max(found, key=lambda each: found[each])
    if shares[best]:
        return found
    unsure = found[best] - _UNKNOWN
    return {each: max(odds, unsure) if found[best] - odds < _SURE_LETTERS else odds for each, odds in found.items()}


def with_lexicon(word: str, found: Odds, script: Script) -> Odds:
    """``found`` with a bonus for every language in whose lexicon the word stands."""
    return {language: odds + _bonus(word, language, script) for language, odds in found.items()}


def against_best(found: Odds) -> Odds:
    """``found`` for all languages, the best of them 0, none below the limit."""
    best = max(found.values())
    return {language: max(-LIMIT, found.get(language, -math.inf) - best) for language in LANGUAGES}


def leaning(found: Odds, *languages: Language) -> Odds:
    """``found`` with the named languages, or all, close to the best, so that the word claims nothing against them."""
    floor = max(found.values()) - _LEANING
    return {each: max(odds, floor) if each in (languages or LANGUAGES) else odds for each, odds in found.items()}


def alike(found: Odds) -> Odds:
    """``found`` with no difference between Kazakh and Russian."""
    either = max(found["kk"], found["ru"])
    same: Odds = {"kk": either, "ru": either}
    return found | same


def in_lexicon(word: str, language: Language, script: Script, kind: Literal["function", "school"]) -> bool:
    """Whether a lower-case word is listed, without Kazakh letters or in Latin ones as well."""
    return _spelled(word, language, script) in _spellings(language, script, kind)


def _bonus(word: str, language: Language, script: Script) -> float:
    if in_lexicon(word, language, script, "function"):
        return _FUNCTION_BONUS
    return _SCHOOL_BONUS if in_lexicon(word, language, script, "school") else 0.0


@cache
def _spellings(language: Language, script: Script, kind: Literal["function", "school"]) -> frozenset[str]:
    words = lexicon.function(language) if kind == "function" else lexicon.school(language)
    return frozenset(_spelled(word, language, script) for word in words)


def _spelled(word: str, language: Language, script: Script) -> str:
    if language == "en":
        return word.replace("’", "'")
    return fold(word) if script == "cyrillic" else latin_key(word, language)
