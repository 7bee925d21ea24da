"""Kazakh and Russian letters: without the Kazakh ones, in Latin ones, and the key all spellings of a word share."""

import re
from functools import lru_cache

from tutor.language.records import Language

_FOLDED = str.maketrans("әғқңөұүһіё", "агкноуухие")
_ROMAN = str.maketrans(
    dict(zip("абвгдезиыйклмнопрстуфэәқөұүһі", "abvgdeziyyklmnoprstufeaqouuhi", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ё": "yo"}
    | {"ң": "ng", "ғ": "gh", "ь": "", "ъ": ""}
)
# Letters of the official Kazakh Latin alphabets (2017 to 2021) and of other keyboards that stand in for them.
_PLAIN_GROUPS = {
    "a": "äáâàăə", "o": "öóôõɵ", "u": "üúūûùý", "g": "ğǵĝ", "n": "ñńŋň", "i": "ıïíìî", "y": "ÿ", "e": "éêěëè",
    "sh": "şšśș", "ch": "çčć", "zh": "ž",
}  # fmt: skip
_PLAIN = str.maketrans({letter: plain for plain, letters in _PLAIN_GROUPS.items() for letter in letters})
_APOSTROPHES = re.compile("['’ʼ‘`´]")
# s' and c' of the alphabet of 2017.
_APOSTROPHE_ALPHABET = re.compile("([sc])['’ʼ‘`´]")

_SOUNDS: dict[str, str] = {
    "shch": "S", "sch": "S", "sh": "S", "ch": "C", "4": "C", "zh": "J", "kh": "h", "x": "h", "gh": "g", "ng": "n",
    "ts": "c", "tz": "c", "q": "k", "y": "i",
}  # fmt: skip
_KAZAKH_SOUNDS = _SOUNDS | {"j": "J", "w": "u"}
_RUSSIAN_SOUNDS = _SOUNDS | {
    "yo": "e", "jo": "e", "io": "e", "ye": "e", "ja": "ia", "ju": "iu", "j": "i", "w": "S", "je": "e", "ji": "Ji",
}  # fmt: skip


def _pattern(sounds: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(sounds, key=len, reverse=True)))


_KAZAKH_PATTERN, _RUSSIAN_PATTERN = _pattern(_KAZAKH_SOUNDS), _pattern(_RUSSIAN_SOUNDS)
_RUN = re.compile(r"([iu])\1+")


def fold(word: str) -> str:
    """A lower-case Cyrillic word as it is typed on a Russian keyboard."""
    return word.translate(_FOLDED)


def romanise(word: str) -> str:
    """A lower-case Cyrillic word in the most usual Latin spelling."""
    return word.translate(_ROMAN)


def plain(word: str) -> str:
    """A lower-case Latin word in the 26 letters of English."""
    return _APOSTROPHES.sub("", word).translate(_PLAIN)


@lru_cache(maxsize=4096)
def latin_key(word: str, language: Language) -> str:
    """The key of a lower-case word, Latin or Cyrillic; spellings of one word share it."""
    sounds, pattern = (_RUSSIAN_SOUNDS, _RUSSIAN_PATTERN) if language == "ru" else (_KAZAKH_SOUNDS, _KAZAKH_PATTERN)
    word = _APOSTROPHE_ALPHABET.sub(r"\1h", word) if language == "kk" else word
    sounded = pattern.sub(lambda found: sounds[found.group()], plain(romanise(word)))
    return _RUN.sub(r"\1", sounded)
