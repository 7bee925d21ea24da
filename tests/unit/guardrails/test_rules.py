"""The rules themselves: reviewed, findable, and read the way they are written."""

import pytest

from guardrails.concepts import find_together
from guardrails.phrases import Phrase
from guardrails.readings import Reading, readings
from guardrails.rules import load

FILES = ["wellbeing", "injection", "topics", "passages", "outbound"]

PHRASES = [
    ("өлгім кел*", "олгим келип тур", True, "folded letters and an ending"),
    ("өлгім кел*", "олгим келбеди ме", True, "any ending"),
    ("кел*", "жел келди", True, "at a word's beginning"),
    ("кел*", "бокелди", False, "not inside a word"),
    ("how to ... bomb", "how to make a small bomb", True, "a gap of three words"),
    ("how to ... bomb", "how to write a good essay about the bomb", False, "a gap of more than four words"),
    ("(do|write) my homework", "write my homework", True, "either"),
    ("ignore (all)? rules", "ignore rules", True, "maybe, absent"),
    ("ignore (all)? rules", "ignore all rules", True, "maybe, present"),
    ("ignore (all)? rules", "ignore some rules", False, "maybe is not anything"),
]


@pytest.mark.parametrize(("source", "text", "found", "reason"), PHRASES, ids=[case[3] for case in PHRASES])
def test_reads_a_phrase(source: str, text: str, found: bool, reason: str) -> None:
    assert bool(Phrase(source).search(text)) is found, reason


@pytest.mark.parametrize("name", FILES)
def test_every_rule_says_why_and_can_fire(name: str) -> None:
    for rule in load(name):
        assert len(rule.reason) > 20
        assert all(phrase.pattern.pattern for phrase in rule.phrases)
        assert all(find_together(combination, Reading("as written", "")) is None for combination in rule.together)


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for name in FILES for rule in load(name)]
    assert len(ids) == len(set(ids))


def test_ideas_stand_together_in_any_order_and_language() -> None:
    russian, kazakh, far = (
        readings(text)[0]
        for text in ("как сделать бомбу", "бомба жасау инструкция", f"как {'очень ' * 20}сделать бомбу")
    )
    assert find_together("how make weapon", russian)
    assert find_together("how make weapon", kazakh)
    assert find_together("how make weapon", far) is None


def test_a_plain_message_has_one_reading() -> None:
    assert [reading.name for reading in readings("Фотосинтез деген не?")] == ["as written"]
