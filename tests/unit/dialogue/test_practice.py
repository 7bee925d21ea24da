from dataclasses import replace

import pytest

from content.model import Task, VersionId
from tests.samples import lesson
from tutor.dialogue.model import Move, PastTurn
from tutor.dialogue.practice import active_task, entry, is_attempt, is_right, next_task

VERSION = VersionId("physics-7-density@en.1")
IRON = lesson().tasks[0]
CHOICE = Task("c", "Which floats?", "Oil", 1, "s", choices=("Water", "Oil", "Iron"))


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("7,8", True),
        ("7.8 г/см³", True),
        ("ρ = 78 : 10 = 7,8", True),
        ("жауабы 7,8", True),
        ("78/10", True),
        ("78", False),
        ("0,78", False),
        ("-7,8", False),
        ("7,8 емес 8", False),
    ],
)
def test_numbers_are_compared_as_numbers(given: str, right: bool) -> None:
    assert is_right(given, IRON) is right


@pytest.mark.parametrize(("given", "right"), [("oil", True), ("B", True), ("b)", True), ("2", True), ("water", False)])
def test_a_choice_is_named_by_its_words_or_its_letter(given: str, right: bool) -> None:
    assert is_right(given, CHOICE) is right


@pytest.mark.parametrize(("given", "right"), [("2:3", True), ("2 : 3", True), ("5:3", False), ("3:2", False)])
def test_both_parts_of_a_ratio_count(given: str, right: bool) -> None:
    assert is_right(given, replace(IRON, answer="2:3")) is right


def test_division_by_zero_is_a_wrong_answer_and_no_crash() -> None:
    assert not is_right("5/0", IRON)


@pytest.mark.parametrize(
    ("message", "attempt"),
    [("7,8", True), ("it is 7,8", True), ("ρ=78/10", True), ("density of iron", False)],
)
def test_an_attempt_is_told_from_another_topic(message: str, attempt: bool) -> None:
    assert is_attempt(message, IRON) is attempt


@pytest.mark.parametrize(
    ("message", "attempt"), [("oil", True), ("Iron.", True), ("b", True), ("3)", True), ("photosynthesis", False)]
)
def test_a_choice_is_attempted_by_naming_one_of_the_choices(message: str, attempt: bool) -> None:
    assert is_attempt(message, CHOICE) is attempt


def test_a_posed_task_is_active_until_it_is_done() -> None:
    posed = _turn(entry(VERSION, IRON))
    hinted = _turn(entry(VERSION, IRON, "2"))
    done = _turn(entry(VERSION, IRON, "done"))
    assert active_task((posed,)) is not None
    assert (active := active_task((posed, hinted)))
    assert (active.key, active.hints) == ("iron", 2)
    assert active_task((posed, hinted, done)) is None
    assert active_task((posed, _turn("a"), _turn("b"), _turn("c"))) is None


def test_a_task_is_never_posed_twice() -> None:
    assert next_task(lesson(), ()) == IRON
    assert next_task(lesson(), (_turn(entry(VERSION, IRON)),)) is None


def _turn(shown: str) -> PastTurn:
    return PastTurn("", "en", Move.GIVE_TASK, (shown,))
