"""Which words of a message can tell its language."""

import pytest

from tutor.language.words import words


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("v = s/t деген не", ["деген", "не"], "a formula with blanks"),
        ("72 км/сағ жылдамдық", ["жылдамдық"], "a unit"),
        ("CO2 и H2O", ["и"], "chemical formulas"),
        (r"\frac{a}{b} қалай", ["қалай"], "TeX"),
        ("https://example.org/what-is қара", ["қара"], "a link"),
        ("4to eto", ["4to", "eto"], "4 for ч"),
        ("XX ғасыр", ["ғасыр"], "a Roman number"),
        ("тыгыздiк", ["тыгыздік"], "a Latin i among Cyrillic letters"),
        ("айтпай-ақ", ["айтпай", "ақ"], "a hyphen"),
    ],
)
def test_finds_the_telling_words(text: str, expected: list[str], reason: str) -> None:
    assert [word.text for word in words(text)] == expected, reason


def test_marks_names_and_quoted_words() -> None:
    found = {word.text: (word.named, word.quoted) for word in words("Кто такой Абай и «however»")}
    assert found["абай"] == (True, False)
    assert found["however"] == (False, True)
    assert found["кто"] == (False, False)


def test_capitals_mean_nothing_in_a_shouted_message() -> None:
    assert not any(word.named for word in words("ЧТО ТАКОЕ ПЛОТНОСТЬ"))
