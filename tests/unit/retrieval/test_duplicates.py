import numpy as np
import pytest

from retrieval import duplicates
from retrieval.duplicates import ALONE, groups

ICE = (
    "Ice floats on water because its density is smaller than that of liquid water. When water freezes, its particles "
    "settle in a lattice that leaves more room between them, so the same mass takes up a larger volume."
)
LEAF = (
    "Leaves look green because chlorophyll takes in red and blue light and throws green light back. In autumn it "
    "breaks down, and the yellow and red substances that were there all summer come into view."
)
CELL = "A cell is the smallest unit of life, and every living thing that we know is made of one or more of them."


@pytest.mark.parametrize(
    ("copy", "reason"),
    [
        (ICE, "the same text"),
        (ICE.upper().replace(".", " …"), "letters and punctuation do not count"),
        (ICE.replace("density", "**density**"), "marks of emphasis do not count"),
        (ICE.replace("liquid water", "the liquid"), "a few words changed"),
        (f"{ICE} Look at the picture on the next page.", "all of it and a sentence more"),
        (ICE.partition(". ")[2], "a quotation of the greater part"),
        (ICE.replace("smaller", "0,92 times smaller"), "a value put in"),
    ],
)
def test_a_copy_shares_the_number_of_what_it_copies(copy: str, reason: str) -> None:
    assert groups([LEAF, ICE, CELL, copy]).tolist() == [ALONE, 1, ALONE, 1], reason


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (LEAF, "another text"),
        (ICE.partition(",")[0], "a small piece of it"),
        (" ".join(sorted(ICE.split())), "the same words in another order"),
        (f"{ICE} {LEAF} {CELL}", "a longer text of which it is less than half"),
    ],
)
def test_what_only_resembles_stays_alone(other: str, reason: str) -> None:
    assert groups([ICE, other]).tolist() == [ALONE, ALONE], reason


def test_two_quotations_from_one_page_are_not_the_same() -> None:
    assert groups([f"{ICE} {LEAF} {CELL}", ICE, CELL]).tolist() == [ALONE] * 3


def test_short_texts_are_the_same_only_word_for_word() -> None:
    texts = ["ρ — плотность вещества", "**ρ** — плотность вещества.", "ρ — плотность воды", "", " "]
    assert groups(texts).tolist() == [0, 0, ALONE, ALONE, ALONE]


def test_nothing_gives_no_groups() -> None:
    assert groups([]).tolist() == []


def test_among_many_texts_with_common_phrases_every_pair_is_found_and_no_other() -> None:
    drawn = np.random.default_rng(7)
    vocabulary = [f"word{number}" for number in range(400)]
    phrases = [" ".join(drawn.choice(vocabulary, 6)) for _ in range(12)]
    texts = [
        " ".join([*drawn.choice(vocabulary, 30), drawn.choice(phrases), *drawn.choice(vocabulary, 20)])
        for _ in range(300)
    ]
    copies = [f"{text.replace(text.split()[9], 'changed')} in the end" for text in texts[:100]]
    found = groups([*texts, *copies])
    assert found[300:].tolist() == list(range(100))
    assert found[100:300].tolist() == [ALONE] * 200


def test_a_long_text_is_found_by_a_sample_of_its_shingles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "SMALL", 8)
    assert groups([CELL, ICE, LEAF, f"{ICE} See the picture."]).tolist() == [ALONE, 1, ALONE, 1]
