"""Attempts to change the tutor's rules, and instructions hidden in imported content."""

from collections.abc import Sequence

from guardrails.readings import Reading
from guardrails.rules import decision, gravest, hits, load
from guardrails.verdict import Decision

NAME = "injection"


def check(readings: Sequence[Reading]) -> Decision:
    """A light redirect for a message that wants other rules or the tutor's own instructions."""
    return decision(NAME, gravest(hits(load("injection"), readings)))


def check_passage(readings: Sequence[Reading]) -> Decision:
    """A refusal for content that gives orders to the program that reads it."""
    return decision(NAME, gravest(hits((*load("passages"), *load("injection")), readings)))
