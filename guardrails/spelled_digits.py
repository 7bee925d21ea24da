"""Digits written as words, as children dictate a telephone number."""

import re

_UNITS = {
    "kk": "нөл бір екі үш төрт бес алты жеті сегіз тоғыз",
    "kk missing letters": "нол бир еки уш торт бес алты жети сегиз тогыз",
    "ru": "ноль один два три четыре пять шесть семь восемь девять",
    "ru other": "нуль одна две три четыре пять шесть семь восемь девять",
    "en": "zero one two three four five six seven eight nine",
    "en other": "oh one two three four five six seven eight nine",
}
_TEENS = {
    "ru": "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать"
    " девятнадцать",
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
}
_TENS = {
    "kk": "он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан",
    "kk missing letters": "он жиырма отыз кырык елу алпыс жетпис сексен токсан",
    "ru": "_ двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "en": "_ twenty thirty forty fifty sixty seventy eighty ninety",
}
_HUNDREDS_RU = "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"
_HUNDRED_MARKS = {"жүз", "жуз", "hundred"}

_VALUES: dict[str, int] = (
    {word: value for words in _UNITS.values() for value, word in enumerate(words.split())}
    | {word: value for words in _TEENS.values() for value, word in enumerate(words.split(), 10)}
    | {word: value * 10 for words in _TENS.values() for value, word in enumerate(words.split(), 1)}
    | {word: value * 100 for value, word in enumerate(_HUNDREDS_RU.split(), 1)}
)
_VALUES.pop("_")
_WORD = "|".join(sorted((*_VALUES, *_HUNDRED_MARKS), key=len, reverse=True))
_GROUP = rf"(?:{_WORD}|\d{{1,4}})(?!\w)"
SPELLED = re.compile(rf"(?<!\w){_GROUP}(?:[\s,.\-–]{{0,3}}{_GROUP}){{3,}}", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_SHORTEST = 7
"""Fewer digits than a telephone number are arithmetic."""


def digits(match: re.Match[str]) -> str | None:
    """The digits of a run of number words; ``None`` when the run has no words or is too short."""
    text = match.group().lower()
    tokens = _TOKEN.findall(text)
    if not any(token in _VALUES for token in tokens):
        return None
    spelled = "".join(_groups(tokens))
    return spelled if len(spelled) >= _SHORTEST else None


def _groups(tokens: list[str]) -> list[str]:
    groups: list[str] = []
    open_value: int | None = None
    room = 0
    for token in tokens:
        if token in _HUNDRED_MARKS:
            open_value, room = (open_value or 1) * 100, 100
            continue
        value = _VALUES.get(token)
        if value is not None and open_value is not None and 0 < value < room:
            open_value, room = open_value + value, _room(value)
            continue
        if open_value is not None:
            groups.append(str(open_value))
        open_value, room = (value, _room(value)) if value is not None else (None, 0)
        if value is None:
            groups.append(token)
    return groups if open_value is None else [*groups, str(open_value)]


def _room(value: int) -> int:
    """Values below this may still be added to a group that ends in ``value``."""
    if value >= 100:
        return 100
    return 10 if value >= 20 else 0
