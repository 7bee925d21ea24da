"""Values a text states: numbers with their units, dates and formulas have to stand in what it cites."""

from collections.abc import Sequence

from retrieval.support import dates, formulas, numbers
from retrieval.support.evidence import Said
from retrieval.support.records import Reason


def missing(said: Said, cited: Sequence[Said], nearest: Said | None = None) -> tuple[Reason, ...]:
    """The values that no cited text has; small counts are held against the ``nearest`` sentence, where it is known."""
    near = [nearest] if nearest else cited
    return (
        *numbers.check(
            said.quantities,
            [one for text in cited for one in text.quantities],
            [one for text in near for one in text.quantities],
        ),
        *dates.check(said.days, [day for text in cited for day in text.days]),
        *dates.check_era(said.reading, [text.reading for text in cited]),
        *formulas.check(said.formulas, [one for text in cited for one in text.formulas]),
    )
