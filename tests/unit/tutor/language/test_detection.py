"""What a message is written in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.language import LANGUAGES, detect

CASES = [
    ("Тығыздық деген не?", "kk", "Kazakh letters"),
    ("тыгыздык деген не", "kk", "typed on a Russian keyboard"),
    ("калай табамыз", "kk", "typed on a Russian keyboard"),
    ("zhasusha degen ne", "kk", "Latin letters, digraphs"),
    ("tygyzdyq degenimiz ne", "kk", "Latin letters with q"),
    ("üdeu qalai tabylady", "kk", "the Latin alphabet of 2021"),
    ("фотосинтез деген не", "kk", "a borrowed term is no second language"),
    ("Ирония дегеніміз не?", "kk", "a borrowed term no list knows"),
    ("v=s/t деген не?", "kk", "a formula is no language"),
    ("Present Simple қашан қолданылады?", "kk", "the name of a topic is no second language"),
    ("Что такое плотность?", "ru", "plain"),
    ("кто такой Абылай хан", "ru", "a Kazakh name is no second language"),
    ("обьясни попроще пж", "ru", "slang and a typo"),
    ("chto takoe plotnost", "ru", "Latin letters"),
    ("Что значит слово «however»?", "ru", "a quoted word is no second language"),
    ("what is photosynthesis", "en", "plain"),
    ("whats the diffrence between speed and velocity", "en", "a typo"),
    ("density", "en", "one word"),
    ("плотность деген не", "mixed", "a Russian term that Kazakh did not borrow"),
    ("what is тығыздық", "mixed", "two scripts"),
    ("объясни мне фотосинтез қазақша", "mixed", "a Kazakh wish in a Russian sentence"),
    ("density деген не", "mixed", "an English term in a Kazakh question"),
    ("plotnost degen ne", "mixed", "both languages in Latin letters"),
    ("учебникте басқаша жазылған", "mixed", "a Russian noun with a Kazakh ending"),
]


@pytest.mark.parametrize(("text", "code", "reason"), CASES)
def test_names_the_language_of_a_message(text: str, code: str, reason: str) -> None:
    assert detect(text).code == code, reason


@pytest.mark.parametrize("text", ["фотосинтез", "Масса 5 кг", "12345", "😂😂", "???", "", "a^2+b^2=c^2"])
def test_follows_the_conversation_where_the_message_tells_nothing(text: str) -> None:
    assert [detect(text, prior).code for prior in LANGUAGES if prior != "en"] == ["kk", "ru"]
    assert detect(text).code == "kk"


def test_a_telling_word_outweighs_the_conversation() -> None:
    assert detect("почему", prior="kk").code == "ru"
    assert detect("неге", prior="ru").code == "kk"


@pytest.mark.parametrize(
    ("text", "dominant"),
    [("плотность деген не", "kk"), ("что такое жасуша", "ru"), ("what is тығыздық", "en")],
)
def test_a_mixed_message_is_dominated_by_the_language_that_frames_it(text: str, dominant: str) -> None:
    assert detect(text).dominant == dominant


def test_tells_the_script() -> None:
    assert detect("qalai tabamyz").script == "latin"
    assert detect("калай табамыз").script == "cyrillic"


def test_is_surer_of_a_sentence_than_of_a_formula() -> None:
    assert detect("Тығыздық қалай табылады?").confidence > 0.95
    assert detect("v=s/t").confidence < 0.6


@given(st.text(max_size=200), st.sampled_from([None, *LANGUAGES]))
def test_answers_any_text_and_always_the_same(text: str, prior) -> None:
    first = detect(text, prior)
    assert first == detect(text, prior)
    assert first.code in {*LANGUAGES, "mixed"}
    assert 0 < first.confidence <= 1


def test_answers_alike_from_many_threads() -> None:
    texts = [text for text, _, _ in CASES] * 20
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(detect, texts))
    assert together == [detect(text) for text in texts]
