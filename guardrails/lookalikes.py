"""Letters of one script that stand in for letters of another."""

import re

_LATIN_OF_CYRILLIC = dict(zip("асеорхуікмнтвгьАСЕОРХУІКМНТВЗӘһҺ", "aceopxyikmhtbrbACEOPXYIKMHTB3ƏhH", strict=True))
_CYRILLIC_OF_LATIN = dict(
    zip("aceopxyikmhtbrnugjvzlABCEHIKMOPTXYə3", "асеорхуікмнтвгпидјвзлАВСЕНІКМОРТХУәз", strict=True)
) | {"h": "һ", "n": "п"}
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
WORD = re.compile(r"[^\W\d_]+")


def one_script(word: str) -> str | None:
    """The word with its stray letters moved into its main script; ``None`` where nothing is to be moved."""
    latin, cyrillic = len(_LATIN.findall(word)), len(_CYRILLIC.findall(word))
    if not latin or not cyrillic:
        return None
    table = _CYRILLIC_OF_LATIN if cyrillic >= latin else _LATIN_OF_CYRILLIC
    stray = _LATIN if cyrillic >= latin else _CYRILLIC
    if any(letter not in table for letter in stray.findall(word)):
        return None
    return "".join(table.get(letter, letter) if stray.match(letter) else letter for letter in word)
