"""Whether a message is about a lesson, however grim the lesson's topic is."""

import re
from collections.abc import Sequence
from functools import cache

from guardrails import wordlists
from guardrails.phrases import Phrase, first_match
from guardrails.readings import Reading
from guardrails.rules import Hit, phrases

_QUOTED = re.compile(r"[«\"“„']([^«»\"“”„]{3,})[»\"”“']")


@cache
def _about() -> tuple[Phrase, ...]:
    return phrases(wordlists.table("schoolwork.toml")["about"])


def is_schoolwork(readings: Sequence[Reading]) -> bool:
    """Whether the message names a text, a hero, a war, a lesson."""
    return any(first_match(_about(), reading.folded) for reading in readings)


def is_quoted(hit: Hit) -> bool:
    """Whether the words that fired stand inside quotation marks."""
    spans = (match.span(1) for match in _QUOTED.finditer(hit.reading.folded))
    return any(start <= hit.start and hit.end <= end for start, end in spans)
