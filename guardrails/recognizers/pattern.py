"""Detectors made of patterns, each with what has to stand near and one check."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guardrails.folding import fold
from guardrails.recognizers.finding import Finding, longest

_NEAR = 40
"""Characters on either side in which a rule's company is looked for."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern whose group ``value`` (or the whole match) is personal data when ``near`` and ``check`` agree."""

    name: str
    pattern: re.Pattern[str]
    near: re.Pattern[str] | None = None
    check: Callable[[str], bool] | None = None
    score: float = 0.9


class PatternDetector:
    """Finds one kind of personal data by its rules."""

    def __init__(self, kind: str, rules: tuple[Rule, ...]) -> None:
        self.kinds = (kind,)
        self.name = kind.lower()
        self._rules = rules

    def find(self, text: str) -> Iterator[Finding]:
        return longest(finding for rule in self._rules for finding in self._found(rule, text))

    def _found(self, rule: Rule, text: str) -> Iterator[Finding]:
        if rule.near and not rule.near.search(text):
            return
        for match in rule.pattern.finditer(text):
            start, end = match.span("value" if "value" in rule.pattern.groupindex else 0)
            if start < 0 or start == end or not _in_company(rule, text, match):
                continue
            value = text[start:end]
            if rule.check is None or rule.check(value):
                yield Finding(start, end, self.kinds[0], f"{self.name}: {rule.name}", rule.score, key_of(value))


def _in_company(rule: Rule, text: str, match: re.Match[str]) -> bool:
    if rule.near is None:
        return True
    around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    return bool(rule.near.search(around))


def key_of(value: str) -> str:
    """One spelling of a value: digits and folded letters only."""
    return fold("".join(character for character in value if character.isalnum())) or value


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, blind to capitals."""
    return re.compile(pattern, re.IGNORECASE)
