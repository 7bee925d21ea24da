"""Who did what to whom: whether words that claim and sentence share have changed places or cases."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise

from retrieval.support.overlap import containment, weight
from retrieval.support.words import Reading, Word
from tutor.language import Language

_PASSIVE = frozenset({"by"})
_SHARED_LEAST = 3
_Pair = tuple[int, Word, Word]
_NEAR = 2
_OBLIQUE_KAZAKH = re.compile(r"(?:[ндт][ыі]ң?|[ғқ]а|[гк]е|н[ае]|[дтн][ае]н|[мбп]ен|[дт][ае])$")
_OBLIQUE_RUSSIAN = re.compile(r"(?:[уюе]|о[мйв]|е[мйв]|а[мх]и?|я[мх]и?|ой|ей|ого|его|ому|ему|ыми|ими|ых|их)$")
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Replacement:
    """A word of the claim that stands where the sentence has another; ``weight`` is more in a nearer copy."""

    word: Word
    instead: Word
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """``rearranged``: how much the claim is made of the sentence's words in another order; ``recast``: how much of
    them with other endings; ``replaced``: the heaviest word put in the place of another in a near copy;
    ``exchanged``: how much of them are subject where they were not and the other way round.
    """

    rearranged: float = 0.0
    recast: float = 0.0
    replaced: Replacement | None = None
    exchanged: float = 0.0


def compare(claim: Reading, sentence: Reading) -> Comparison:
    """A claim against the sentence it comes closest to; nothing is told across languages."""
    if claim.language != sentence.language:
        return Comparison()
    held = containment(claim, claim.stems & sentence.stems) ** 2
    pairs = _shared(claim, sentence)
    if len(pairs) < _SHARED_LEAST:
        return Comparison(replaced=_replaced(claim, sentence))
    turned = _is_passive(claim) != _is_passive(sentence)
    return Comparison(
        held * _rearranged(pairs) / (2 if turned else 1),
        held * _recast(pairs),
        _replaced(claim, sentence),
        held * _exchanged(pairs, claim.language, turned=turned),
    )


def _shared(claim: Reading, sentence: Reading) -> list[_Pair]:
    """Content words of both in the claim's order, each once: their place in the sentence, and the two forms."""
    places: dict[str, tuple[int, Word]] = {}
    for place, word in enumerate(sentence.content):
        places.setdefault(word.stem, (place, word))
    first: dict[str, tuple[int, Word, Word]] = {}
    for word in claim.content:
        if word.stem in places:
            place, other = places[word.stem]
            first.setdefault(word.stem, (place, word, other))
    return list(first.values())


def _rearranged(pairs: list[_Pair]) -> float:
    """The share of neighbouring shared words that do not follow one another in the sentence."""
    return sum(not 0 < b[0] - a[0] <= _NEAR for a, b in pairwise(pairs)) / (len(pairs) - 1)


def _exchanged(pairs: list[_Pair], language: Language, *, turned: bool) -> float:
    """Where endings tell who does what: 1 when one word became subject and another ceased to be. In English: how much
    the order was inverted, which a passive does too.
    """
    if language == "en":
        inverted = sum(b[0] < a[0] for a, b in combinations(pairs, 2)) / (len(pairs) * (len(pairs) - 1) / 2)
        return 1 - inverted if turned else inverted
    changed = [(_is_bare(mine, language), _is_bare(theirs, language)) for _, mine, theirs in pairs]
    return (((True, False) in changed) + ((False, True) in changed)) / 2


def _is_bare(word: Word, language: Language) -> bool:
    """Whether a word stands in the nominative, as far as its ending tells."""
    if language == "kk":
        return not _OBLIQUE_KAZAKH.search(word.text.casefold())
    return not _OBLIQUE_RUSSIAN.search(word.text.casefold())


def _is_passive(reading: Reading) -> bool:
    return reading.language == "en" and any(word.folded in _PASSIVE for word in reading.words)


def _recast(pairs: list[_Pair]) -> float:
    """The share of shared words whose ending changed."""
    return sum(mine.folded != theirs.folded for _, mine, theirs in pairs) / len(pairs)


def _replaced(claim: Reading, sentence: Reading) -> Replacement | None:
    mine, theirs = [word.stem for word in claim.words], [word.stem for word in sentence.words]
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    found: list[Replacement] = []
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "replace" and end - start <= _SHORT and other_end - other_start <= _SHORT:
            instead = max(sentence.words[other_start:other_end], key=lambda word: weight(word, sentence.language))
            found += [
                Replacement(word, instead, weight(word, claim.language) * matcher.ratio())
                for word in claim.words[start:end]
                if word.stem not in sentence.stems
            ]
    return max(found, key=lambda replacement: replacement.weight, default=None)
