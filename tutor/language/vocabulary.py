"""How likely a word is as a whole, and the Cyrillic word behind a Latin spelling, from counted words."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from threading import RLock

from tutor.language import lexicon
from tutor.language.letters import fold, latin_key
from tutor.language.records import Language

_ENDINGS = (
    "иями ями ами ого его ому ему ыми ими ией иях ешь ишь ете ите ать ять еть ить ала яла ела ила али яли ели или "
    "ала ает яет еет ует ают яют еют уют ай яй ая яя ое ее ые ие ый ий ой ей ую юю ом ем ам ям ах ях ов ев ию ия ии ет "
    "ит ут ют ат ят ть ал ял ел ил ы и а я о е у ю ь"
).split()
_ENDINGS.sort(key=len, reverse=True)
_loading = RLock()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The shares of words among all words of a language, by spelling, by looser spelling and by Latin key."""

    exact: dict[str, float]
    loose: dict[str, float]
    keys: dict[str, float]
    spelled: dict[str, str]


def share(word: str, language: Language) -> float:
    """The share of a lower-case word of the language's own script; without Kazakh letters or with another ending, less."""
    words = vocabulary(language)
    return 0.7 * words.exact.get(word, 0.0) + 0.3 * words.loose.get(_loosen(word, language), 0.0)


def share_of_latin(word: str, language: Language) -> float:
    """The share of all words of a language that have the Latin spelling ``word``."""
    return vocabulary(language).keys.get(latin_key(word, language), 0.0)


def spelling(word: str, language: Language) -> str | None:
    """The most frequent Cyrillic word with the Latin spelling ``word``."""
    return vocabulary(language).spelled.get(latin_key(word, language))


def vocabulary(language: Language) -> Vocabulary:
    """The vocabulary of ``language``, read once."""
    with _loading:
        return _read(language)


@cache
def _read(language: Language) -> Vocabulary:
    exact = _counts(language)
    total = sum(exact.values())
    shares = {word: count / total for word, count in exact.items()}
    loose, keys, spelled = {}, {}, {}
    for word, value in shares.items():
        root = _loosen(word, language)
        loose[root] = loose.get(root, 0.0) + value
        if language != "en":
            key = latin_key(word, language)
            keys[key] = keys.get(key, 0.0) + value
            spelled.setdefault(key, word)
    return Vocabulary(shares, loose, keys, spelled)


def _counts(language: Language) -> dict[str, int]:
    text = files("tutor.language").joinpath(f"vocabulary_{language}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    counts = {word: int(count) for word, count in rows}
    return counts | {word: 5 for word in lexicon.function(language) if word not in counts}


def _loosen(word: str, language: Language) -> str:
    if language == "kk":
        return fold(word)
    return stem(word.replace("ё", "е")) if language == "ru" else word


def stem(word: str) -> str:
    """A Russian word without its ending; shorter words keep it."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
