"""How likely a word is by its letter n-grams, from profiles in the layout of langdetect.

langdetect draws n-grams at random and multiplies them until it is sure, which makes three words look certain and ties
a result to a seed shared by all threads. Here its profiles are read through its factory, and every n-gram of the
word is used once, as a trigram model backing off to shorter ones; nothing is written after loading.
"""

import json
import math
from functools import cache
from importlib.resources import files
from threading import Lock

from tutor.language.records import Language, Script

_OWN = "tutor.language"
_THEIRS = "langdetect"
_PROFILES: dict[Script, dict[Language, tuple[str, str]]] = {
    "cyrillic": {"kk": (_OWN, "profile_kk.json"), "ru": (_THEIRS, "profiles/ru")},
    "latin": {
        "kk": (_OWN, "profile_kk_latin.json"),
        "ru": (_OWN, "profile_ru_latin.json"),
        "en": (_THEIRS, "profiles/en"),
    },
}
_TRIGRAM, _BIGRAM, _LETTER, _UNSEEN = 0.65, 0.25, 0.1, 2e-5
_WORD_END = 0.15
_loading = Lock()

# n-gram → for each language the probability of its last letter after the others.
Grams = dict[str, tuple[float, ...]]


def log_likelihoods(word: str, script: Script) -> dict[Language, float]:
    """The natural logarithm of the probability of a lower-case word in every language written in ``script``."""
    grams = load(script)
    zero = (0.0,) * len(_PROFILES[script])
    products = [1.0] * len(zero)
    padded = f" {word[:40]} "
    for end in range(2, len(padded) + 1):
        three = grams.get(padded[end - 3 : end], zero) if end > 2 else zero
        two, one = grams.get(padded[end - 2 : end], zero), grams.get(padded[end - 1], zero)
        for i, letters in enumerate(zip(three, two, one, strict=True)):
            products[i] *= _smooth(*letters)
    return {language: math.log(product) for language, product in zip(_PROFILES[script], products, strict=True)}


def load(script: Script) -> Grams:
    """The n-grams of all languages of ``script``, read once."""
    with _loading:
        return _grams(script)


def _smooth(three: float, two: float, one: float) -> float:
    return _TRIGRAM * three + _BIGRAM * two + _LETTER * one + _UNSEEN


@cache
def _grams(script: Script) -> Grams:
    from langdetect.detector_factory import DetectorFactory
    from langdetect.utils.lang_profile import LangProfile

    factory, profiles = DetectorFactory(), _PROFILES[script]
    for i, (language, (package, name)) in enumerate(profiles.items()):
        content = json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
        factory.add_profile(LangProfile(**(content | {"name": language})), i, len(profiles))
    return _conditional(_lower(factory.word_lang_prob_map), len(profiles))


def _lower(table: dict[str, list[float]]) -> dict[str, list[float]]:
    lower: dict[str, list[float]] = {}
    for gram, shares in table.items():
        so_far = lower.get(gram.lower(), [0.0] * len(shares))
        lower[gram.lower()] = [a + b for a, b in zip(so_far, shares, strict=True)]
    return lower


def _conditional(table: dict[str, list[float]], languages: int) -> Grams:
    totals: dict[tuple[str, int], list[float]] = {}
    for gram, shares in table.items():
        total = totals.setdefault((gram[:-1], len(gram)), [0.0] * languages)
        for i, share in enumerate(shares):
            total[i] += share
    grams = {gram: _ratio(shares, totals[gram[:-1], len(gram)]) for gram, shares in table.items()}
    return grams | {" ": (_WORD_END,) * languages}


def _ratio(shares: list[float], totals: list[float]) -> tuple[float, ...]:
    return tuple(share / total if total else 0.0 for share, total in zip(shares, totals, strict=True))
