"""What the guards decided about a text, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    BENIGN_SCHOOL = "benign_school"
    SELF_HARM = "self_harm"
    DISCLOSURE = "disclosure"
    ABUSE = "abuse"
    """A request for harm."""
    JAILBREAK = "jailbreak"
    TOXICITY = "toxicity"
    ACADEMIC_INTEGRITY = "academic_integrity"
    OFF_TOPIC = "off_topic"
    MEDICAL_LEGAL = "medical_legal"


class Action(StrEnum):
    """In ascending order of gravity; the gravest decision makes the verdict."""

    ALLOW = "allow"
    REDIRECT = "redirect"
    REFUSE = "refuse"
    SUPPORT = "support"
    SUPPORT_ALERT = "support_alert"


GRAVITY: tuple[Action, ...] = tuple(Action)


@dataclass(frozen=True, slots=True)
class Decision:
    """One guard's decision: the rule that fired, its score where it has one, and the view of the text it fired on."""

    guard: str
    action: Action
    category: Category = Category.BENIGN_SCHOOL
    rule: str = ""
    score: float | None = None
    view: str = "as written"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every decision on one text; the gravest one rules."""

    decisions: tuple[Decision, ...]

    @property
    def ruling(self) -> Decision:
        return max(self.decisions, key=lambda decision: GRAVITY.index(decision.action))

    @property
    def action(self) -> Action:
        return self.ruling.action

    @property
    def category(self) -> Category:
        return self.ruling.category
