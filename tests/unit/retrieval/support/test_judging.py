from collections.abc import Sequence

import pytest

from retrieval.embedding import Progress, Vectors
from retrieval.support import weighing
from retrieval.support.judging import NOTHING, SupportCheck, quoted, stated_values
from retrieval.support.records import Cited
from tests.fakes import FakeEncoder
from tutor.language import Language

KAZAKH = Cited(
    "1465 жылы Шу бойында Қазақ хандығы құрылды. Алғашқы ханы болып Керей сайланды. Судың тығыздығы 1000 кг/м³.", "kk"
)
ENGLISH = Cited("The Kazakh Khanate was founded in 1465 near the Chu. Kerei was chosen as its first khan.", "en")


class NoEncoder(FakeEncoder):
    """An encoder that must not be asked."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError("a quotation was embedded")

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        raise AssertionError("a quotation was embedded")


@pytest.fixture
def check() -> SupportCheck:
    return SupportCheck(FakeEncoder())


def test_a_quotation_is_supported_without_an_encoder() -> None:
    support = SupportCheck(NoEncoder()).check("Алғашқы ханы болып Керей сайланды.", "kk", [ENGLISH, KAZAKH])
    assert support.is_supported
    assert support.span is not None
    assert support.span.text == 1
    assert KAZAKH.text[support.span.span.start : support.span.span.end] == "Алғашқы ханы болып Керей сайланды"


CHANGED = [
    ("Қазақ хандығы 1456 жылы Шу бойында құрылды.", "kk", "date"),
    ("Казахское ханство основано в 1456 году на реке Чу.", "ru", "date"),
    ("Алғашқы ханы болып Жәнібек сайланды.", "kk", "name"),
    ("The density of water is 1000 kg.", "en", "unit"),
    ("Судың тығыздығы $\\rho = mV$.", "kk", "formula"),
]


@pytest.mark.parametrize(("claim", "language", "reason"), CHANGED)
def test_says_what_the_text_does_not_bear(check: SupportCheck, claim: str, language: Language, reason: str) -> None:
    support = check.check(claim, language, [KAZAKH])
    assert not support.is_supported
    assert reason in {each.check for each in support.reasons}
    assert support.score < weighing.weighing().floor


def test_points_at_the_closest_sentence_of_all_texts(check: SupportCheck) -> None:
    support = check.check("Kerei was then chosen as the first khan.", "en", [KAZAKH, ENGLISH])
    assert support.span is not None
    assert ENGLISH.text[support.span.span.start :] == "Kerei was chosen as its first khan."


def test_a_changed_claim_scores_below_the_right_one(check: SupportCheck) -> None:
    right = check.check("Керей хандықтың алғашқы ханы болып сайланды.", "kk", [KAZAKH])
    denied = check.check("Керей хандықтың алғашқы ханы болып сайланбады.", "kk", [KAZAKH])
    assert denied.score < right.score


@pytest.mark.parametrize("cited", [[], [Cited("", "kk")]])
def test_nothing_supports_nothing(check: SupportCheck, cited: list[Cited]) -> None:
    assert check.check("Керей хан болды.", "kk", cited) == NOTHING
    assert not quoted("Керей хан болды.", "kk", cited).is_supported


def test_own_words_may_state_no_value_of_their_own() -> None:
    assert stated_values("Екі қадам: 1 және 2.", "kk", [KAZAKH]) == ()
    assert stated_values("1465 жылы:", "kk", [KAZAKH]) == ()
    assert [reason.check for reason in stated_values("1687 жылы:", "kk", [KAZAKH])] == ["date"]


def test_is_the_same_at_every_call(check: SupportCheck) -> None:
    claim = "Керей хандықтың алғашқы ханы болып сайланды."
    assert check.check(claim, "kk", [KAZAKH]) == check.check(claim, "kk", [KAZAKH])
