"""Checks of the tutor's own words before a student sees them."""

from collections.abc import Sequence

from guardrails import grounding
from guardrails.personal_data import Hidden
from guardrails.phrases import first_match
from guardrails.readings import Reading
from guardrails.recognizers.finding import Kind
from guardrails.rules import load
from guardrails.verdict import Action, Category, Decision

_CONTACTS = frozenset(Kind) - {Kind.PERSON, Kind.CLASS, Kind.SCHOOL, Kind.DOB}


def check_containment(text: str, cited: str) -> Decision:
    """A block gives no link that its source does not have; what it states is checked where the lesson is known."""
    links = grounding.links_not_in(text, cited)
    return _stopped("containment", "link not in the source", len(links)) if links else _passed("containment")


def check_personal_data(spans: Sequence[Hidden], text: str, cited: str) -> Decision:
    """No contact data at all; no person the source does not name."""
    for span in spans:
        value = text[span.start : span.end]
        if value in cited:
            continue
        if span.kind in _CONTACTS or (cited and span.kind == Kind.PERSON):
            return _stopped("personal data", f"{span.kind} not in the source", 1)
    return _passed("personal data")


def check_promises(readings: Sequence[Reading]) -> Decision:
    """No promise to keep a secret, no wish to meet or to be contacted, no claim to be human."""
    for rule in load("outbound"):
        if any(first_match(rule.phrases, reading.folded) for reading in readings):
            return _stopped("promises", rule.id, 1)
    return _passed("promises")


def _stopped(guard: str, rule: str, count: int) -> Decision:
    return Decision(guard, Action.REFUSE, Category.BENIGN_SCHOOL, rule, float(count))


def _passed(guard: str) -> Decision:
    return Decision(guard, Action.ALLOW)
