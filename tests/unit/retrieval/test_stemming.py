from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.stemming import fold, grams, stem_list, stems, stop_words, words
from tutor.language import LANGUAGES, Language

SAME_STEM: list[tuple[Language, str, str]] = [
    ("kk", "мектептеріміздегі", "мектеп"),
    ("kk", "тығыздықтың", "тығыздығы"),
    ("kk", "кітаптарымыздан", "кітабы"),
    ("kk", "хандығының", "хандығын"),
    ("kk", "көлеміне", "көлемі"),
    ("kk", "оқушыларға", "оқушылар"),
    ("ru", "плотностью", "плотности"),
    ("ru", "зелёные", "зеленых"),
    ("en", "densities", "density"),
    ("kk", "atoms", "atom"),
]


@pytest.mark.parametrize(("language", "word", "other"), SAME_STEM)
def test_forms_of_a_word_share_their_stem(language: Language, word: str, other: str) -> None:
    assert stems(word, language) == stems(other, language)


@pytest.mark.parametrize(("word", "other"), [("тас", "тау"), ("масса", "мәтін"), ("күш", "көш"), ("қала", "қалам")])
def test_different_kazakh_words_keep_different_stems(word: str, other: str) -> None:
    assert stems(word, "kk") != stems(other, "kk")


@pytest.mark.parametrize(
    ("proper", "typed"),
    [("тығыздық", "тыгыздык"), ("күш", "куш"), ("өсімдік", "осимдик"), ("әрекет", "арекет"), ("ёлка", "елка")],
)
def test_a_missing_kazakh_letter_still_matches(proper: str, typed: str) -> None:
    assert stem_list(proper, "kk") == stem_list(typed, "kk")
    assert grams(proper) == grams(typed)


def test_question_words_are_not_searched_for() -> None:
    assert stem_list("Тығыздық дегеніміз не?", "kk") == stem_list("тығыздық", "kk")
    assert stem_list("что такое плотность", "ru") == stem_list("плотность", "ru")
    assert stem_list("What is density?", "en") == stem_list("density", "en")


def test_a_decimal_number_is_one_word_with_comma_or_point() -> None:
    assert stem_list("0,5 м", "ru") == stem_list("0.5 м", "ru")


def test_short_words_stay_whole_among_the_grams() -> None:
    assert grams("от") == ["_от_"]
    assert grams("күш") == ["_куш", "куш_"]


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_has_stems_without_blanks(text: str, language: Language) -> None:
    found = stem_list(text, language)
    assert all(stem and not stem.isspace() for stem in found)
    assert len(found) <= len(words(text)) + text.count("%")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="абвгдеёжзиқңөұүһәі ", min_size=1))
def test_neighbouring_grams_overlap(text: str) -> None:
    for word in words(text):
        assert all(a[1:] == b[:-1] for a, b in pairwise(grams(word)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_stop_words_are_written_as_they_are_looked_up(language: Language) -> None:
    assert all(word == fold(word) for word in stop_words(language))


@pytest.mark.parametrize(("language", "word"), [("kk", "пайыз"), ("ru", "процент"), ("en", "percent")])
def test_a_percent_sign_is_the_word(language: Language, word: str) -> None:
    assert stem_list("7%", language) == stem_list(f"7 {word}", language)
