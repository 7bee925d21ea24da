"""From decisions to what is done and said: who is told, which fixed text the student sees."""

import re
from dataclasses import asdict, dataclass
from functools import cache

from guardrails.verdict import Action, Category, Decision, Verdict
from tutor import texts
from tutor.language import LANGUAGES, Language

_AREA = "guardrails"
_FIXED = {
    (Action.SUPPORT_ALERT, Category.SELF_HARM): "support_self_harm",
    (Action.SUPPORT_ALERT, Category.DISCLOSURE): "support_disclosure",
    (Action.SUPPORT, Category.SELF_HARM): "check_in",
    (Action.SUPPORT, Category.DISCLOSURE): "check_in",
    (Action.REFUSE, Category.ABUSE): "refuse_abuse",
    (Action.REDIRECT, Category.JAILBREAK): "redirect_jailbreak",
    (Action.REDIRECT, Category.ACADEMIC_INTEGRITY): "redirect_integrity",
    (Action.REDIRECT, Category.OFF_TOPIC): "redirect_off_topic",
    (Action.REDIRECT, Category.MEDICAL_LEGAL): "redirect_medical_legal",
    (Action.REDIRECT, Category.TOXICITY): "redirect_toxicity",
}
_ANSWERS = ("check_in_meant_it", "check_in_joking", "check_in_talk")
_PLACES = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Helplines:
    """Telephone numbers for children in need; the defaults are Kazakhstan's and are to be checked on a schedule."""

    child_line: str = "150"
    state_line: str = "111"
    emergency: str = "112"
    ambulance: str = "103"


KAZAKHSTAN = Helplines()


def settle(decisions: tuple[Decision, ...], *, careful: bool = False) -> Verdict:
    """The verdict on a message; ``careful`` within 24 hours of an earlier signal, when a second one alerts."""
    verdict = Verdict(decisions)
    if not careful or verdict.action is not Action.SUPPORT:
        return verdict
    second = Decision("policy", Action.SUPPORT_ALERT, verdict.category, "second signal within 24 hours")
    return Verdict((*decisions, second))


def fixed_reply(
    verdict: Verdict, language: Language, contact: str, number: int = 0, helplines: Helplines = KAZAKHSTAN
) -> str:
    """The reviewed text for a verdict that stops a turn, ``number`` counting through its phrasings; "" for allow.

    ``contact`` names the adult at school who is told, e.g. "Гульнара Сериковна, кабинет 12".
    """
    key = _FIXED.get((verdict.action, verdict.category))
    if verdict.action is Action.ALLOW:
        return ""
    choices = texts.phrasings(f"{_AREA}.{key or 'refuse_abuse'}", language)
    return choices[number % len(choices)].format(contact=contact, **asdict(helplines))


def check_in_answers(language: Language) -> tuple[str, ...]:
    """What a student can answer to a check-in: meant it, joking, wants to talk; in this order."""
    return tuple(texts.text(f"{_AREA}.{key}", language) for key in _ANSWERS)


def after_check_in(
    answer: str, language: Language, contact: str, helplines: Helplines = KAZAKHSTAN
) -> tuple[Action, str]:
    """What follows a check-in's answer (``meant_it``, ``joking``, ``talk``): whom it alerts, and the text shown."""
    action = Action.ALLOW if answer == "joking" else Action.SUPPORT_ALERT if answer == "meant_it" else Action.SUPPORT
    return action, texts.text(f"{_AREA}.after_{answer}", language, contact=contact, **asdict(helplines))


def alerts_adult(verdict: Verdict) -> bool:
    """Whether the safeguarding lead is told at once: a child in danger, or a threat to others."""
    threat = verdict.action is Action.REFUSE and verdict.ruling.rule == "abuse.threat"
    return verdict.action is Action.SUPPORT_ALERT or threat


def is_fixed_text(text: str) -> bool:
    """Whether a text is one of the reviewed texts with its places filled."""
    return any(pattern.fullmatch(text) for pattern in _fixed_patterns())


@cache
def _fixed_patterns() -> tuple[re.Pattern[str], ...]:
    sources = (
        p for key in texts.area(_AREA) for language in LANGUAGES for p in texts.phrasings(f"{_AREA}.{key}", language)
    )
    return tuple(re.compile(".{0,200}".join(map(re.escape, _PLACES.split(source))), re.DOTALL) for source in sources)
