"""How likely a word is as a whole, and the Cyrillic word behind a Latin spelling, from counted words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from threading import RLock

from tutor.language import lexicon
from tutor.language.letters import fold, latin_key
from tutor.language.records import Language
from tutor.language.spelling import cyrillic_by_rule
from tutor.language.stems import stem

# A looser spelling of three letters fits too many words.
_SHORT = 3
_loading = RLock()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The shares of words among all words of a language, by spelling, by looser spelling and by Latin key."""

    exact: dict[str, float]
    loose: dict[str, float]
    keys: dict[str, float]
    loose_keys: dict[str, float]
    spelled: dict[str, str]


def share(word: str, language: Language) -> float:
    """The share of a lower-case word in its own script; less without Kazakh letters or with another ending."""
    words = vocabulary(language)
    loose = _loosen(word, language)
    return 0.7 * words.exact.get(word, 0.0) + 0.3 * (words.loose.get(loose, 0.0) if len(loose) > _SHORT else 0.0)


def is_known(word: str, language: Language) -> bool:
    """Whether exactly this lower-case word is in the vocabulary."""
    return word in vocabulary(language).exact


def share_of_latin(word: str, language: Language) -> float:
    """The share of all words of a language that have the Latin spelling ``word``."""
    words = vocabulary(language)
    found = words.keys.get(latin_key(word, language), 0.0)
    if language == "kk":
        return found
    loose = latin_key(stem(cyrillic_by_rule(word, "ru"), "ru"), "ru")
    return 0.7 * found + 0.3 * (words.loose_keys.get(loose, 0.0) if len(loose) > _SHORT else 0.0)


def spelling(word: str, language: Language) -> str | None:
    """The most frequent Cyrillic word with the Latin spelling ``word``."""
    return vocabulary(language).spelled.get(latin_key(word, language))


def vocabulary(language: Language) -> Vocabulary:
    """The vocabulary of ``language``, read once."""
    with _loading:
        return _read(language)


@cache
def _read(language: Language) -> Vocabulary:
    counts = _counts(language)
    total = sum(counts.values())
    exact = {word: count / total for word, count in counts.items()}
    loose = _summed((_loosen(word, language), value) for word, value in exact.items())
    if language == "en":
        return Vocabulary(exact, loose, {}, {}, {})
    keys = [(latin_key(word, language), word) for word in exact]
    listed = {latin_key(word, language): word for kind in lexicon.SHARED for word in sorted(lexicon.shared(kind))}
    spelled = listed | dict(reversed(keys))
    loose_keys = _summed((latin_key(word, language), value) for word, value in loose.items())
    return Vocabulary(exact, loose, _summed((key, exact[word]) for key, word in keys), loose_keys, spelled)


def _summed(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for key, value in pairs:
        sums[key] = sums.get(key, 0.0) + value
    return sums


def _counts(language: Language) -> dict[str, int]:
    text = files("tutor.language").joinpath(f"vocabulary_{language}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    counts = {word: int(count) for word, count in rows}
    return counts | {word: 5 for word in lexicon.function(language) if word not in counts}


def _loosen(word: str, language: Language) -> str:
    return fold(word) if language == "kk" else stem(word.replace("ё", "е"), language)
