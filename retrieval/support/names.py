"""Names of people and places: what a claim names with a capital letter, the cited texts have to name too."""

import re
from collections.abc import Iterator, Mapping

from retrieval.stemming import stop_words
from retrieval.support.concepts import Concept, find_concepts
from retrieval.support.records import Reason
from retrieval.support.spelling import difference
from retrieval.support.words import Reading, Word
from tutor.language import Language
from tutor.language.vocabulary import share

ALIKE = 0.27
"""Up to this difference in sound, words of two languages are taken for the same name."""
_SHORTEST = 3
_PLACES = frozenset({"country", "continent", "people", "water"})
_COMMON, _KNOWN = 6e-5, 1e-9
_CALENDAR = frozenset(
    re.findall(
        r"\w+",
        "january february march april may june july august september october november december "
        "monday tuesday wednesday thursday friday saturday sunday",
    )
)
_ADJECTIVE = re.compile(r"(?:[ыио]й|[ая]я|[ое]е|[ыи]е|[ое]го|[ое]му|[ыи]м|[ыи]х|[ыи]ми|ую|юю|ой|ей)$")
_LONGEST_ENDING = 7


def missing(claim: Reading, cited: tuple[Reading, ...]) -> tuple[Reason, ...]:
    """The names of a claim that no cited text has, but for those that may be no names or translated ones."""
    found = tuple(names(claim))
    concepts = {named.concept for reading in cited for named in find_concepts(reading)}
    own = {named.word: named.concept for named in find_concepts(claim)}
    there = {
        word for word in found if own.get(word) in concepts or any(holds(reading, word, claim) for reading in cited)
    }
    is_crossed = all(reading.language != claim.language for reading in cited)
    absent = [word for word in found if word not in there]
    sure = [word for word in absent if not _is_doubted(word, claim, is_crossed, own, there)]
    return tuple(Reason("name", word.text) for word in sure)


def names(reading: Reading) -> Iterator[Word]:
    """The words that are names; one that begins a sentence only where it is no ordinary word."""
    for word in reading.words:
        if not word.is_capital or len(word.text) < 2 or word.folded in stop_words(reading.language) | _CALENDAR:
            continue
        is_short = word.text.isupper() and len(word.text) > 2
        if not word.begins or is_short or not _is_ordinary(word, reading.language):
            yield word


def _is_doubted(word: Word, claim: Reading, is_crossed: bool, own: Mapping[Word, Concept], there: set[Word]) -> bool:
    """Whether an absent name may be a translated one (Ring of Fire, Царское Село), or a word that only begins a
    sentence.
    """
    if word.begins and (is_crossed or claim.language == "kk"):
        return True
    if not is_crossed:
        return False
    # Every language abbreviates by itself: ЖСН, ИИН, IIN.
    if word.text.split("-")[0].isupper() or any(_touch(claim, word, other) for other in there):
        return True
    if word in own:
        return own[word].kind not in _PLACES
    # The Russian list of words knows first names; what is translated there is mostly an adjective.
    if claim.language == "ru":
        return _ADJECTIVE.search(word.folded) is not None
    # The Kazakh list knows names, too, but rare ones only.
    return share(word.text.casefold(), claim.language) >= (_COMMON if claim.language == "kk" else _KNOWN)


def _touch(claim: Reading, one: Word, other: Word) -> bool:
    first, second = sorted((one, other), key=lambda word: word.start)
    return first.end < second.start and not claim.plain[first.end : second.start].strip()


def _is_ordinary(word: Word, language: Language) -> bool:
    lower = word.text.casefold()
    return share(lower, language) > 0 or "-" in lower or len(lower) <= _SHORTEST


def holds(reading: Reading, word: Word, claim: Reading) -> bool:
    """Whether a text has a word that may be the same name; of a name with a hyphen, all its parts."""
    if word.text.casefold() in reading.pieces:
        return True
    if reading.language == claim.language:
        return word.stem in reading.stems or any(is_inflected(word, other) for other in reading.words)
    parts = [part for part in _cut(word).split("-") if len(part) >= _SHORTEST] or [word.text.casefold()]
    return all(any(difference(part, other) <= ALIKE for other in reading.pieces) for part in parts)


def is_inflected(one: Word, other: Word) -> bool:
    """Whether two words of one language differ in their endings only."""
    shorter, longer = sorted((one.folded, other.folded), key=len)
    if len(longer) - len(shorter) > _LONGEST_ENDING or len(shorter) < 2:
        return False
    if longer.startswith(shorter):
        return len(shorter) >= _SHORTEST or (one.is_capital and other.is_capital)
    stems = sorted((one.stem, other.stem), key=len)
    return len(stems[0]) >= _SHORTEST and stems[1].startswith(stems[0])


def is_alike(one: Word, other: Word) -> bool:
    """Whether two words of different languages sound alike."""
    return min(difference(_cut(one), _cut(other)), difference(one.text.casefold(), other.text.casefold())) <= ALIKE


def _cut(word: Word) -> str:
    return word.stem if len(word.stem) >= _SHORTEST else word.folded
