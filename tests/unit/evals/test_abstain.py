import pytest

from evals.abstain import Judged, rates


def judged(answerable: bool, confidence: float) -> Judged:
    return Judged("kk", answerable, confidence >= 0.5, confidence)


def test_rates_tell_wrong_answers_from_false_refusals() -> None:
    found = rates([judged(True, 0.9), judged(True, 0.4), judged(False, 0.6), judged(False, 0.1), judged(False, 0.2)])
    assert found["wrong_answer_rate"] == pytest.approx(1 / 3)
    assert found["false_refusal_rate"] == pytest.approx(1 / 2)
    assert found["answered_rate"] == pytest.approx(2 / 5)
    assert found["auroc"] == pytest.approx(5 / 6)


def test_at_95_percent_coverage_the_floor_lets_19_of_20_pass() -> None:
    covered = [judged(True, 0.05 * i) for i in range(1, 21)]
    uncovered = [judged(False, 0.07), judged(False, 0.12)]
    assert rates(covered + uncovered)["wrong_answer_rate_at_95_coverage"] == pytest.approx(1 / 2)


def test_a_language_with_only_one_kind_of_question_has_rates() -> None:
    assert rates([judged(False, 0.9)])["false_refusal_rate"] == 0
    assert rates([judged(True, 0.1)])["wrong_answer_rate"] == 0
