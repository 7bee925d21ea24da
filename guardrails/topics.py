"""Requests for harm, for work done by another, for things no lesson answers, and insults."""

from collections.abc import Sequence

from guardrails.readings import Reading
from guardrails.rules import Hit, decision, gravest, hits, load
from guardrails.schoolwork import is_schoolwork
from guardrails.verdict import Action, Decision

NAME = "topics"


def check(readings: Sequence[Reading]) -> Decision:
    """A refusal or a redirect; a message about a lesson passes the rules that allow for it."""
    return decision(NAME, gravest(_counted(hits(load("topics"), readings), readings)))


def check_harm(readings: Sequence[Reading]) -> Decision:
    """Only the requests for harm, for text the tutor itself writes."""
    found = [hit for hit in hits(load("topics"), readings) if hit.rule.action is Action.REFUSE]
    return decision(NAME, gravest(_counted(found, readings)))


def _counted(found: list[Hit], readings: Sequence[Reading]) -> list[Hit]:
    if any(hit.rule.schoolwork for hit in found) and is_schoolwork(readings):
        return [hit for hit in found if not hit.rule.schoolwork]
    return found
