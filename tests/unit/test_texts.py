"""The catalogue of sentences: complete in every language, with the same places for values."""

import re
import string
from pathlib import Path

import pytest

from tutor import texts
from tutor.language import LANGUAGES

ROOT = Path(__file__).parents[2]
ENTRIES = [(area, key) for area in texts.areas() for key in texts.area(area)]


def test_every_text_is_there_in_every_language() -> None:
    assert texts.missing() == []


def test_there_are_texts_for_every_part_of_the_product() -> None:
    assert {"content", "dialogue", "doctor", "errors", "guardrails", "pages", "widget"} <= set(texts.areas())


@pytest.mark.parametrize(("area", "key"), ENTRIES, ids=[f"{area}.{key}" for area, key in ENTRIES])
def test_a_text_has_the_same_places_in_every_language(area: str, key: str) -> None:
    places = {
        language: frozenset(frozenset(_places(one)) for one in texts.phrasings(f"{area}.{key}", language))
        for language in LANGUAGES
    }
    assert len(set(places.values())) == 1, places


@pytest.mark.parametrize(("area", "key"), ENTRIES, ids=[f"{area}.{key}" for area, key in ENTRIES])
def test_a_text_says_something_without_stray_spaces_and_knows_only_our_languages(area: str, key: str) -> None:
    assert set(texts.area(area)[key]) <= set(LANGUAGES)
    for language in LANGUAGES:
        for phrasing in texts.phrasings(f"{area}.{key}", language):
            assert phrasing.strip() == phrasing != ""


@pytest.mark.parametrize(
    ("folder", "pattern", "call", "area"),
    [
        ("tutor", "*.py", r'texts\.(?:text|phrasings)\("([a-z_]+\.[a-z_0-9]+)"', ""),
        ("content", "*.py", r'\btext\("([a-z_]+\.[a-z_0-9]+)"', ""),
        ("tutor/http/templates", "*.html", r'\bt\("([a-z_0-9]+)"[,)]', "pages."),
        ("web/widget", "*.ts", r'\bt\("([a-z_0-9]+)"[,)]', "widget."),
    ],
)
def test_every_text_that_is_asked_for_by_name_exists(folder: str, pattern: str, call: str, area: str) -> None:
    asked = {area + key for path in (ROOT / folder).rglob(pattern) for key in re.findall(call, path.read_text("utf-8"))}
    assert asked
    known = {f"{name}.{key}" for name, key in ENTRIES}
    assert asked - known == set()


def _places(phrasing: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrasing) if name is not None}
