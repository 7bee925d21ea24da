"""Lessons as canonical JSON."""

import json
from dataclasses import replace

import pytest

from content.lesson_format import read_lesson
from content.serial import checksum, dump, load


def test_gives_the_same_lesson_back(source: str) -> None:
    lesson = read_lesson(source)
    assert load(dump(lesson)) == lesson


def test_the_order_of_attributes_does_not_change_the_checksum(source: str) -> None:
    lesson = read_lesson(source)
    contrast = next(unit for unit in lesson.units if unit.attributes)
    turned = replace(contrast, attributes=dict(sorted(contrast.attributes.items(), reverse=True)))
    other = replace(lesson, units=tuple(turned if unit is contrast else unit for unit in lesson.units))
    assert checksum(other) == checksum(lesson)


def test_one_letter_changes_the_checksum(source: str) -> None:
    lesson = read_lesson(source)
    assert checksum(replace(lesson, title="Densitу")) != checksum(lesson)
    assert len(checksum(lesson)) == 64


def test_keeps_letters_readable(source: str) -> None:
    assert "тығыздық" in dump(read_lesson(source))


@pytest.mark.parametrize("stored", ["", "[]", "{}", '{"format": 99}', '{"format": 1}', "null"])
def test_refuses_what_is_no_lesson(stored: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        load(stored)


def test_refuses_an_unknown_kind_and_an_unknown_language(source: str) -> None:
    record = json.loads(dump(read_lesson(source)))
    for change in ({"language": "de"}, {"units": [record["units"][0] | {"kind": "poem"}]}, {"extra": 1}):
        with pytest.raises(ValueError, match=r".+"):
            load(json.dumps(record | change))
