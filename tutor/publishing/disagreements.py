"""Where two approved sources state different values in otherwise equal sentences.

Narrow on purpose: the same words in any order, exactly one other value, no rounding of one another. What it misses an
editor may still read; what it finds is worth an editor's time.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations

from content.model import Passage, Span, UnitKind, VersionId
from content.plain import plain
from content.sentences import split_sentences
from retrieval.stemming import stem, words
from tutor.language import Language

FEWEST_WORDS = 4
"""Beside the values; shorter sentences say too little to be about the same thing."""
MOST_ALIKE = 6
"""Sentences; what stands with more values than that is a form of words, not a fact."""
_MADE_UP = frozenset({UnitKind.WORKED_EXAMPLE, UnitKind.STEPS, UnitKind.FIGURE})
"""Kinds whose values belong to one task or picture."""
_BARE_POINT = re.compile(r"(?<!\d)\.(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_NAMED = "fig(?:ure)?|table|chapter|section|page|example|exercise|рис|рисун\\w*|табл\\w*|глав\\w*|параграф\\w*|стр\\w*"
_COUNTED = "сурет|кесте|тарау|бөлім|бет|мысал|тапсырма|жаттығу|параграф|сынып|класс|grade"
_REFERENCE = re.compile(
    rf"(?:\b(?:{_NAMED})\.?|[§№])\s*\d+(?:[.–-]\d+)*|\b\d+(?:\.\d+)*\s*-?\s*(?:{_COUNTED})\w*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence on a page: ``span`` within the unit's source."""

    version_id: VersionId
    unit_key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two places of different sources; ``id`` stays the same as long as both lessons say the same words."""

    id: str
    first: Place
    second: Place


@dataclass(frozen=True, slots=True)
class _Said:
    place: Place
    lesson_id: str
    text: str
    values: tuple[str, ...]


def disagreements(passages: Sequence[Passage], sources: Mapping[VersionId, str]) -> list[Disagreement]:
    """Every pair of sentences from two of ``sources`` (version → source) that differ in one value."""
    alike: dict[tuple[Language, tuple[str, ...]], list[_Said]] = {}
    for passage in passages:
        if passage.kind not in _MADE_UP:
            for said, about in _sentences(passage):
                alike.setdefault((passage.language, about), []).append(said)
    found = [
        _pair(one, other)
        for together in alike.values()
        if 1 < len(together) <= MOST_ALIKE and not _is_form_of_words(together)
        for one, other in combinations(together, 2)
        if sources[one.place.version_id] != sources[other.place.version_id] and differing(one.values, other.values)
    ]
    return list({one.id: one for one in found}.values())


def values_of(text: str) -> tuple[str, ...]:
    """The numbers a plain sentence states, sorted, with decimal points; numbers of pictures and chapters are none."""
    return tuple(sorted(token.replace(",", ".") for token in _tokens(text) if token[0].isdigit()))


def differing(one: Sequence[str], other: Sequence[str]) -> tuple[str, str] | None:
    """The one value in which two sentences differ; None where they agree or differ in more."""
    mine, theirs = list((Counter(one) - Counter(other)).elements()), list((Counter(other) - Counter(one)).elements())
    if len(mine) != 1 or len(theirs) != 1 or _is_rounded(mine[0], theirs[0]):
        return None
    return mine[0], theirs[0]


def _sentences(passage: Passage) -> Iterator[tuple[_Said, tuple[str, ...]]]:
    """Sentences with values, each with the sorted stems of its other words."""
    for span in split_sentences(passage.text, passage.language):
        source = passage.text[span.start : span.end]
        if not any(character.isdigit() for character in source):
            continue
        text = plain(source)
        about = sorted(stem(token, passage.language) for token in _tokens(text) if not token[0].isdigit())
        if (values := values_of(text)) and len(about) >= FEWEST_WORDS:
            within = Span(passage.span.start + span.start, passage.span.start + span.end)
            place = Place(passage.version_id, passage.unit_key, within)
            yield _Said(place, passage.lesson_id, text, values), tuple(about)


def _tokens(text: str) -> list[str]:
    return words(_BARE_POINT.sub("0.", _THOUSANDS.sub("", _REFERENCE.sub(" ", text))))


def _is_rounded(one: str, other: str) -> bool:
    """Whether one value is the other with fewer decimals."""
    if one.count(".") > 1 or other.count(".") > 1:
        return False
    places = min(len(value.partition(".")[2]) for value in (one, other))
    return round(float(one), places) == round(float(other), places)


def _is_form_of_words(together: Sequence[_Said]) -> bool:
    """Whether a single lesson already says it with several values."""
    return len({(said.lesson_id, said.values) for said in together}) > len({said.lesson_id for said in together})


def _pair(one: _Said, other: _Said) -> Disagreement:
    first, second = sorted((one, other), key=lambda said: (said.lesson_id, said.text))
    named = "\n".join(f"{said.lesson_id}\n{said.text}" for said in (first, second))
    return Disagreement(sha256(named.encode()).hexdigest(), first.place, second.place)
