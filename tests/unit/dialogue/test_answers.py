from dataclasses import replace

import pytest

from content.model import Task, Unit, UnitKind
from guardrails.verdict import Action, Category, Decision, Verdict
from tests.samples import SCHOOL, lesson
from tests.unit.dialogue.conversation import (
    Conversation,
    explained,
    labels,
    other_lesson,
    redirected,
    resembling,
    said,
    with_units,
)
from tutor.dialogue.model import Move, Outcome

CHOICE = Task(
    "float", "Which liquid floats on water?", "oil", 1, "s", ("Compare the densities.",), "Oil.", "", ("oil", "ink")
)
IRON = lesson().tasks[0]


def test_simpler_never_leads_to_a_deeper_explanation() -> None:
    deep = explained("deep", "Density depends on atoms and on the density of their lattice.", depth="deep")
    short = explained("short", "Density is how closely things sit, density in short.", depth="short")
    chat = Conversation(en=with_units(deep, short))
    chat.say("what is density?")
    shown = said(chat.say("Simpler", "simplify"))
    assert "in short" in shown
    again = chat.say("Simpler", "simplify")
    assert "lattice" not in said(again)
    assert "Simpler" not in labels(again)


def test_a_term_explained_nowhere_else_is_answered_with_its_gloss() -> None:
    rare = with_units(Unit("compare", UnitKind.CONTRAST, "A hydrometer floats."))
    rare = replace(
        rare, terms=(*rare.terms, replace(rare.terms[0], key="h", names={"en": "hydrometer"}, gloss="a gauge"))
    )
    reply = Conversation(en=rare).say("what is a hydrometer?")
    assert reply.blocks[0].text.startswith("hydrometer — a gauge")


def test_steps_are_found_although_something_else_matches_better() -> None:
    steps = Unit("steps", UnitKind.STEPS, "1. Weigh ice water.\n2. Divide.")
    better = Unit("contrast", UnitKind.CONTRAST, "Ice melts into cold water slowly.")
    reply = Conversation(en=with_units(better, steps)).say("how does ice melt into cold water?")
    assert reply.move is Move.WALK_STEPS
    assert said(reply).strip().startswith("Ice melts")
    near = Unit("near", UnitKind.STEPS, "1. Ice melts into cold tap.\n2. Divide.")
    reply = Conversation(en=with_units(better, near)).say("how does ice melt into cold water?")
    assert said(reply).strip().startswith("1. Ice melts")


def test_a_table_is_never_cut_off() -> None:
    rows = "\n".join(f"| metal number {number} of this table | {number} |" for number in range(15))
    table = Unit("table", UnitKind.EXAMPLE, f"Gold leads the long table.\n\n| metal | place |\n|---|---|\n{rows}")
    reply = Conversation(en=with_units(table)).say("give an example of gold in the long table")
    assert "number 14" in said(reply)


def test_a_frame_speaks_the_language_of_what_it_leads_in() -> None:
    russian = lesson("ru")
    example = Unit("oil", UnitKind.EXAMPLE, "Масло плавает, плотность мала.")
    plain = Unit("p", UnitKind.PLAIN_WORDS, "Плотность простыми словами.")
    units = (Unit("density", UnitKind.DEFINITION, "Плотность и density."), plain, example)
    chat = Conversation(ru=replace(russian, units=units))
    reply = chat.say("what is density?")
    assert [block.frame for block in reply.blocks[1:3]] == ["Простыми словами:", "Например:"]


@pytest.mark.parametrize(("confidence", "is_named"), [(0.45, True), (0.2, False)])
def test_the_nearest_lesson_is_named_only_where_it_is_near(confidence: float, is_named: bool) -> None:
    reply = Conversation(confidence=confidence).say("what is the density of volcanoes?")
    assert reply.outcome is Outcome.NOT_COVERED
    assert reply.nearest_lesson == "physics-7-density"
    assert ("“Density”" in said(reply)) is is_named


def test_a_task_with_choices_can_be_answered_by_tapping() -> None:
    chat = Conversation(en=replace(lesson(), tasks=(CHOICE,)))
    reply = chat.say("what is density?")
    assert labels(reply)[:3] == ["1", "2", "Hint"]
    assert "Give me a task" not in labels(reply)
    assert chat.say("1", "").move is Move.AFFIRM


@pytest.mark.parametrize("message", ["7", "mercury", "blue ink"])
def test_what_no_choice_names_is_a_wrong_answer_while_the_task_is_open(message: str) -> None:
    chat = Conversation(en=replace(lesson(), tasks=(CHOICE,)))
    chat.say("Give me a task about density")
    reply = chat.say(message)
    assert reply.move is Move.HINT
    assert "Compare the densities." in said(reply)


def test_words_are_no_attempt_where_a_number_is_asked_for() -> None:
    chat = Conversation()
    chat.say("Give me a task about density")
    assert chat.say("volcanoes of Kamchatka").outcome is Outcome.NOT_COVERED
    assert chat.say("5").move is Move.HINT


def test_a_question_is_no_attempt() -> None:
    chat = Conversation(en=replace(lesson(), tasks=(CHOICE,)))
    chat.say("Give me a task about density")
    assert chat.say("volcanoes?").outcome is Outcome.NOT_COVERED


def test_after_the_last_hint_the_solution_is_offered_and_shown() -> None:
    chat = Conversation()
    chat.say("Give me a task about density")
    for number in range(len(IRON.hints)):
        reply = chat.say("Hint", "hint")
        assert labels(reply) == (["Show the solution"] if number + 1 == len(IRON.hints) else ["Hint"])
    solved = chat.say("Show the solution", "show_solution")
    assert solved.move is Move.SHOW_SOLUTION
    assert IRON.solution in said(solved)


