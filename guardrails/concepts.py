"""Ideas that stand near each other in any order and any language: ``how make weapon`` finds both
"как сделать бомбу" and "бомба жасау инструкция".
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise, product

from guardrails import wordlists
from guardrails.phrases import Phrase, alternatives
from guardrails.readings import Reading

_REACH = 75
"""Characters that all ideas of a combination have to fit into: about ten words."""
_MOST_PLACES = 4


def find_together(combination: str, reading: Reading) -> tuple[int, int] | None:
    """The shortest stretch of a reading that has all ideas named in ``combination``; ``None`` if there is none."""
    places = []
    for name in combination.split():
        found = _places(name, reading.folded)
        if not found:
            return None
        places.append(found)
    stretches = [
        (min(s for s, _ in chosen), max(e for _, e in chosen)) for chosen in product(*places) if _apart(chosen)
    ]
    shortest = min(stretches, key=lambda stretch: stretch[1] - stretch[0], default=None)
    return shortest if shortest and shortest[1] - shortest[0] <= _REACH else None


def _apart(places: Sequence[tuple[int, int]]) -> bool:
    """Whether no word serves two ideas."""
    ordered = sorted(places)
    return all(left[1] <= right[0] for left, right in pairwise(ordered))


def _places(name: str, folded: str) -> list[tuple[int, int]]:
    pattern, literals = _concept(name)
    if not any(literal in folded for literal in literals):
        return []
    return [match.span() for match in pattern.finditer(folded)][:_MOST_PLACES]


@cache
def _concept(name: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    phrases = [Phrase(source) for source in wordlists.table("concepts.toml")[name]]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(alternatives, phrases))})(?!\w)"), tuple(p.literal for p in phrases)
