from dataclasses import replace

import pytest

from retrieval.confidence import FEATURES, Calibration, calibration, features_of
from retrieval.records import Hit
from tests.unit.retrieval.passages import passage
from tutor.language import LANGUAGES

STRONG = Hit(passage("physics-7-ice", "Ice floats."), score=14.0, dense=4.0, words=0.8, grams=0.5)
WEAK = Hit(passage("biology-7-leaf", "Leaves are green."), score=3.0, dense=2.5, words=0.0, grams=0.05)


def test_features_are_named_and_in_order() -> None:
    found = dict(zip(FEATURES, features_of([STRONG, WEAK], 1.0, 1.0, 5, "en"), strict=True))
    assert found["matched"] == pytest.approx(6.5)
    assert found["agrees"] == 1
    assert found["crossed"] == 0


def test_a_passage_of_the_same_lesson_is_no_rival() -> None:
    sibling = replace(STRONG, passage=passage("physics-7-ice", "Ice again.", unit="again"))
    assert features_of([STRONG, sibling], 1.0, 1.0, 5, "en") == features_of([STRONG], 1.0, 1.0, 5, "en")


def test_the_same_topic_in_another_book_is_no_rival() -> None:
    twin = replace(STRONG, passage=passage("science-7-ice", "Ice floats, too."))
    weak = [replace(WEAK, passage=passage(f"biology-7-{i}", "Leaves."), score=3.0 - 0.1 * i) for i in range(5)]
    with_twin, without = (
        dict(zip(FEATURES, features_of([STRONG, *hits], 1.0, 1.0, 5, "en"), strict=True))
        for hits in ([twin, *weak], weak)
    )
    assert with_twin["score_gap"] == pytest.approx(14.0 - weak[3].score)
    assert without["score_gap"] == pytest.approx(14.0 - weak[4].score)


def test_meaning_and_wording_that_point_apart_do_not_agree() -> None:
    other = replace(WEAK, words=0.9, grams=0.9)
    found = dict(zip(FEATURES, features_of([STRONG, other], 1.0, 1.0, 5, "en"), strict=True))
    assert found["agrees"] == 0


def test_a_strong_result_is_above_every_floor_and_a_weak_one_below() -> None:
    trained = calibration()
    strong = trained.confidence(features_of([STRONG, WEAK], 1.0, 1.0, 5, "en"))
    weak = trained.confidence(features_of([WEAK], 0.0, 0.0, 5, "en"))
    assert all(weak < trained.floors[language] < strong for language in LANGUAGES)


def test_confidence_stays_a_probability_at_absurd_features() -> None:
    absurd = Calibration(0.0, (1e9,), {})
    assert 0 <= absurd.confidence((-1.0,)) < 0.01
    assert 0.99 < absurd.confidence((1.0,)) <= 1
