"""What one word says about the language of its message."""

from functools import cache, lru_cache

from tutor.language import lexicon, vocabulary
from tutor.language.borrowed import is_borrowed, is_borrowed_form, is_listed, is_russian_with_kazakh_ending
from tutor.language.letters import latin_key
from tutor.language.odds import Odds, against_best, alike, combined, in_lexicon, leaning, with_lexicon
from tutor.language.profiles import log_likelihoods
from tutor.language.records import LANGUAGES, Language, Script
from tutor.language.spelling import cyrillic_by_rule
from tutor.language.words import Word

_QUOTED, _CHAT = 1.0, 2.4
# A Russian noun with a Kazakh ending is Russian content in a Kazakh sentence.
_SWITCHED = 4.0
# In Latin letters English is the usual case; short words are spelled alike in all three languages.
_LATIN_ENGLISH = 1.0
_SHORT = 3


def evidence(word: Word, alone: bool = False) -> Odds:
    """The log-odds for every language against the best one (0); ``alone`` when it is the only word of its message."""
    return dict(zip(LANGUAGES, _weigh(word.text, word.script, alone), strict=True))


@lru_cache(maxsize=20_000)
def _weigh(text: str, script: Script, alone: bool) -> tuple[float, ...]:
    found = against_best(_cyrillic(text, alone) if script == "cyrillic" else _latin(text))
    return tuple(found[language] for language in LANGUAGES)


def _cyrillic(word: str, alone: bool) -> Odds:
    if is_listed(word) and not (alone and word in lexicon.shared("chat")):
        return {"kk": 0.0, "ru": 0.0}
    letters = log_likelihoods(word, "cyrillic")
    shares: Odds = {"kk": vocabulary.share(word, "kk"), "ru": vocabulary.share(word, "ru")}
    if not any(shares.values()) and is_russian_with_kazakh_ending(word):
        return {"kk": -_SWITCHED, "ru": 0.0}
    found = with_lexicon(word, combined(letters, shares), "cyrillic")
    return _without_borrowing(word, found) if shares["ru"] or found["ru"] > found["kk"] else found


def _without_borrowing(word: str, found: Odds) -> Odds:
    """A borrowed word says nothing, a Russian form of one leans to Russian and never claims it."""
    if is_borrowed(word):
        return alike(found)
    return leaning(found) if is_borrowed_form(word) else found


def _latin(word: str) -> Odds:
    if word in lexicon.english("quoted") | lexicon.english("code"):
        return {"kk": -_QUOTED, "ru": -_QUOTED, "en": 0.0}
    if word in lexicon.english("chat"):
        return {"kk": -_CHAT, "ru": -_CHAT, "en": 0.0}
    if latin_key(word, "kk") in _realia_keys():
        return dict.fromkeys(LANGUAGES, 0.0)
    shares = _latin_shares(word)
    letters = log_likelihoods(word, "latin")
    letters["en"] += _LATIN_ENGLISH * (2 if len(word) <= _SHORT else 1)
    return _without_chance(word, with_lexicon(word, combined(letters, shares), "latin"), shares)


def _latin_shares(word: str) -> Odds:
    english = vocabulary.share(word, "en")
    if len(word) <= _SHORT:
        return {"kk": 0.0, "ru": 0.0, "en": english}
    kazakh, russian = (vocabulary.share_of_latin(word, language) for language in ("kk", "ru"))
    if not (english or kazakh or russian) and is_russian_with_kazakh_ending(cyrillic_by_rule(word, "ru")):
        russian = 1e-4
    return {"kk": kazakh, "ru": russian, "en": english}


def _without_chance(word: str, found: Odds, shares: Odds) -> Odds:
    """A word that English and another language spell alike claims neither; a borrowed one is no sign at all."""
    if shares["en"]:
        found = leaning(found, "en")
        if not in_lexicon(word, "en", "latin", "function"):
            known: list[Language] = [each for each in shares if shares[each]]
            found = leaning(found, *known)
    return alike(found) if _is_borrowed(word, found) else found


def _is_borrowed(word: str, found: Odds) -> bool:
    if latin_key(word, "ru") in _term_keys():
        return True
    return max(found, key=lambda each: found[each]) == "ru" and is_borrowed(cyrillic_by_rule(word, "ru"))


@cache
def _term_keys() -> frozenset[str]:
    return frozenset(latin_key(word, "ru") for word in lexicon.shared("terms"))


@cache
def _realia_keys() -> frozenset[str]:
    return frozenset(latin_key(word, "kk") for word in lexicon.shared("realia") | lexicon.shared("names"))