@pytest.mark.parametrize("message", ["show me the solution", "just tell me the answer"])
def test_the_solution_is_not_given_before_the_hints(message: str) -> None:
    chat = Conversation()
    chat.say("Give me a task about density")
    reply = chat.say(message)
    assert IRON.hints[0] in said(reply)
    assert IRON.solution not in said(reply)


def test_asking_for_the_work_to_be_done_brings_a_hint_for_the_task_in_hand() -> None:
    chat = Conversation()
    assert chat.say("do it for me", verdict=redirected(Category.ACADEMIC_INTEGRITY)).outcome is Outcome.REDIRECTED
    chat.say("Give me a task about density")
    assert IRON.hints[0] in said(chat.say("do it for me", verdict=redirected(Category.ACADEMIC_INTEGRITY)))


def test_a_hint_without_a_task_says_so_and_leads_on() -> None:
    chat = Conversation()
    chat.say("what is density?")
    chat.say("7,8")
    reply = chat.say("hint")
    assert reply.outcome is Outcome.CLARIFY
    assert labels(reply)


@pytest.mark.parametrize("message", ["7", "12,5", "?", "👍"])
def test_a_number_alone_is_not_searched_for(message: str) -> None:
    chat = Conversation()
    assert chat.say(message).outcome is Outcome.CLARIFY
    assert chat.search.asked == []


@pytest.mark.parametrize("message", ["thanks", "hello", "???"])
def test_a_courtesy_leads_back_to_the_lesson(message: str) -> None:
    chat = Conversation()
    assert labels(chat.say(message)) == []
    chat.say("what is density?")
    assert labels(chat.say(message))


def test_after_a_joke_about_distress_the_lesson_is_offered_and_after_earnest_it_is_not() -> None:
    chat = Conversation()
    chat.say("what is density?")
    joking = Verdict((Decision("check-in", Action.ALLOW, Category.BENIGN_SCHOOL, "joking"),))
    meant = Verdict((Decision("check-in", Action.SUPPORT_ALERT, Category.SELF_HARM, "meant_it"),))
    assert labels(chat.say("I was joking", "joking", joking))
    assert labels(chat.say("I mean it", "meant_it", meant)) == []


def test_the_support_text_says_where_the_adult_is() -> None:
    alarm = Verdict((Decision("wellbeing", Action.SUPPORT_ALERT, Category.SELF_HARM, "direct"),))
    text = said(Conversation().say("help", verdict=alarm))
    assert f"{SCHOOL.safeguarding_name} ({SCHOOL.safeguarding_contact})" in text


def test_what_was_shown_can_be_read_in_another_language_and_the_talk_goes_on_in_the_first() -> None:
    russian = replace(
        lesson("ru"), units=(Unit("density", UnitKind.DEFINITION, "**Плотность** — масса единицы объёма."),)
    )
    chat = Conversation(en=lesson(), ru=russian)
    chat.say("what is density?")
    chat.say("hint")
    other = chat.say("and in Russian?")
    assert "Плотность" in said(other)
    assert other.blocks[0].citations[0].version_id == "physics-7-density@ru.1"
    assert "particles differ" in said(chat.say("Why?", "give_causes"))


def test_a_language_the_lesson_has_not_is_left_to_the_teacher() -> None:
    chat = Conversation()
    chat.say("what is density?")
    reply = chat.say("in Kazakh?")
    assert reply.can_ask_teacher
    assert reply.blocks[0].citations == ()


@pytest.mark.parametrize("message", ["density in Russian", "what is density in Kazakh?"])
def test_a_term_is_translated_by_the_lessons_own_names(message: str) -> None:
    reply = Conversation().say(message)
    assert reply.move is Move.TRANSLATE_TERM
    assert "плотность" in said(reply)
    assert "тығыздық" in said(reply)


def test_another_lesson_is_never_mixed_into_an_answer() -> None:
    other = other_lesson("Floating", Unit("oil", UnitKind.EXAMPLE, "A density example of another lesson."))
    reply = Conversation(en=lesson(), other=other).say("what is density?")
    versions = {block.citations[0].version_id for block in reply.blocks if block.citations}
    assert len(versions) == 1


@pytest.mark.parametrize(
    ("message", "verdict", "outcome"),
    [
        ("what is density?", resembling(Category.ABUSE, Action.REFUSE), Outcome.ANSWERED),
        ("what is density?", resembling(Category.OFF_TOPIC), Outcome.ANSWERED),
        ("who won at Anrakai?", resembling(Category.OFF_TOPIC), Outcome.NOT_COVERED),
        ("how do I hurt a dog?", resembling(Category.ABUSE, Action.REFUSE), Outcome.REFUSED),
        ("what is density?", redirected(Category.JAILBREAK), Outcome.REDIRECTED),
    ],
)
def test_a_likeness_alone_never_blocks_what_the_lessons_answer(
    message: str, verdict: Verdict, outcome: Outcome
) -> None:
    assert Conversation().say(message, verdict=verdict).outcome is outcome


def test_a_lesson_in_another_language_brings_no_check_question() -> None:
    russian = replace(lesson("ru"), units=(Unit("density", UnitKind.DEFINITION, "Плотность, по-английски density."),))
    reply = Conversation(ru=russian).say("what is density?")
    assert [block.kind for block in reply.blocks] == ["text"]
    assert "Give me a task" in labels(reply)
