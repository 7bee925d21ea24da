"""After a sign that may be distress: the child is asked, and the answer decides whom it reaches."""

from collections.abc import Sequence

from guardrails.policy import Helplines, after_check_in, check_in_answers
from guardrails.verdict import Action, Category, Decision, Verdict
from tutor.dialogue.model import Chip, Move, PastTurn
from tutor.language import Language

ANSWERS = ("meant_it", "joking", "talk")


def chips(language: Language) -> tuple[Chip, ...]:
    """The three answers a check-in offers."""
    labels = check_in_answers(language)
    return tuple(Chip(label, label, answer) for answer, label in zip(ANSWERS, labels, strict=True))


def verdict(action: str | None, past: Sequence[PastTurn]) -> Verdict | None:
    """The verdict on a tapped answer; None where none was tapped or nothing was asked."""
    if action not in ANSWERS or not past or past[-1].move is not Move.SUPPORT:
        return None
    consequence, _ = after_check_in(action, "kk", "")
    category = Category.BENIGN_SCHOOL if consequence is Action.ALLOW else Category.SELF_HARM
    return Verdict((Decision("check-in", consequence, category, action),))


def text(action: str, language: Language, contact: str, helplines: Helplines) -> str:
    """What the student reads after answering."""
    return after_check_in(action, language, contact, helplines)[1]
