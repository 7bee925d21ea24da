from dataclasses import replace

from content.model import VersionId
from retrieval.folding import distinct, fold
from retrieval.records import Hit, Scope
from tests.unit.retrieval.passages import passage
from tutor.language import Language


def hit(score: float, language: Language, unit: str = "main", lesson: str = "physics-7-ice") -> Hit:
    return Hit(passage(lesson, f"{unit} {language}", language, unit), score, score, 0.0, 0.0)


def shown(hits: list[Hit]) -> list[tuple[str, str, float]]:
    return [(each.passage.unit_key, each.passage.language, each.score) for each in hits]


def test_a_translation_gives_way_to_the_language_asked_for_and_leaves_it_its_score() -> None:
    assert shown(fold([hit(3, "ru"), hit(2, "kk"), hit(1, "en")], "kk")) == [("main", "kk", 3)]


def test_without_the_language_asked_for_the_best_translation_stays() -> None:
    assert shown(fold([hit(3, "ru"), hit(1, "en")], "kk")) == [("main", "ru", 3)]


def test_the_same_unit_name_in_another_lesson_is_another_unit() -> None:
    found = fold([hit(3, "ru"), hit(2, "kk", lesson="physics-7-force")], "kk")
    assert shown(found) == [("main", "ru", 3), ("main", "kk", 2)]


def test_an_inherited_score_changes_the_order() -> None:
    found = fold([hit(5, "ru", "a"), hit(4, "kk", "b"), hit(1, "kk", "a")], "kk")
    assert shown(found) == [("a", "kk", 5), ("b", "kk", 4)]


def test_parts_of_a_long_unit_stay_apart_and_only_the_best_inherits() -> None:
    found = fold([hit(5, "ru"), hit(3, "kk"), hit(2, "kk")], "kk")
    assert shown(found) == [("main", "kk", 5), ("main", "kk", 2)]


BOOK, SCHOOL = "physics-9-book", "physics-7-school"


def found(score: float, lesson: str, *groups: int, language: Language = "en", unit: str = "main") -> Hit:
    return replace(hit(score, language, unit, lesson), groups=frozenset(groups))


def lessons(hits: list[Hit]) -> list[tuple[str, float]]:
    return [(each.passage.lesson_id, each.score) for each in hits]


def uses(*lessons: str) -> Scope:
    """The scope of a class that uses the sources of these lessons, in this order."""
    return Scope(sources=tuple(frozenset({VersionId(f"{lesson}@en.1")}) for lesson in lessons))


def test_the_same_text_in_two_lessons_is_shown_once() -> None:
    hits = [found(3, BOOK, 7), found(2.9, SCHOOL, 7), found(1, "other", 8)]
    assert lessons(fold(hits, "en")) == [(BOOK, 3), ("other", 1)]
    assert lessons(distinct(hits)) == [(BOOK, 3), ("other", 1)]


def test_of_the_same_text_the_source_of_the_class_is_kept_with_the_better_score() -> None:
    hits = [found(3, BOOK, 7), found(2.9, SCHOOL, 7), found(1, "other")]
    assert lessons(fold(hits, "en", uses(SCHOOL, BOOK))) == [(SCHOOL, 3), ("other", 1)]


def test_a_near_duplicate_that_answers_clearly_worse_gives_way_even_in_the_class_s_own_source() -> None:
    assert lessons(fold([found(3, BOOK, 7), found(2, SCHOOL, 7)], "en", uses(SCHOOL))) == [(BOOK, 3)]


def test_parts_of_one_lesson_that_resemble_each_other_are_both_kept() -> None:
    hits = [found(3, BOOK, 7, unit="iron"), found(2, BOOK, 7, unit="oak")]
    assert len(fold(hits, "en")) == 2


def test_a_copy_of_a_translation_that_is_not_shown_is_not_shown_either() -> None:
    hits = [found(3, SCHOOL, 4, language="kk"), found(2, BOOK, 4, language="kk"), found(1, SCHOOL, 5, language="ru")]
    assert shown(fold(hits, "ru")) == [("main", "ru", 3)]


def test_of_two_sources_that_answer_about_equally_well_the_class_s_own_comes_first() -> None:
    hits = [found(3, BOOK), found(2.8, SCHOOL), found(2.7, "other"), found(1, "far")]
    own_first = fold(hits, "en", uses(SCHOOL))
    assert [lesson for lesson, _ in lessons(own_first)] == [SCHOOL, BOOK, "other", "far"]
    assert [lesson for lesson, _ in lessons(fold(hits, "en", uses("other", SCHOOL)))] == ["other", SCHOOL, BOOK, "far"]


def test_a_clearly_better_answer_of_another_source_still_wins() -> None:
    assert lessons(fold([found(3, BOOK), found(2.5, SCHOOL)], "en", uses(SCHOOL))) == [(BOOK, 3), (SCHOOL, 2.5)]


def test_across_languages_only_a_closer_rival_gives_way_to_the_class_s_own_source() -> None:
    preferred = Scope(sources=(frozenset({VersionId(f"{SCHOOL}@ru.1")}),))
    for score, first in ((2.8, BOOK), (2.9, SCHOOL)):
        hits = [found(3, BOOK, language="ru"), found(score, SCHOOL, language="ru")]
        assert lessons(fold(hits, "kk", preferred))[0][0] == first


def test_the_class_s_own_source_in_another_language_does_not_overtake_an_answer_in_the_students() -> None:
    hits = [found(3, BOOK), found(2.9, SCHOOL, language="ru")]
    preferred = Scope(sources=(frozenset({VersionId(f"{SCHOOL}@ru.1")}),))
    assert [lesson for lesson, _ in lessons(fold(hits, "en", preferred))] == [BOOK, SCHOOL]
