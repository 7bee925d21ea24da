"""What the weighing knows about a claim beside its evidence, as numbers, and what no weighing can mend."""

from dataclasses import dataclass

from retrieval.support import belonging, bindings, concepts, names, overlap, places, polarity, roles, terms, values
from retrieval.support.evidence import Evidence, Said, Sentence
from retrieval.support.likeness import Likeness
from retrieval.support.ranking import Ranking, rank
from retrieval.support.records import Reason

TOPIC = (
    "meaning", "words", "grams", "crossed", "crossed_meaning", "crossed_words", "unknown", "unknown_heaviest",
    "absent_terms",
)  # fmt: skip
"""Whether the cited texts speak of what the claim says."""
CONTRAST = (
    "crossed", "added_negation", "lost_negation", "opposites", "misplaced_name", "misplaced_term", "rearranged",
    "exchanged_roles",
)  # fmt: skip
"""Whether the claim says it otherwise than they do."""
_MOST_UNKNOWN, _MOST_COUNTED = 4.0, 2
_CLEAR_LEAD = 2.0
"""By this much another sentence has to fit better for a number to stand in the wrong one."""
_CROSSED, _FREE = 0.6, 0.3
"""How much a difference counts in another language, and in a sentence in other words."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """``TOPIC`` and ``CONTRAST`` of a claim, the sentence it comes closest to, and what its texts surely lack."""

    topic: tuple[float, ...]
    contrast: tuple[float, ...]
    best: Sentence
    reasons: tuple[Reason, ...]


def features(claim: Said, evidence: Evidence, likeness: Likeness) -> Weighed:
    """The evidence has at least one sentence."""
    ranking = rank(claim, evidence, likeness)
    compared = concepts.compare(claim.reading, ranking.best.said.reading, evidence.readings)
    moved = roles.compare(claim.reading, ranking.best.said.reading)
    is_crossed = all(reading.language != claim.reading.language for reading in evidence.readings)
    reasons = (
        *values.missing(claim, evidence.texts, ranking.best.said),
        *names.missing(claim.reading, evidence.readings),
        *bindings.check(claim, evidence),
        *_elsewhere(claim, evidence, ranking),
        *belonging.check(claim, ranking.best.said, ranking.held),
        *terms.check(compared, ranking.held, moved.replaced, claim.reading, likeness),
    )
    return Weighed(
        _topic(claim, evidence, ranking, compared, is_crossed=is_crossed),
        _contrast(claim, evidence, ranking, moved, is_crossed=is_crossed),
        ranking.best,
        reasons,
    )


def _elsewhere(claim: Said, evidence: Evidence, ranking: Ranking) -> tuple[Reason, ...]:
    lead = places.misplaced_numbers(claim, evidence, ranking.ranks)
    return (Reason("number elsewhere", ""),) if lead >= _CLEAR_LEAD else ()


def _topic(
    claim: Said, evidence: Evidence, ranking: Ranking, compared: concepts.Comparison, *, is_crossed: bool
) -> tuple[float, ...]:
    own, there = claim.reading, frozenset().union(*ranking.there)
    in_text = overlap.containment(own, there)
    grams = max(overlap.gram_containment(own, reading) for reading in evidence.readings)
    unknown = [overlap.weight(word, own.language) for word in own.content if word.stem not in there]
    crossed = float(is_crossed)
    return (
        ranking.meaning,
        (1 - crossed) * in_text,
        (1 - crossed) * grams,
        crossed,
        crossed * ranking.meaning,
        crossed * in_text,
        min(_MOST_UNKNOWN, sum(unknown)),
        max(unknown, default=0.0),
        float(min(_MOST_COUNTED, len(compared.absent))),
    )


def _contrast(
    claim: Said, evidence: Evidence, ranking: Ranking, moved: roles.Comparison, *, is_crossed: bool
) -> tuple[float, ...]:
    said = polarity.compare(claim.reading, ranking.best.said.reading, evidence.readings)
    # What differs says most where everything else is the same.
    copied = _CROSSED if is_crossed else max(_FREE, ranking.held)
    return (
        float(is_crossed),
        copied * said.added,
        copied * said.lost,
        copied * min(_MOST_COUNTED, said.opposites),
        copied * places.misplaced_names(claim, evidence, ranking.ranks),
        copied * places.misplaced_terms(claim, evidence, ranking.ranks),
        moved.rearranged,
        moved.exchanged,
    )
