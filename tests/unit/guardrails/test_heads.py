import numpy as np
import pytest

from guardrails.heads import Heads, Meaning, Vector, load
from guardrails.personal_data import PersonalDataMasker
from guardrails.pipeline import Pipeline
from guardrails.verdict import Action, Category
from tutor.language import LANGUAGES, Language

LABELS = (Category.BENIGN_SCHOOL, Category.SELF_HARM, Category.ABUSE, Category.OFF_TOPIC)
LIMITS = {Action.SUPPORT: 0.8, Action.REFUSE: 0.9, Action.REDIRECT: 0.9}
TOY = Heads(
    "toy", LABELS, np.eye(4, dtype=np.float32) * 10, np.zeros(4, dtype=np.float32), dict.fromkeys(LANGUAGES, LIMITS)
)


def towards(*shares: float) -> Vector:
    return np.array(shares, dtype=np.float32)


CASES = [
    (towards(1, 0, 0, 0), Action.ALLOW, Category.BENIGN_SCHOOL, "an ordinary question"),
    (towards(0, 1, 0, 0), Action.SUPPORT, Category.SELF_HARM, "danger asks the child and calls nobody"),
    (towards(0, 0, 1, 0), Action.REFUSE, Category.ABUSE, "a request for harm"),
    (towards(0, 0, 0, 1), Action.REDIRECT, Category.OFF_TOPIC, "off topic"),
    (towards(0.5, 0.55, 0, 0), Action.ALLOW, Category.BENIGN_SCHOOL, "not sure enough"),
    (towards(0.45, 0.62, 0, 0), Action.SUPPORT, Category.SELF_HARM, "sure enough for a check-in"),
    (towards(0.45, 0, 0.62, 0), Action.ALLOW, Category.BENIGN_SCHOOL, "as sure, but a refusal costs more"),
]


@pytest.mark.parametrize(("vector", "action", "category", "reason"), CASES, ids=[case[3] for case in CASES])
def test_decides_by_chance_and_cost(vector: Vector, action: Action, category: Category, reason: str) -> None:
    decision = TOY.check(vector, "kk")
    assert (decision.action, decision.category) == (action, category), reason
    assert decision.score is not None
    assert 0 <= decision.score <= 1


def test_a_lesson_is_not_refused_for_its_topic_but_danger_is_heard() -> None:
    assert TOY.check(towards(0, 0, 1, 0), "ru", is_schoolwork=True).action is Action.ALLOW
    assert TOY.check(towards(0, 1, 0, 0), "ru", is_schoolwork=True).action is Action.SUPPORT


def test_fits_its_own_encoder_in_any_number_format_only() -> None:
    assert TOY.fit("toy")
    assert TOY.fit("toy@3f2a+int8")
    assert not TOY.fit("toy-large@3f2a")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_heads_are_whole(language: Language) -> None:
    heads = load()
    assert set(heads.labels) == set(Category)
    assert heads.weights.shape == (len(Category), 384)
    assert heads.biases.shape == (len(Category),)
    assert all(0.8 < heads.thresholds[language][action] < 1 for action in LIMITS)


def pipeline_with(masker: PersonalDataMasker, model_id: str, label: Category) -> Pipeline:
    weights = load().weights[load().labels.index(label)]
    return Pipeline(masker, Meaning(model_id, lambda text: weights / np.linalg.norm(weights) * 4))


def test_the_pipeline_keeps_the_heads_decision_beside_the_rules(masker: PersonalDataMasker) -> None:
    verdict = pipeline_with(masker, load().model, Category.TOXICITY).check_inbound("бұл жай ғана сөйлем", "kk")
    assert [decision.guard for decision in verdict.decisions] == ["wellbeing", "injection", "topics", "heads"]
    assert verdict.action is Action.REDIRECT
    assert verdict.ruling.view == "meaning"


def test_with_another_encoder_the_rules_decide_alone(masker: PersonalDataMasker) -> None:
    verdict = pipeline_with(masker, "another", Category.TOXICITY).check_inbound("бұл жай ғана сөйлем", "kk")
    assert [decision.guard for decision in verdict.decisions] == ["wellbeing", "injection", "topics"]


def test_a_word_or_two_is_left_to_the_rules(masker: PersonalDataMasker) -> None:
    verdict = pipeline_with(masker, load().model, Category.TOXICITY).check_inbound("жарайды онда", "kk")
    assert verdict.action is Action.ALLOW
