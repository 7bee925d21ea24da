"""Cyrillic letters for Latin ones by rule: digraphs, vowel harmony and the place in the word."""

import re

from tutor.language.letters import plain
from tutor.language.records import Language

_VOWELS = "аәеёиіоөуұүыэюя"
_APOSTROPHE = re.compile("[’ʼ‘`´]")
_COMMON = {
    "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "ya": "я", "yu": "ю", "4": "ч", "x": "х", "b": "б", "v": "в", "g": "г",
    "d": "д", "z": "з", "k": "к", "l": "л", "m": "м", "n": "н", "p": "п", "r": "р", "s": "с", "t": "т", "f": "ф",
    "h": "х", "a": "а", "e": "е", "o": "о", "u": "у", "c": "ц", "'": "",
}  # fmt: skip
_RUSSIAN = _COMMON | {
    "shch": "щ", "sch": "щ", "ts": "ц", "tz": "ц", "yo": "ё", "jo": "ё", "ja": "я", "ju": "ю", "ye": "е", "je": "е",
    "j": "й", "w": "ш", "q": "к", "y": "ы", "i": "и", "'": "ь",
}  # fmt: skip
_KAZAKH = _COMMON | {
    "s'": "ш", "c'": "ч", "a'": "ә", "o'": "ө", "u'": "ү", "g'": "ғ", "n'": "ң", "i'": "и", "y'": "у",
    "ng": "ң", "gh": "ғ", "j": "ж", "w": "у", "y": "ы", "i": "і", "q": "қ", "ts": "ц", "ia": "ия",
    "ä": "ә", "á": "ә", "ə": "ә", "ö": "ө", "ó": "ө", "ü": "ү", "ú": "ү", "ū": "ұ", "û": "ұ", "ý": "у", "ğ": "ғ",
    "ǵ": "ғ", "ñ": "ң", "ń": "ң", "ŋ": "ң", "ş": "ш", "ı": "і", "ç": "ч", "ï": "и",
}  # fmt: skip
_BACK_LETTER, _FRONT_LETTER = re.compile("[қғұы]"), re.compile("[әөү]")
_TO_BACK, _TO_FRONT = str.maketrans("кгі", "қғы"), str.maketrans("ыо", "іө")


def cyrillic_by_rule(word: str, language: Language, stem: str = "") -> str:
    """A lower-case Latin word in Cyrillic; a Kazakh ending takes the vowels of its Cyrillic ``stem``."""
    word = _APOSTROPHE.sub("'", word)
    return _kazakh(word, stem) if language == "kk" else _russian(word)


def _russian(word: str) -> str:
    word = "'".join(plain(part) for part in word.split("'"))
    text = _replaced(word, _RUSSIAN)
    text = re.sub("(?<=[аеёоуыэюяи])[ыи](?![аеёиоуыэюя])", "й", text)
    text = re.sub("(?<=[бвгдзклмнпрстфхц])иа$", "ия", text)
    return re.sub("^е(?=[клнртф]|то)", "э", text)


def _kazakh(word: str, stem: str) -> str:
    text = _replaced(word, _KAZAKH)
    text = re.sub(f"(?<=[{_VOWELS}])[ыі](?!у)", "й", text)
    text = re.sub("[ыі](?=[уаеоя])", "и", text)
    text = text if stem else _first_u(text)
    return _harmonised(text, is_front(stem or text), bool(stem))


def is_front(word: str) -> bool:
    """Whether the vowels of a Kazakh word are the front ones."""
    if _BACK_LETTER.search(word) or _FRONT_LETTER.search(word):
        return not _BACK_LETTER.search(word)
    vowels = [letter for letter in word if letter in "аоыеі"]
    return bool(vowels) and vowels[-1] in "еі"


def _first_u(text: str) -> str:
    """``у`` between consonants of the first syllable is the vowel, everywhere else the glide."""
    found = re.match(f"([^{_VOWELS}]?)у(?=[^{_VOWELS}])", text)
    return f"{found[1]}{'ү' if is_front(text) else 'ұ'}{text[found.end() :]}" if found else text


def _harmonised(text: str, front: bool, ending: bool) -> str:
    if not front:
        native = ending or not re.search("[вфцхчэё]", text)
        return text.translate(_TO_BACK) if native and not re.search("[еи]", text) else text
    text = re.sub("^([^аоеі]?)а(?=[^аоу]*[еіү])", r"\1ә", text) if not ending else re.sub("а", "е", text)
    return text.translate(_TO_FRONT)


def _replaced(word: str, letters: dict[str, str]) -> str:
    result, at = [], 0
    while at < len(word):
        size = next((size for size in (4, 3, 2, 1) if word[at : at + size] in letters), 0)
        result.append(letters[word[at : at + size]] if size else word[at])
        at += size or 1
    return "".join(result)
