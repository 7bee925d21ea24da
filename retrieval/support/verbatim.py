"""Whether a claim stands in a cited text word for word, whatever its white space and Markdown."""

import re
from functools import lru_cache

from content.model import Span

_MARK = re.compile(r"[*_`>#|\\\s]+|^[-+•]\s+|\{,\}(?=\d)", re.MULTILINE)
_SAME = str.maketrans({"ё": "е", "“": '"', "”": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})
_EDGES = " .!?…\"'"
_BEGINS = re.compile(r"(?:^|[.!?…:;]|\d[.)])[\"')\]]* *[\"'(]*$")


def find_verbatim(claim: str, cited: str) -> Span | None:
    """The span of ``cited`` that says exactly ``claim``, as whole sentences; None where there is none.

    A part of a sentence is not enough: "it is wrong that" may stand before it.
    """
    wanted = _bare(claim)[0].strip(_EDGES)
    if not wanted:
        return None
    bare, places = _bare(cited)
    lines = cited
    for match in re.finditer(re.escape(wanted), bare):
        start, end = match.span()
        if _is_begun(bare, start, lines, places) and _is_over(bare, end, lines, places):
            return Span(places[start], places[end - 1] + 1)
    return None


def _is_begun(bare: str, start: int, cited: str, places: tuple[int, ...]) -> bool:
    if _BEGINS.search(bare[max(0, start - 8) : start]):
        return True
    return "\n" in cited[places[start - 1] : places[start]] or "|" in cited[places[start - 1] : places[start]]


def _is_over(bare: str, end: int, cited: str, places: tuple[int, ...]) -> bool:
    beyond = bare[end : end + 8]
    if not beyond.strip(_EDGES) and end + 8 >= len(bare):
        return True
    following = cited[places[end - 1] + 1 :]
    return bool(re.match(r"[*_`\"'»”)]*(?:[.!?…;:]+[*_`\"'»”)]*(?:\s|$)|\s*[\n|])", following))


@lru_cache(maxsize=1024)
def _bare(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without marks, one space for any white space; and where each character stood."""
    characters: list[str] = []
    places: list[int] = []
    position = 0
    for match in _MARK.finditer(text):
        _put(text, position, match.start(), characters, places)
        joint = "," if "{,}" in match[0] else " " if any(map(str.isspace, match[0])) else ""
        if joint and (joint == "," or (characters and characters[-1] != " ")):
            characters.append(joint)
            places.append(match.start())
        position = match.end()
    _put(text, position, len(text), characters, places)
    return "".join(characters), tuple(places)


def _put(text: str, start: int, end: int, characters: list[str], places: list[int]) -> None:
    for place in range(start, end):
        characters.append(text[place].translate(_SAME))
        places.append(place)
