"""Language versions side by side."""

from pathlib import Path

import pytest

from content.checks import check_folder, check_translations
from content.lesson_format import read_lesson


def version(source: str, language: str) -> str:
    return source.replace("language: en", f"language: {language}")


def found(source: str, other: str) -> list[tuple[str, str, str]]:
    problems = check_translations([read_lesson(source), read_lesson(version(other, "kk"))])
    return [(problem.file, problem.unit, problem.code) for problem in problems if problem.code != "no_version"]


def test_equal_versions_have_no_findings(source: str) -> None:
    lessons = [read_lesson(version(source, language)) for language in ("kk", "ru", "en")]
    assert check_translations(lessons) == []
    assert check_translations([]) == []


def test_says_which_languages_are_missing(source: str) -> None:
    problems = check_translations([read_lesson(source)])
    assert [(problem.code, problem.values["language"]) for problem in problems] == [
        ("no_version", "kk"),
        ("no_version", "ru"),
    ]


CASES = [
    ("a stale unit", "{#plain}", "{#plain rev=2}", [("en.md", "plain", "stale")]),
    ("a unit of its own", "{#plain}", "{#other}", [("kk.md", "", "unit_missing"), ("en.md", "", "unit_missing")]),
    ("another kind", "## cause {#why}", "## mechanism {#why}", [("en.md", "why", "kind_differs")]),
    ("another depth", "depth=deep", "depth=short", [("en.md", "deep", "kind_differs")]),
    ("another number in a text", "block of 2 m³", "block of 3 m³", [("en.md", "aluminium", "numbers_differ")]),
    ("another difficulty", "#oak-1 difficulty=1", "#oak-1 difficulty=2", [("en.md", "oak-1", "task_differs")]),
    ("another term", "key: mass", "key: weight", [("en.md", "", "head_differs")]),
    ("another name of a term", "ru: плотность", "ru: густота", [("en.md", "", "head_differs")]),
    ("another grade", "grades: [7]", "grades: [8]", [("en.md", "", "head_differs")]),
    ("another objective", "7.2.2.11", "7.2.2.12", [("en.md", "", "head_differs")]),
]


@pytest.mark.parametrize(("reason", "old", "new", "expected"), CASES, ids=[case[0] for case in CASES])
def test_notices(reason: str, old: str, new: str, expected: list[tuple[str, str, str]], source: str) -> None:
    assert old in source
    assert found(source, source.replace(old, new, 1)) == expected, reason


def test_the_same_number_may_be_written_with_a_comma_or_a_unit(source: str) -> None:
    assert (
        found(source.replace('answer="600"', 'answer="600,50"'), source.replace('answer="600"', 'answer="600,5"')) == []
    )
    differing = found(source, source.replace('answer="600"', 'answer="60"', 1))
    assert differing == [("en.md", "oak-1", "task_differs")]


def test_a_stale_unit_is_named_at_its_line(tmp_path: Path, source: str) -> None:
    folder = tmp_path / "physics-7-density"
    folder.mkdir()
    (folder / "kk.md").write_text(version(source, "kk").replace("{#plain}", "{#plain rev=3}"), encoding="utf-8")
    (folder / "en.md").write_text(source, encoding="utf-8")
    [stale] = [problem for problem in check_folder(tmp_path) if problem.code == "stale"]
    assert stale.file == str(folder / "en.md")
    assert source.split("\n")[stale.line - 1] == "## plain_words {#plain}"
    assert stale.sentence("en") == "The unit “plain” is stale: rev=1 here, rev=3 in kk."
