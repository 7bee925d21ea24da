"""One spelling for the many ways a word is typed: missing Kazakh letters, Latin letters, doubled letters.

``fold("Айгерім") == fold("айгерим") == fold("Aigerim") == fold("aygerim")``.
"""

import re
import unicodedata

_CYRILLIC = str.maketrans(
    {
        "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и", "ё": "е",
        "й": "и", "ы": "и", "э": "е", "щ": "ш", "ъ": "", "ь": "", "ц": "тс", "я": "иа", "ю": "иу", "ї": "и",
    }
)  # fmt: skip
_DIGRAPHS = (
    ("shch", "ш"), ("sch", "ш"), ("tch", "ч"), ("zh", "ж"), ("dzh", "ж"), ("sh", "ш"), ("ch", "ч"), ("kh", "х"),
    ("gh", "г"), ("ts", "тс"), ("ng", "н"), ("ph", "ф"), ("ck", "к"), ("ye", "е"), ("yo", "е"), ("je", "же"),
)  # fmt: skip
_LATIN = str.maketrans(
    {
        "a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "ж", "k": "к",
        "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в",
        "w": "у", "x": "кс", "y": "и", "z": "з", "ı": "и", "ə": "а",
    }
)  # fmt: skip
_MARKED = str.maketrans({"ş": "sh", "ç": "ch", "ş".upper().lower(): "sh", "ǵ": "g", "ğ": "g", "ñ": "n"})
_REPEATED = re.compile(r"(.)\1+")
_APOSTROPHES = re.compile(r"['’ʼ`´]")


def fold(word: str) -> str:
    """The word's folded spelling, in Cyrillic letters without the distinctions people drop when typing."""
    lower = _APOSTROPHES.sub("", word.lower())
    if any(character < "\u0400" for character in lower):
        lower = _from_latin(lower)
    return collapse(lower.translate(_CYRILLIC).replace("ие", "е"))


def _from_latin(word: str) -> str:
    word = word.translate(_MARKED)
    decomposed = unicodedata.normalize("NFD", word) if any("\u0080" < c < "\u0300" for c in word) else word
    plain = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")
    for digraph, letter in _DIGRAPHS:
        if digraph[0] in plain:
            plain = plain.replace(digraph, letter)
    return plain.translate(_LATIN)


def collapse(word: str) -> str:
    """The word with repeated letters written once."""
    return _REPEATED.sub(r"\1", word)
