"""What one word says about the language: log-odds against the language it fits best."""

import math
import re
from functools import cache, lru_cache
from typing import Literal

from tutor.language import lexicon, vocabulary
from tutor.language.letters import fold, latin_key
from tutor.language.profiles import log_likelihoods
from tutor.language.records import LANGUAGES, Language, Script
from tutor.language.words import Word

# No single word may outweigh a whole message.
LIMIT = 6.0
_FUNCTION_BONUS = 4.0
_SCHOOL_BONUS = 2.0
_WEAK = 1.0
_OTHER_SCRIPT = -LIMIT
# Endings of borrowed terms that Kazakh keeps as they are.
_BORROWED = re.compile(
    r"\w{3,}(?:ция|сия|зия|изм|логия|графия|метрия|номия|тика|фика|метр|грамма|граф|скоп|синтез|лиз|оид|аза|оза|тор"
    r"|ент|ист|тура)"
)

Evidence = dict[Language, float]


@lru_cache(maxsize=20_000)
def weigh(text: str, script: Script) -> tuple[float, float, float]:
    """The log-odds of a lower-case word for kk, ru and en against the best of them (0), at least -6."""
    found = _cyrillic(text) if script == "cyrillic" else _latin(text)
    best = max(found.values())
    kk, ru, en = (max(-LIMIT, found[language] - best) for language in LANGUAGES)
    return kk, ru, en


def evidence(word: Word) -> Evidence:
    """What ``word`` says for every language."""
    return dict(zip(LANGUAGES, weigh(word.text, word.script), strict=True))


def _cyrillic(word: str) -> Evidence:
    if _is_shared(word):
        return {"kk": 0.0, "ru": 0.0, "en": _OTHER_SCRIPT}
    letters = log_likelihoods(word, "cyrillic")
    found = {language: _mix(letters[language], vocabulary.share(word, language)) for language in letters}
    return _with_lexicon(word, found, "cyrillic") | {"en": -1000.0}


def _latin(word: str) -> Evidence:
    if word in lexicon.quoted():
        return {"kk": -_WEAK, "ru": -_WEAK, "en": 0.0}
    letters = log_likelihoods(word, "latin")
    shares = {language: vocabulary.share_of_latin(word, language) for language in ("kk", "ru")}
    shares["en"] = vocabulary.share(word, "en")
    return _with_lexicon(word, {language: _mix(letters[language], shares[language]) for language in LANGUAGES}, "latin")


def _is_shared(word: str) -> bool:
    kinds = ("terms", "chat", "names")
    return any(word in lexicon.shared(kind) for kind in kinds) or _BORROWED.fullmatch(word) is not None


def _mix(log_likelihood: float, share: float) -> float:
    return math.log(0.5 * math.exp(log_likelihood) + 0.5 * share + 1e-300)


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
