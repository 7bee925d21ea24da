"""A child in danger: what is said of oneself counts, what a hero of a novel says does not."""

from collections.abc import Sequence

from guardrails.readings import Reading
from guardrails.rules import Hit, decision, gravest, hits, load
from guardrails.schoolwork import is_quoted, is_schoolwork
from guardrails.verdict import Decision

NAME = "wellbeing"


def check(readings: Sequence[Reading]) -> Decision:
    """Support for a child who speaks of dying, of being hurt or of being bullied."""
    found = hits(load("wellbeing"), readings)
    if found and is_schoolwork(readings):
        found = [hit for hit in found if not _is_a_heros(hit)]
    return decision(NAME, gravest(found))


def _is_a_heros(hit: Hit) -> bool:
    """Whether a lesson explains the hit: quoted speech, or a rule that is no cry for help."""
    return is_quoted(hit) or hit.rule.id == "self-harm.hyperbole"
