"""What one word says about the language: log-odds against the language it fits best."""

import math
from functools import cache, lru_cache
from typing import Literal

from tutor.language import lexicon, vocabulary
from tutor.language.borrowed import is_borrowed, is_borrowed_form, is_listed
from tutor.language.letters import fold, latin_key
from tutor.language.profiles import log_likelihoods
from tutor.language.records import LANGUAGES, Language, Script
from tutor.language.spelling import cyrillic_by_rule
from tutor.language.stems import without_kazakh_ending
from tutor.language.words import Word

# No single word may outweigh a whole message.
LIMIT = 6.0
_FUNCTION_BONUS = 4.0
_SCHOOL_BONUS = 2.0
_QUOTED, _CHAT = 1.0, 2.4
# A Russian noun with a Kazakh ending is Russian content in a Kazakh sentence.
_SWITCHED = 4.0
# A word of the English vocabulary is no sign against English, whatever it spells in Latin letters.
_KNOWN_ENGLISH = 2.0
# An unknown word counts in full only when its letters speak this much for one language.
_SURE_LETTERS = 8.0
_UNKNOWN = 3.0
# Short Latin words are spelled alike in all three languages.
_SHORT = 3
# In Latin letters English is the usual case.
_LATIN_ENGLISH = 1.0
# A form of a borrowed word leans to one language and never claims it.
_LEANING = 2.0

Evidence = dict[Language, float]


@lru_cache(maxsize=20_000)
def weigh(text: str, script: Script, alone: bool = False) -> tuple[float, float, float]:
    """The log-odds of a lower-case word for kk, ru and en against the best of them (0), at least -6."""
    found = _cyrillic(text, alone) if script == "cyrillic" else _latin(text)
    kk, ru, en = (_against_best(found)[language] for language in LANGUAGES)
    return kk, ru, en


def evidence(word: Word, alone: bool = False) -> Evidence:
    """What ``word`` says for every language; ``alone`` when it is the only word of its message."""
    return dict(zip(LANGUAGES, weigh(word.text, word.script, alone), strict=True))


def _cyrillic(word: str, alone: bool) -> Evidence:
    if is_listed(word) and not (alone and word in lexicon.shared("chat")):
        return {"kk": 0.0, "ru": 0.0}
    if _is_russian_with_kazakh_ending(word):
        return {"kk": -_SWITCHED, "ru": 0.0}
    letters = log_likelihoods(word, "cyrillic")
    shares = {language: vocabulary.share(word, language) for language in letters}
    found = _with_lexicon(word, _mixed(letters, shares), "cyrillic")
    return _without_borrowing(word, found) if shares["ru"] or found["ru"] > found["kk"] else found


def _without_borrowing(word: str, found: Evidence) -> Evidence:
    """A borrowed word says nothing, a Russian form of one leans to Russian and never claims it."""
    if is_borrowed(word):
        return _alike(found)
    return _leaning(found) if is_borrowed_form(word) else found


def _latin(word: str) -> Evidence:
    if word in lexicon.english("quoted") | lexicon.english("code"):
        return {"kk": -_QUOTED, "ru": -_QUOTED, "en": 0.0}
    if word in lexicon.english("chat"):
        return {"kk": -_CHAT, "ru": -_CHAT, "en": 0.0}
    if latin_key(word, "kk") in _realia_keys():
        return dict.fromkeys(LANGUAGES, 0.0)
    letters = log_likelihoods(word, "latin")
    shares = {language: vocabulary.share_of_latin(word, language) for language in ("kk", "ru")}
    if len(word) <= _SHORT:
        shares = dict.fromkeys(shares, 0.0)
    letters["en"] += _LATIN_ENGLISH * (2 if len(word) <= _SHORT else 1)
    shares["en"] = vocabulary.share(word, "en")
    found = _with_lexicon(word, _mixed(letters, shares), "latin")
    if shares["en"]:
        found["en"] = max(found["en"], max(found.values()) - _KNOWN_ENGLISH)
    return _alike(found) if _is_borrowed_latin(word, found) else found


def _is_borrowed_latin(word: str, found: Evidence) -> bool:
    if latin_key(word, "ru") in _term_keys():
        return True
    return max(found, key=lambda each: found[each]) == "ru" and is_borrowed(cyrillic_by_rule(word, "ru"))


def _leaning(found: Evidence) -> Evidence:
    best = max(found.values())
    return {language: max(odds, best - _LEANING) for language, odds in found.items()}


def _alike(found: Evidence) -> Evidence:
    either = max(found["kk"], found["ru"])
    return found | {"kk": either, "ru": either}


def _is_russian_with_kazakh_ending(word: str) -> bool:
    """Whether this is a Russian school noun, not a borrowed one, with an ending no Russian noun has."""
    if vocabulary.share(word, "ru") or vocabulary.share(word, "kk"):
        return False
    base = without_kazakh_ending(word)
    return base != fold(word) and not is_listed(base) and not is_borrowed(base) and base in _spellings("ru", "cyrillic", "school")


@cache
def _term_keys() -> frozenset[str]:
    return frozenset(latin_key(word, "ru") for word in lexicon.shared("terms"))


@cache
def _realia_keys() -> frozenset[str]:
    return frozenset(latin_key(word, "kk") for word in lexicon.shared("realia") | lexicon.shared("names"))


def _mixed(letters: Evidence, shares: Evidence) -> Evidence:
    """A word is drawn from the vocabulary or spelled letter by letter; unknown words are never quite sure."""
    found = {each: math.log(0.5 * math.exp(letters[each]) + 0.5 * shares[each]) for each in letters}
    best = max(found, key=lambda each: found[each])
    if shares[best]:
        return found
    unsure = found[best] - _UNKNOWN
    return {each: max(odds, unsure) if found[best] - odds < _SURE_LETTERS else odds for each, odds in found.items()}


def _against_best(found: Evidence) -> Evidence:
    best = max(found.values())
    return {language: max(-LIMIT, found.get(language, -math.inf) - best) for language in LANGUAGES}


def _with_lexicon(word: str, found: Evidence, script: Script) -> Evidence:
    """``found`` with a bonus for every language in whose lexicon the word stands."""
    for language in found:
        spelled = _spell(word, language, script)
        if spelled in _spellings(language, script, "function"):
            found[language] += _FUNCTION_BONUS
        elif spelled in _spellings(language, script, "school"):
            found[language] += _SCHOOL_BONUS
    return found


@cache
def _spellings(language: Language, script: Script, kind: Literal["function", "school"]) -> frozenset[str]:
    words = lexicon.function(language) if kind == "function" else lexicon.school(language)
    return frozenset(_spell(word, language, script) for word in words)


def _spell(word: str, language: Language, script: Script) -> str:
    if language == "en":
        return word.replace("’", "'")
    return fold(word) if script == "cyrillic" else latin_key(word, language)
