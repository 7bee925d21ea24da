"""Formulas: found in text, set as MathML, read as a line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.maths import find_formulas, to_mathml
from content.plain import plain, readable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a $x$ b $y$", ["x", "y"]),
        ("costs $5 and $10 more", []),
        (r"\$5 and $x$", ["x"]),
        ("`$a$` and $b$", ["b"]),
        ("```\n$a$\n```\n$b$", ["b"]),
        ("$$a\nb$$", ["a\nb"]),
        ("$x$5", []),
        ("$ x$", []),
        ("$a\n\nb$", []),
        ("$a$$b$", ["a", "b"]),
        (r"$\$5$", [r"\$5"]),
    ],
)
def test_finds_formulas_but_not_prices_or_code(text: str, expected: list[str]) -> None:
    assert [formula.tex for formula in find_formulas(text)] == expected


@pytest.mark.parametrize(
    ("tex", "inside"),
    [
        ("0{,}5", "<mn>0,5</mn>"),
        (r"\frac{300}{0{,}25^2}", "<msup><mn>0,25</mn>"),
        ("3.14", "<mn>3.14</mn>"),
        (r"\tg\alpha", "tg"),
        (r"\ctg x", "<mo>ctg</mo>"),
        ("F_{тр}", "<mtext>тр</mtext>"),
        ("5 кг", "<mtext>кг</mtext>"),
        (r"5\%", "%"),
        ("5%", "%"),
        (r"ABC \sim DEF", "&#x0223C;"),
        ("x < y & z", "<mi>&amp;</mi>"),
        (r"\text{a < b}", "a&#x000A0;&lt;&#x000A0;b"),
    ],
)
def test_sets_local_notation(tex: str, inside: str) -> None:
    mathml = to_mathml(tex)
    assert mathml is not None
    assert inside in mathml or inside.replace("&#x0223C;", "∼") in mathml


@pytest.mark.parametrize(
    "tex", [r"\ce{H2O}", r"\unknown x", r"\frac{1}{", "{" * 40 + "}" * 40, "x" * 3000, r"\begin{cases}"]
)
def test_does_not_set_what_it_does_not_know(tex: str) -> None:
    assert to_mathml(tex) is None


def test_carries_its_source_as_alternative_text() -> None:
    assert 'alttext="a &lt; &quot;b&quot;"' in str(to_mathml('a < "b"'))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abxyπ0123{}^_\\frac,.<>&%$#~ \n'\"!()", max_size=40))
def test_never_raises_and_sets_only_well_formed_mathml(tex: str) -> None:
    mathml = to_mathml(tex)
    assert mathml is None or (mathml.startswith("<math ") and "<script" not in mathml)
    assert isinstance(readable(tex), str)


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        (r"\rho = \frac{m}{V}", "ρ = m/V"),
        (r"\frac{300}{0{,}5} = 600", "300/0,5 = 600"),
        (r"\frac{a+b}{2}", "(a + b)/2"),
        (r"\sqrt{x^2+1}", "√(x² + 1)"),
        (r"\sqrt[3]{8}", "³√8"),
        (r"x_1 = \frac{-b+\sqrt{D}}{2a}", "x₁ = (−b + √D)/2a"),
        (r"90^\circ", "90°"),
        (r"\vec{F} = m\vec{a}", "F = ma"),
        (r"6\,\text{CO}_2", "6 CO₂"),
        (r"\operatorname{tg}\alpha", "tg α"),
        (r"F_{тр}", "F_тр"),
        (r"\ce{H2O}", r"\ce{H2O}"),
    ],
)
def test_reads_a_formula_as_one_line(tex: str, line: str) -> None:
    assert readable(tex) == line


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**Density** is *mass* per `unit`.", "Density is mass per unit."),
        ("So $\\rho = m/V$.", "So ρ = m/V."),
        ("see [the book](http://x.example) now", "see the book now"),
        ("![two cubes](a.png)", "two cubes"),
        ("| a | $|x|$ |\n|---|---|\n| c | d |\n", "a · |x|\nc · d"),
        ("- one\n- two", "• one\n• two"),
        ("## Head\ntext", "Head\ntext"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        (r"5 \* 3 \$ Newton\'s", "5 * 3 $ Newton's"),
        ("> said", "said"),
    ],
)
def test_plain_text_has_no_marks(markdown: str, expected: str) -> None:
    assert plain(markdown) == expected
