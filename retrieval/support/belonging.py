"""What belongs to which of two rivals: left and right, oxygen and nitrogen, 78 and 21, each with what stands near."""

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from retrieval.support.concepts import Concept
from retrieval.support.evidence import Said
from retrieval.support.polarity import Pole, poles_of
from retrieval.support.records import Reason

_Key = Concept | Pole | Fraction | str
_Places = Mapping[_Key, tuple[int, int, int]]
"""First and last character, and the number of the clause."""
_CLAUSE = re.compile(r"[,;:.–—]|\b(?:and|while|but|whereas|и|а|но|ал|және|бірақ)\b", re.IGNORECASE)
_FEWEST = 2
_LISTED = 7
"""Rivals with fewer characters between them, such as "and", are a list, whose order says nothing."""
_MOST = 0.6
"""From this share on, by how much of the claim the sentence has, the rivals have changed places."""


def check(claim: Said, sentence: Said, held: float) -> tuple[Reason, ...]:
    """``held`` is the share of the claim's words that the sentence has; other languages order their words otherwise."""
    if claim.reading.language != sentence.reading.language:
        return ()
    return (Reason("exchanged", ""),) if held * _exchanged(claim, sentence) >= _MOST else ()


def _exchanged(claim: Said, sentence: Said) -> float:
    """How surely two rivals that both name have changed places, between 0 and 1."""
    mine, theirs = _places(claim), _places(sentence)
    common = [key for key in mine if key in theirs]
    rivals = [(one, other) for one, other in combinations(common, 2) if _are_rivals(one, other)]
    told = [pair for pair in rivals if not _is_list(mine, *pair) and not _is_list(theirs, *pair)]
    return max((_turned(pair, common, mine, theirs) for pair in told), default=0.0)


def _turned(pair: tuple[_Key, _Key], common: Sequence[_Key], mine: _Places, theirs: _Places) -> float:
    """The share of common words that stand nearer to the other rival than in the sentence, unless everything was
    turned round together: two clauses in another order say the same.
    """
    others = [key for key in common if key not in pair and all(mine[key] != mine[rival] for rival in pair)]
    owners = [(_nearer(mine, key, pair), _nearer(theirs, key, pair)) for key in others]
    clear = [a != b for a, b in owners if a and b]
    if len(clear) < _FEWEST:
        return 0.0
    inverted = float(_is_inverted(pair, mine, theirs))
    around = [_is_inverted(each, mine, theirs) for each in combinations(others, 2)]
    return min(sum(clear) / len(clear), abs(inverted - sum(around) / len(around)))


def _is_inverted(pair: tuple[_Key, _Key], mine: _Places, theirs: _Places) -> bool:
    one, other = pair
    return (mine[one] < mine[other]) != (theirs[one] < theirs[other])


def _is_list(places: _Places, one: _Key, other: _Key) -> bool:
    first, second = sorted((places[one], places[other]))
    return second[0] - first[1] < _LISTED


def _nearer(places: _Places, key: _Key, pair: tuple[_Key, _Key]) -> int:
    """-1 where a word belongs to the first of the rivals, 1 to the second, 0 to neither: the one in its clause, or
    the nearer one where both stand in the same clause.
    """
    one, other = (places[rival][2] for rival in pair)
    if one != other:
        return (places[key][2] == other) - (places[key][2] == one)
    first, second = (abs(places[key][0] - places[rival][0]) for rival in pair)
    return (first > second) - (first < second)


def _are_rivals(one: _Key, other: _Key) -> bool:
    if isinstance(one, Concept) and isinstance(other, Concept):
        return one.kind == other.kind
    if isinstance(one, Pole) and isinstance(other, Pole):
        return one.axis == other.axis and one.side != other.side
    return isinstance(one, Fraction) and isinstance(other, Fraction)


def _places(said: Said) -> _Places:
    """Where each thing first stands."""
    ends = [match.start() for match in _CLAUSE.finditer(said.reading.plain)]
    found: dict[_Key, tuple[int, int, int]] = {}
    for key, (start, end) in _keys(said):
        found.setdefault(key, (start, end, bisect(ends, start)))
    return found


def _keys(said: Said) -> Iterator[tuple[_Key, tuple[int, int]]]:
    reading = said.reading
    for named in said.concepts:
        yield named.concept, (named.word.start, named.word.end)
    for word in reading.words:
        for pole in poles_of(word, reading.language):
            yield pole, (word.start, word.end)
    for number in said.quantities:
        yield number.value, (number.start, number.end)
    for word in reading.content:
        yield word.stem, (word.start, word.end)
