"""How alike two words sound, whatever their alphabet: Ньютон, Newton; Құсмұрын, Кушмурун; хлоропласт, chloroplast."""

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(zip("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэ", "aabvggdeejziikklmnnooprstuuufhhccssiie", strict=True))
_CYRILLIC |= {"ю": "iu", "я": "ia"}
_LATIN = (
    (re.compile("ch(?=[lr])"), "h"),
    (re.compile("rh"), "r"),
    (re.compile("g(?=[eiy])"), "j"),
    (re.compile("sch|sh|tch|ch"), "s"),
    (re.compile("zh|dzh|dj"), "j"),
    (re.compile("kh"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("ck|q"), "k"),
    (re.compile("tz|ts"), "c"),
    (re.compile("x"), "ks"),
    (re.compile("c(?=[eiy])"), "c"),
    (re.compile("c(?![eiy]|$)"), "k"),
    (re.compile("(?<=[aeiou])w(?![aeiou])"), ""),
    (re.compile("w"), "v"),
    (re.compile("y"), "i"),
    (re.compile("['’-]"), ""),
)
_VOWELS = frozenset("aeiou")
_NEAR = [frozenset(group) for group in ("bp", "vfu", "dt", "gkh", "jzsc", "jdi", "kc", "hg", "ji", "gj")]
_VOWEL_CHANGE, _VOWEL_GONE, _NEAR_CHANGE, _OTHER, _ENDING = 0.25, 0.3, 0.35, 1.0, 0.12


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The word in a few Latin letters, without doubled ones; ``word`` is lower case, Kazakh letters or not."""
    if any("а" <= letter <= "һ" for letter in word):
        spelled = "".join(_CYRILLIC.get(letter, "") for letter in word)
        spelled = re.sub("^d?j", "j", spelled)
    else:
        spelled = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
        for pattern, letters in _LATIN:
            spelled = pattern.sub(letters, spelled)
    return re.sub(r"(.)\1+", r"\1", spelled)


@lru_cache(maxsize=262144)
def difference(one: str, other: str) -> float:
    """How different two words sound, 0 for the same; endings cost little, as names are inflected."""
    a, b = sound(one), sound(other)
    shorter = min(len(a), len(b))
    if shorter < 2 or not _may_begin_alike(a, b):
        return 1.0
    return min(1.0, _distance(a, b) / shorter)


def _may_begin_alike(a: str, b: str) -> bool:
    return a[0] == b[0] or (a[0] in _VOWELS and b[0] in _VOWELS) or any({a[0], b[0]} <= group for group in _NEAR)


def _distance(a: str, b: str) -> float:
    """Weighted edit distance; what is left over at the end of either word counts as an ending."""
    previous = [0.0]
    for letter in b:
        previous.append(previous[-1] + _gone(letter))
    ends = previous[-1:]
    rows = [previous]
    for letter in a:
        current = [previous[0] + _gone(letter)]
        for place, other in enumerate(b, 1):
            change = previous[place - 1] + _changed(letter, other)
            current.append(min(change, previous[place] + _gone(letter), current[-1] + _gone(other)))
        rows.append(current)
        previous = current
    ends = [
        row[-1] + _ENDING * (len(a) - number) for number, row in enumerate(rows) if len(a) - number <= 5 and number > 2
    ]
    ends += [rows[-1][place] + _ENDING * (len(b) - place) for place in range(3, len(b) + 1) if len(b) - place <= 5]
    return min([*ends, rows[-1][-1]])


def _gone(letter: str) -> float:
    return _VOWEL_GONE if letter in _VOWELS else _OTHER


def _changed(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in _VOWELS and other in _VOWELS:
        return _VOWEL_CHANGE
    return _NEAR_CHANGE if any({one, other} <= group for group in _NEAR) else _OTHER
