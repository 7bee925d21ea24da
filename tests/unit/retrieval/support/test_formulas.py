import pytest

from retrieval.support.formulas import check, find_formulas
from retrieval.support.words import read
from tutor.language import Language

CASES = [
    ("kk", "$v = s/t$", "ru", r"скорость $v = \frac{s}{t}$", True, "the same fraction in LaTeX"),
    ("ru", "s = vt", "en", "$v = s/t$ is the speed", False, "solved for another quantity is another formula"),
    ("ru", r"$s = v \cdot t$", "en", "s = vt", True, "a sign of multiplication says nothing"),
    ("en", "$V = s/t$", "kk", "$v = s/t$", False, "capitals are other quantities"),
    ("kk", "E = mc² болады", "ru", "$E = mc^2$", True, "a raised digit"),
    ("kk", "$D = b^2 + 4ac$", "kk", "$D = b^2 - 4ac$", False, "another operator"),
    ("ru", "50 · 9,8 = 490 Н", "en", r"$50 \cdot 9{,}8 = 490$ N", True, "units are compared elsewhere"),
    ("en", "$a = 0$ and $b \\ne 0$", "kk", "$a = 0$, ал $b \\ne 0$", True, "two formulas in one sentence"),
    ("ru", "Вода — это H₂O.", "en", "$2H_2 + O_2 = 2H_2O$", True, "a chemical sign with indices"),
    ("ru", "Вода — это H₂O₂.", "en", "$2H_2 + O_2 = 2H_2O$", False, "another substance"),
    ("en", "In the UK and the USA.", "kk", "Формула жоқ.", True, "abbreviations are no substances"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "claim", "other", "cited", "is_borne", "reason"), CASES, ids=[case[5] for case in CASES]
)
def test_a_formula_has_to_stand_in_the_cited_text(
    language: Language, claim: str, other: Language, cited: str, is_borne: bool, reason: str
) -> None:
    reasons = check(find_formulas(read(claim, language)), find_formulas(read(cited, other)))
    assert (not reasons) is is_borne, reason
