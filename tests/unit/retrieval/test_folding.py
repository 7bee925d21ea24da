from retrieval.folding import fold
from retrieval.records import Hit
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
