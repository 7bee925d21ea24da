from importlib.resources import files

import pytest

from retrieval.expansion import Glossary, Key, Names, glossary
from tutor.language import Language


@pytest.mark.parametrize(
    ("text", "language", "into", "word"),
    [
        ("үдеу деген не", "kk", "en", "acceleration"),
        ("почему тело ускоряется при свободном падении", "ru", "en", "free fall"),
        ("what is the density of ice", "en", "kk", "тығыздық"),
        ("жасушалардың бөлінуі", "kk", "en", "cell"),
    ],
)
def test_terms_are_said_in_the_other_language(text: str, language: Language, into: Language, word: str) -> None:
    assert any(word in view for view in glossary().views(text, language, into))


def test_a_word_that_is_no_term_stays_because_it_may_be_a_name() -> None:
    assert all("сабырбек" in view for view in glossary().views("масса Сабырбек бойынша", "kk", "en"))


def test_without_a_term_there_is_no_other_way_to_say_it() -> None:
    assert glossary().views("кто это такой", "ru", "en") == ()


def test_in_a_mixture_a_term_of_the_other_language_is_known() -> None:
    assert any("плотность" in view for view in glossary().views("Тығыздық что такое", "ru", "ru"))


def test_a_term_as_it_stands_goes_before_words_of_the_same_stem() -> None:
    assert any("weight" in view for view in glossary().views("салмақ пен масса", "kk", "en"))


def test_of_two_terms_the_longer_is_meant() -> None:
    names: dict[Key, Names] = {("free",): {"ru": ("свободный",)}, ("free", "fall"): {"ru": ("падение тел",)}}
    views = Glossary({"en": names, "ru": {}, "kk": {}}).views("free fall", "en", "ru")
    assert views == ("падение тел",)


@pytest.mark.parametrize(
    "file", [each.name for each in files("retrieval.glossary").iterdir() if each.name.endswith("txt")]
)
def test_every_line_of_the_glossary_names_one_thing_in_three_languages(file: str) -> None:
    lines = files("retrieval.glossary").joinpath(file).read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line.strip() and not line.startswith("#")]
    assert entries
    for line in entries:
        names = [[name.strip() for name in column.split(";")] for column in line.split("|")]
        assert len(names) == 3, line
        assert all(own and all(own) for own in names), line
        assert all(len(set(own)) == len(own) for own in names), line
