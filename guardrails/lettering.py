"""Letters that are the same to a rule, whatever keyboard they were typed on."""

import re

_FOLDED = str.maketrans("әғқңөұүһіёйыэ’ʼ`‘", "агкноуухиеиие''''", "ъь")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_DIGRAPHS = {
    "shch": "щ", "sch": "щ", "zh": "ж", "sh": "ш", "ch": "ч", "kh": "х", "gh": "г", "ts": "ц",
    "ya": "я", "ja": "я", "yu": "ю", "yo": "е", "ye": "е", "jo": "жо", "ng": "н",
}  # fmt: skip
_CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyzəıöüşğñáńóúǵ", "абкдефгхижклмнопкрстувухизаиоушгнаноуг")
_LATIN_WORD = re.compile(r"[a-zəıöüşğñáńóúǵ']+")
_LEET_LATIN = str.maketrans("013457@$!", "oieastasi")
_LEET_CYRILLIC = str.maketrans("03461@", "озчбиа")
_LEET_WORD = re.compile(r"(?<![\w@$])(?=[\d@$!]?(?:[^\W\d_]+[\d@$!]*){2,})(?=\w*[\d@$!])[\w@$!]{4,}(?<!!)")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][\s.\-_*]{1,2}){3,}[^\W\d_](?!\w)")


def fold_letters(text: str) -> str:
    """Small letters without the distinctions people drop when typing; letters held down are written once."""
    return _STRETCHED.sub(r"\1", text.lower().translate(_FOLDED))


def to_cyrillic(text: str) -> str:
    """Latin words as Kazakh or Russian typed in Latin letters."""
    return _LATIN_WORD.sub(lambda match: _transliterated(match.group()), text.lower())


def _transliterated(word: str) -> str:
    for digraph, letter in _DIGRAPHS.items():
        word = word.replace(digraph, letter)
    return word.translate(_CYRILLIC)


def unspaced(text: str) -> str:
    """Words typed letter by letter, joined."""
    return _SPACED.sub(lambda match: re.sub(r"[\s.\-_*]", "", match.group()), text)


def unleeted(text: str) -> str:
    """Digits and signs inside words read as letters; numbers and formulas stay."""
    return _LEET_WORD.sub(lambda match: _unleeted_word(match.group()), text)


def _unleeted_word(word: str) -> str:
    return word.translate(_LEET_CYRILLIC if re.search("[\u0400-\u04ff]", word) else _LEET_LATIN)
