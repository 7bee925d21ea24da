"""Whether what a claim names stands in the sentence that says what the claim says, and not in another one."""

from collections.abc import Sequence

from retrieval.support.evidence import Evidence, Said
from retrieval.support.names import is_alike, is_inflected
from retrieval.support.numbers import is_same
from retrieval.support.quantity import Quantity
from retrieval.support.ranking import Ranks
from retrieval.support.words import Word


def misplaced_numbers(claim: Said, evidence: Evidence, ranks: Ranks) -> float:
    """By how much the best sentence fits better than any that has the claim's number, where it has another such
    number instead; 0 where every number stands where it should.
    """
    best = evidence.sentences[int(ranks.argmax())].said
    worst = 0.0
    for one in claim.quantities:
        if one.value == 1 or not _has_rival(one, claim, best):
            continue
        holders = [i for i, sentence in enumerate(evidence.sentences) if _has(sentence.said, one)]
        worst = max(worst, _lead(ranks, holders))
    return worst


def misplaced_names(claim: Said, evidence: Evidence, ranks: Ranks) -> float:
    """The same for names."""
    best = evidence.sentences[int(ranks.argmax())].said
    rivals = [name for name in best.names if not any(_is_name(name, own, best, claim) for own in claim.names)]
    worst = 0.0
    for one in claim.names if rivals else ():
        holders = [
            i for i, sentence in enumerate(evidence.sentences)
            if any(_is_name(one, other, claim, sentence.said) for other in sentence.said.reading.words)
        ]  # fmt: skip
        worst = max(worst, _lead(ranks, holders))
    return worst


def misplaced_terms(claim: Said, evidence: Evidence, ranks: Ranks) -> float:
    """The same for terms of one kind."""
    best = {named.concept for named in evidence.sentences[int(ranks.argmax())].said.concepts}
    own = {named.concept for named in claim.concepts}
    rivals = {concept.kind for concept in best - own}
    worst = 0.0
    for concept in own - best:
        if concept.kind in rivals:
            holders = [
                i for i, sentence in enumerate(evidence.sentences)
                if any(named.concept == concept for named in sentence.said.concepts)
            ]  # fmt: skip
            worst = max(worst, _lead(ranks, holders))
    return worst


def _lead(ranks: Ranks, holders: Sequence[int]) -> float:
    return float(ranks.max() - ranks[list(holders)].max()) if holders else 0.0


def _has(said: Said, one: Quantity) -> bool:
    return any(is_same(one, other) or one.values & other.values for other in said.quantities)


def _has_rival(one: Quantity, claim: Said, best: Said) -> bool:
    if _has(best, one):
        return False
    return any(_is_kindred(one, other) and not _has(claim, other) for other in best.quantities)


def _is_kindred(one: Quantity, other: Quantity) -> bool:
    if one.is_year or other.is_year:
        return one.is_year and other.is_year
    if one.unit and other.unit:
        return one.unit.dimension == other.unit.dimension
    return one.unit is None and other.unit is None and one.is_count == other.is_count


def _is_name(one: Word, other: Word, own: Said, others: Said) -> bool:
    same = own.reading.language == others.reading.language
    if same:
        return one.stem == other.stem or is_inflected(one, other)
    return is_alike(one, other)
