"""The support check: does what a sentence says stand in the texts it cites?"""

from collections.abc import Sequence

from retrieval.embedding import Encoder
from retrieval.support import values
from retrieval.support.evidence import Said, gather
from retrieval.support.features import Weighed, features
from retrieval.support.likeness import Likeness
from retrieval.support.records import Cited, Place, Reason, Support
from retrieval.support.verbatim import find_verbatim
from retrieval.support.weighing import weighing
from retrieval.support.words import read
from tutor.language import Language

NOTHING = Support(0.0, False, None, (Reason("source", ""),))


def quoted(claim: str, language: Language, cited: Sequence[Cited]) -> Support:
    """Supported where the claim stands in a cited text word for word, and not otherwise: needs no encoder."""
    for number, text in enumerate(cited):
        if span := find_verbatim(claim, text.text):
            return Support(1.0, True, Place(number, span))
    return NOTHING


def stated_values(text: str, language: Language, cited: Sequence[Cited]) -> tuple[Reason, ...]:
    """The numbers, dates, units and formulas of a text that the cited texts lack; needs no encoder."""
    said = Said(read(text, language))
    # Most own words state none: then nothing has to be read.
    return values.missing(said, gather(cited).texts) if said.has_values else ()


class SupportCheck:
    """Judges sentences against cited texts of any language; one instance serves all threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._likeness = Likeness(encoder)

    def warm(self) -> None:
        """Embed what every claim is compared with, about half a second."""
        self._likeness.warm()

    def check(self, claim: str, language: Language, cited: Sequence[Cited]) -> Support:
        """The support of one sentence; a sentence that is quoted needs no embedding."""
        if (found := quoted(claim, language, cited)).is_supported:
            return found
        weighed = self.weigh(claim, language, cited)
        if weighed is None:
            return NOTHING
        score = weighing().score(weighed)
        is_supported = not weighed.reasons and score >= weighing().floor
        return Support(score, is_supported, weighed.best.place, weighed.reasons)

    def weigh(self, claim: str, language: Language, cited: Sequence[Cited]) -> Weighed | None:
        """What the score is computed from, for training; None where the cited texts say nothing."""
        evidence = gather(cited)
        return features(Said(read(claim, language)), evidence, self._likeness) if evidence.sentences else None
