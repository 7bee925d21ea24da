"""What a detector found, before anybody decides what to hide."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """The kinds of personal data; a placeholder says its kind."""

    PERSON = "PERSON"
    CLASS = "CLASS"
    SCHOOL = "SCHOOL"
    PHONE = "PHONE"
    ADDRESS = "ADDRESS"
    IIN = "IIN"
    DOB = "DOB"
    SOCIAL = "SOCIAL"
    EMAIL = "EMAIL"
    DOC_ID = "DOC_ID"
    USERNAME = "USERNAME"
    CARD = "CARD"
    IBAN = "IBAN"


FIGURE = "FIGURE"
"""A person of the curriculum: hidden only when the message is about an acquaintance of that name."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A half-open range ``[start, end)`` of the normalised view; ``key`` names the value in one spelling."""

    start: int
    end: int
    kind: str
    rule: str
    score: float = 0.9
    key: str = ""


class Detector(Protocol):
    """Finds one kind of personal data in the normalised view of a text."""

    @property
    def kinds(self) -> tuple[str, ...]: ...

    @property
    def name(self) -> str: ...

    def find(self, text: str) -> Iterable[Finding]: ...


def longest(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings left to right, those inside a longer one left out."""
    end = -1
    for finding in sorted(findings, key=lambda finding: (finding.start, -finding.end)):
        if finding.end > end:
            yield finding
            end = finding.end
