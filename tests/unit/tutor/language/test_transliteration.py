"""Cyrillic for Kazakh and Russian typed in Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.language import Language, to_cyrillic

CASES: list[tuple[Language, str, str, str]] = [
    ("kk", "zhasusha degen ne", "жасуша деген не", "digraphs"),
    ("kk", "tygyzdyq degenimiz ne?", "тығыздық дегеніміз не?", "q, and y for ы"),
    ("kk", "Jasuşa degenimiz ne", "Жасуша дегеніміз не", "the alphabet of 2021"),
    ("kk", "Täuelsizdik küni", "Тәуелсіздік күні", "the alphabet of 2021"),
    ("kk", "qalai tabamyz", "қалай табамыз", "i after a vowel"),
    ("kk", "qalay tabamyz", "қалай табамыз", "y after a vowel"),
    ("kk", "bolshekterdi kosu", "бөлшектерді қосу", "o is both о and ө"),
    ("kk", "nege aspan kok", "неге аспан көк", "k is both к and қ"),
    ("kk", "molekulanyn kushi", "молекуланың күші", "an ending on a known word"),
    ("kk", "v=s/t degen ne", "v=s/t деген не", "a formula stays"),
    ("kk", "what is tygyzdyq", "what is тығыздық", "English stays"),
    ("kk", "python degen ne", "python деген не", "a product stays"),
    ("kk", "тығыздық", "тығыздық", "Cyrillic stays"),
    ("ru", "chto takoe plotnost", "что такое плотность", "a soft sign nobody types"),
    ("ru", "kak naiti skorost", "как найти скорость", "i for й"),
    ("ru", "obyasni drobi", "объясни дроби", "a hard sign nobody types"),
    ("ru", "4to takoe energia", "что такое энергия", "4 for ч, e for э"),
    ("ru", "nerzhaveika", "нержавейка", "an unknown word, by rule"),
    ("en", "what is density", "what is density", "English has no Cyrillic"),
]


@pytest.mark.parametrize(("language", "latin", "cyrillic", "reason"), CASES)
def test_writes_latin_letters_in_cyrillic(language: Language, latin: str, cyrillic: str, reason: str) -> None:
    assert to_cyrillic(latin, language) == cyrillic, reason


def test_keeps_capitals() -> None:
    assert to_cyrillic("QALAI Qalai qalai", "kk") == "ҚАЛАЙ Қалай қалай"


@given(st.text(max_size=120), st.sampled_from(["kk", "ru"]))
def test_takes_any_text_and_always_writes_the_same(text: str, language: Language) -> None:
    assert to_cyrillic(text, language) == to_cyrillic(text, language)


@given(st.text(alphabet="абвқңөүіэя 0123456789.,!?+=😂", max_size=120), st.sampled_from(["kk", "ru"]))
def test_leaves_cyrillic_digits_and_signs_alone(text: str, language: Language) -> None:
    assert to_cyrillic(text, language) == text
