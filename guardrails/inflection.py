"""Names behind their case forms in Kazakh, Russian and English, in folded spelling."""

from functools import cache, lru_cache

from guardrails.folding import fold

_KK_CASES = (
    "ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті да де та те дан ден тан тен нан нен мен бен пен"
    " мын мін бын бін пын пін сың сің дікі нікі тікі ша ше жан еке сыз сіз мыз міз"
)
_KK_PLURALS = "лар лер дар дер тар тер"
_RU_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("а", "иа", "у", "иу", "ом", "ем", "е", "и", "ов", "ев", "им")),
    ("а", ("и", "е", "у", "ои", "еи", "оиу", "еиу", "ои", "ам", "ами", "ах", "ин")),
    ("иа", ("и", "е", "иу", "еи", "еиу", "ам")),
    ("и", ("иа", "иу", "ем", "м", "е", "ого", "ому", "им", "ом")),
    ("ои", ("ого", "ому", "им", "ом")),
    ("еи", ("иа",)),
    ("ел", ("ла", "лу", "лом", "ле")),
    ("ев", ("ва", "ву", "вом", "ве")),
)
"""What a Russian name ends in when it is the subject, and the folded endings that replace it."""
_SHORTEST_STEM = 3


@cache
def kazakh_endings() -> frozenset[str]:
    """Folded Kazakh endings a name can carry."""
    cases = [fold(ending) for ending in _KK_CASES.split()]
    plurals = [fold(ending) for ending in _KK_PLURALS.split()]
    return frozenset([*cases, *plurals, *(plural + case for plural in plurals for case in cases)])


@lru_cache(maxsize=1)
def _longest_ending() -> int:
    return max(map(len, kazakh_endings()))


def subjects(folded: str) -> list[str]:
    """The folded word itself and every name it may be a form of, likeliest first."""
    return list(dict.fromkeys([folded, *_without_kazakh_case(folded), *_without_russian_case(folded)]))


def kazakh_subjects(folded: str) -> list[str]:
    """The folded word itself and every name of which it may be a Kazakh form."""
    return list(dict.fromkeys([folded, *_without_kazakh_case(folded)]))


def _without_kazakh_case(folded: str) -> list[str]:
    found: list[str] = []
    for length in range(min(_longest_ending(), len(folded) - _SHORTEST_STEM + 1), 0, -1):
        if folded[-length:] in kazakh_endings():
            # A doubled letter was written once: айгерім + мен.
            found += [form for form in (folded[:-length], folded[: 1 - length]) if len(form) >= _SHORTEST_STEM]
    return found


def _without_russian_case(folded: str) -> list[str]:
    return [
        folded[: -len(ending)] + subject
        for subject, endings in _RU_ENDINGS
        for ending in endings
        if folded.endswith(ending) and len(folded) - len(ending) >= 2
    ]


def stem(folded: str) -> str:
    """A stem for a name on no list: its likeliest case ending taken off."""
    for length in range(min(_longest_ending(), len(folded) - _SHORTEST_STEM), 1, -1):
        if folded[-length:] in kazakh_endings():
            return _without_russian_ending(folded[:-length])
    return _without_russian_ending(folded)


def _without_russian_ending(folded: str) -> str:
    for ending in ("оиу", "еиу", "ого", "ому", "ои", "еи", "ом", "ем", "им", "иа", "иу", "а", "у", "е", "и"):
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            return folded[: -len(ending)]
    return folded
