"""What the support check is asked and what it answers."""

from dataclasses import dataclass

from content.model import Span
from tutor.language import Language


@dataclass(frozen=True, slots=True)
class Cited:
    """A text that a sentence relies on; Markdown with LaTeX between dollar signs."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Place:
    """The best cited sentence: which of the cited texts it stands in, and where in it."""

    text: int
    span: Span


@dataclass(frozen=True, slots=True)
class Reason:
    """Something in the claim that the cited texts do not bear; ``found`` is how it reads in the claim."""

    check: str
    found: str


@dataclass(frozen=True, slots=True)
class Support:
    """Whether the cited texts bear a claim; ``score`` is the probability, between 0 and 1."""

    score: float
    is_supported: bool
    span: Place | None
    reasons: tuple[Reason, ...] = ()
