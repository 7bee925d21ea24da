from dataclasses import replace

import pytest

from content.model import Passage, Span, UnitKind, VersionId
from content.plain import plain
from tests.unit.retrieval.passages import passage
from tutor.language import Language
from tutor.publishing.disagreements import Disagreement, differing, disagreements, values_of

KHANATE = "The Kazakh Khanate was founded in 1465 by Kerei and Janibek."


def find(*texts: str, language: Language = "en", kind: UnitKind = UnitKind.FACT) -> list[Disagreement]:
    """Disagreements among lessons of as many sources as there are texts."""
    made = [_passage(f"book-{number}", text, language, kind) for number, text in enumerate(texts)]
    return disagreements(made, {one.version_id: one.lesson_id for one in made})


def _passage(lesson: str, text: str, language: Language, kind: UnitKind) -> Passage:
    return replace(passage(lesson, text, language), kind=kind)


@pytest.mark.parametrize(
    ("language", "one", "other", "values"),
    [
        ("en", KHANATE, KHANATE.replace("1465", "1466"), ("1465", "1466")),
        ("en", KHANATE, "In 1470 the Kazakh Khanate was founded by Kerei and Janibek.", ("1465", "1470")),
        ("ru", "Плотность льда равна 0,9 г/см³ при 0 °C.", "Плотность льда равна 0,7 г/см³ при 0 °C.", ("0.9", "0.7")),
        ("kk", "Қазақ хандығы **1465 жылы** құрылды.", "Қазақ хандығы 1456 жылы құрылды.", ("1465", "1456")),
        ("en", "Light travels 300 000 km in a second.", "Light travels 200000 km in a second.", ("300000", "200000")),
        ("en", "The mass of oil is $0{,}9$ of the mass.", "The mass of oil is $0{,}8$ of the mass.", ("0.9", "0.8")),
    ],
)
def test_two_sources_with_another_value_in_the_same_sentence_disagree(
    language: Language, one: str, other: str, values: tuple[str, str]
) -> None:
    (found,) = find(one, other, language=language)
    assert {found.first.version_id, found.second.version_id} == {f"book-0@{language}.1", f"book-1@{language}.1"}
    assert differing(values_of(plain(one)), values_of(plain(other))) == values


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (KHANATE, KHANATE, "they agree"),
        (KHANATE, "The Kazakh Khanate was founded in the year 1466 by Kerei and Janibek.", "another word"),
        (KHANATE, "The Golden Horde was founded in 1466 by Kerei and Janibek.", "about something else"),
        ("Pi is a number and equals 3.14.", "Pi is a number and equals 3.1416.", "one is the other rounded"),
        ("The chance that it rains is .60 today.", "The chance that it rains is 0.6 today.", "written otherwise"),
        ("He lived from 1820 to 1858 in Omsk.", "He lived from 1810 to 1868 in Omsk.", "they differ in two values"),
        (
            "The bodies are drawn in Figure 4.3 below.",
            "The bodies are drawn in Figure 2.1 below.",
            "numbers of pictures",
        ),
        ("Денелер төмендегі 3-суретте көрсетілген ғой.", "Денелер төмендегі 5-суретте көрсетілген ғой.", "as before"),
        ("It weighs 5 kg.", "It weighs 6 kg.", "too short to be about the same thing"),
        ("The density of ice is 900 kg/m³ here.", "The density of ice is 0,9 g/cm³ here.", "another unit"),
    ],
)
def test_what_is_no_disagreement_is_left_alone(one: str, other: str, reason: str) -> None:
    assert find(one, other) == [], reason


@pytest.mark.parametrize("kind", [UnitKind.WORKED_EXAMPLE, UnitKind.STEPS, UnitKind.FIGURE])
def test_the_values_of_tasks_and_pictures_are_their_own(kind: UnitKind) -> None:
    assert find(KHANATE, KHANATE.replace("1465", "1466"), kind=kind) == []


def test_lessons_of_one_source_are_not_set_against_each_other() -> None:
    made = [passage("one", KHANATE), passage("two", KHANATE.replace("1465", "1466"))]
    assert disagreements(made, {one.version_id: "The same book" for one in made}) == []


def test_a_sentence_that_a_lesson_itself_says_with_several_values_is_a_form_of_words() -> None:
    said = "The arrows stand at an angle of {}° to each other."
    assert find(said.format(45), f"{said.format(90)} {said.format(180)}") == []


def test_what_many_sources_say_with_many_values_is_a_form_of_words() -> None:
    assert find(*(f"This book of ours has {number} chapters in all." for number in range(2, 9))) == []


def test_the_place_is_the_sentence_itself() -> None:
    text = f"Much happened then. {KHANATE} It lasted long."
    (found,) = find(text, KHANATE.replace("1465", "1466"))
    places = {found.first.version_id: found.first, found.second.version_id: found.second}
    span = places[VersionId("book-0@en.1")].span
    assert text[span.start : span.end] == KHANATE
    assert places[VersionId("book-1@en.1")].span == Span(0, len(KHANATE))


def test_a_new_version_with_the_same_words_is_the_same_disagreement() -> None:
    other = KHANATE.replace("1465", "1466")
    before = [passage("one", KHANATE), passage("two", other)]
    after = [passage("two", f"A new beginning. {other}", number=2), passage("one", KHANATE)]
    ids = [
        [found.id for found in disagreements(made, {one.version_id: one.lesson_id for one in made})]
        for made in (before, after)
    ]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 1
