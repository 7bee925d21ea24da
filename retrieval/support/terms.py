"""One term put in the place of another: chloroplasts become mitochondria in a sentence that is otherwise the same."""

import numpy as np

from retrieval.support import concepts
from retrieval.support.likeness import Likeness
from retrieval.support.records import Reason
from retrieval.support.roles import Replacement
from retrieval.support.words import Reading

_COPIED = 0.6
"""From this share of common words on, a term of the same kind that stands instead is another statement."""
_REPLACED = 0.5
_SYNONYM = 0.5
"""Words nearer than this say the same: used, applied. Terms of one kind are at .1 to .3."""


def check(
    compared: concepts.Comparison, held: float, replacement: Replacement | None, claim: Reading, likeness: Likeness
) -> tuple[Reason, ...]:
    """``held`` is the share of the claim's words that the best sentence has."""
    if compared.contrary:
        return tuple(Reason("term", word.text) for word in compared.contrary)
    if compared.exchanged and held * len(compared.exchanged) >= _COPIED:
        return tuple(Reason("term", word.text) for word in compared.exchanged)
    if replacement is None or replacement.weight < _REPLACED:
        return ()
    one, other = replacement.word.text.casefold(), replacement.instead.text.casefold()
    likely = float(np.dot(*likeness.words([one, other], claim.language)))
    return () if likely >= _SYNONYM else (Reason("term", replacement.word.text),)
