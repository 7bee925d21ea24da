"""What a number counts: five countries, три жёлтых, алты торап."""

from collections.abc import Iterator

from retrieval.support.evidence import Evidence, Said
from retrieval.support.quantity import Quantity
from retrieval.support.records import Reason

_REACH = 2


def check(claim: Said, evidence: Evidence) -> tuple[Reason, ...]:
    """A number of the claim is wrong where the cited texts count the same thing with other numbers only."""
    counted: dict[str, list[Quantity]] = {}
    for text in evidence.texts:
        if text.reading.language == claim.reading.language:
            for number, stem in _counted(text):
                counted.setdefault(stem, []).append(number)
    return tuple(
        Reason("number", f"{number.value} {stem}")
        for number, stem in _counted(claim)
        if stem in counted and not any(number.values & other.values for other in counted[stem])
    )


def _counted(said: Said) -> Iterator[tuple[Quantity, str]]:
    """Numbers without a unit, each with the word right behind it."""
    content = {word.start: word for word in said.reading.content}
    for number in said.quantities:
        if number.unit is not None or number.is_year or number.glued:
            continue
        following = [word for word in said.reading.words if 0 <= word.start - number.end <= _REACH]
        if following and following[0].start in content:
            yield number, following[0].stem
