"""The page of a lesson."""

import re

import pytest

from content.lesson_format import read_lesson
from content.model import Lesson, Span
from content.render import page_html
from content.sentences import split_sentences
from tutor.language import LANGUAGES


@pytest.fixture
def lesson(source: str) -> Lesson:
    return read_lesson(source)


def url(name: str) -> str:
    return f"/figures/{name}"


def test_shows_units_with_their_keys_labels_and_pictures(lesson: Lesson) -> None:
    page = page_html(lesson, None, url)
    assert '<section class="unit definition" id="unit-density">' in page
    assert '<small class="kind">Definition</small>' in page
    assert "Compare: density — mass" in page
    assert '<img src="/figures/cubes.svg" alt="Two cubes on scales">' in page
    assert re.search(r"<figcaption><p>The iron cube is heavier.</p>\s*</figcaption>", page)
    assert 'id="cited"' not in page


def test_never_shows_answers_hints_or_solutions(lesson: Lesson) -> None:
    page = page_html(lesson, None, url)
    assert "An oak beam has a volume" in page
    assert "600" not in page
    assert "Work it out" not in page


def test_marks_every_sentence_of_every_unit_exactly_once(lesson: Lesson) -> None:
    for unit in lesson.units:
        for span in split_sentences(unit.text, "en"):
            page = page_html(lesson, (unit.key, span), url)
            assert page.count('id="cited"') == 1
            assert page.index(f'id="unit-{unit.key}"') < page.index('id="cited"')


def test_marks_a_cited_term(lesson: Lesson) -> None:
    page = page_html(lesson, ("term-mass", Span(0, 5)), url)
    assert '<dt id="term-mass">масса · масса · mass</dt><dd><mark id="cited">how much matter</mark></dd>' in page


def test_a_span_that_fits_nowhere_marks_its_unit(lesson: Lesson) -> None:
    assert '<div class="cited" id="cited">' in page_html(lesson, ("density", Span(900, 910)), url)


def test_a_picture_without_an_address_leaves_its_description(lesson: Lesson) -> None:
    page = page_html(lesson, None, lambda _name: "")
    assert "<img" not in page
    assert '<p class="alt">Two cubes on scales</p>' in page


@pytest.mark.parametrize(
    "address", ["http://evil.example/x.png", "//evil.example/x.png", "javascript:alert(1)", "data:image/png,x"]
)
def test_shows_pictures_from_our_own_addresses_only(lesson: Lesson, address: str) -> None:
    assert "evil" not in page_html(lesson, None, lambda _name: address)
    assert "src=" not in page_html(lesson, None, lambda _name: address)


def test_a_title_is_text_not_markup(source: str) -> None:
    lesson = read_lesson(source.replace("title: Density", "title: <script>x</script>"))
    assert "&lt;script&gt;" in page_html(lesson, None, url)


def test_labels_every_kind_in_every_language(source: str) -> None:
    for language in LANGUAGES:
        page = page_html(read_lesson(source.replace("language: en", f"language: {language}")), None, url)
        assert f'lang="{language}"' in page
        assert page.count('class="kind"') == 10
