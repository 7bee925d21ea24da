"""Rules of the guards: phrases with a category, an action and a reason, read from data files."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from guardrails import wordlists
from guardrails.concepts import find_together
from guardrails.phrases import Phrase, first_match
from guardrails.readings import Reading
from guardrails.verdict import GRAVITY, Action, Category, Decision


@dataclass(frozen=True, slots=True)
class Rule:
    """Fires on a phrase or on ideas standing ``together``, unless ``unless`` stands there; may yield to schoolwork."""

    id: str
    category: Category
    action: Action
    reason: str
    phrases: tuple[Phrase, ...]
    together: tuple[str, ...] = ()
    unless: tuple[Phrase, ...] = ()
    schoolwork: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fired, on which reading, and where in it."""

    rule: Rule
    reading: Reading
    start: int
    end: int


@cache
def load(name: str) -> tuple[Rule, ...]:
    """The rules of ``data/{name}.toml``."""
    return tuple(_rule(entry) for entry in wordlists.table(f"{name}.toml")["rule"])


def _rule(entry: dict[str, object]) -> Rule:
    return Rule(
        str(entry["id"]),
        Category(str(entry["category"])),
        Action(str(entry["action"])),
        str(entry["reason"]),
        phrases(entry["phrases"]),
        tuple(map(str, _listed(entry.get("together", ())))),
        phrases(entry.get("unless", ())),
        bool(entry.get("schoolwork", False)),
    )


def phrases(sources: object) -> tuple[Phrase, ...]:
    """Phrases from their written form."""
    return tuple(Phrase(str(source)) for source in _listed(sources))


def _listed(value: object) -> Sequence[object]:
    if not isinstance(value, Sequence):
        raise TypeError(f"a list belongs here, not {value!r}")
    return value


def hits(rules: Sequence[Rule], readings: Sequence[Reading]) -> list[Hit]:
    """Every rule that fires, on the first reading it fires on."""
    found = (_hit(rule, readings) for rule in rules)
    return [hit for hit in found if hit]


def _hit(rule: Rule, readings: Sequence[Reading]) -> Hit | None:
    for reading in readings:
        if (span := _span(rule, reading)) and not first_match(rule.unless, reading.folded):
            return Hit(rule, reading, *span)
    return None


def _span(rule: Rule, reading: Reading) -> tuple[int, int] | None:
    if match := first_match(rule.phrases, reading.folded):
        return match[1].span()
    return next(filter(None, (find_together(combination, reading) for combination in rule.together)), None)


def gravest(hits_: Sequence[Hit]) -> Hit | None:
    """The hit whose rule asks for the gravest action; the first among equals."""
    return max(hits_, key=lambda hit: GRAVITY.index(hit.rule.action), default=None)


def decision(guard: str, hit: Hit | None) -> Decision:
    """The guard's decision from its gravest hit; allowing where there is none."""
    if hit is None:
        return Decision(guard, Action.ALLOW)
    return Decision(guard, hit.rule.action, hit.rule.category, hit.rule.id, view=hit.reading.name)
