"""MathML of textbooks as LaTeX and back."""

import pytest

from content.importers.mathml import UnknownMarkup, to_latex
from content.maths import to_mathml
from content.plain import readable
from content.xml import parse_xml


def math(inside: str) -> str:
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{inside}</math>'


CASES = [
    ("<mi>F</mi><mo>=</mo><mi>m</mi><mi>a</mi>", "F=ma", "F = ma"),
    ("<mfrac><mi>m</mi><mrow><mn>2</mn><mi>V</mi></mrow></mfrac>", r"\frac{m}{2V}", "m/2V"),
    ("<mi>Δ</mi><mi>t</mi>", r"\Delta t", "Δt"),
    ("<msub><mi>v</mi><mtext>avg</mtext></msub>", r"v_{\text{avg}}", "v_avg"),
    ("<msup><mi>x</mi><mn>2</mn></msup>", "x^{2}", "x²"),
    ("<msubsup><mi>x</mi><mn>0</mn><mn>2</mn></msubsup>", "x_{0}^{2}", "x₀²"),
    ("<msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup>", "{a+b}^{2}", "a + b²"),
    ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", r"\sqrt{x+1}", "√(x + 1)"),
    ("<mroot><mn>8</mn><mn>3</mn></mroot>", r"\sqrt[3]{8}", "³√8"),
    ("<mover><mi>F</mi><mo>→</mo></mover>", r"\overrightarrow{F}", "F"),
    ('<mstyle mathvariant="bold"><mi>F</mi></mstyle>', r"\mathbf{F}", "F"),
    ("<mn>1,000</mn>", "1{,}000", "1,000"),
    ("<mn>50</mn><mo>%</mo>", r"50\%", "50%"),
    ("<mtext>60</mtext><mtext>.0 kg</mtext>", r"60\text{.0 kg}", "60.0 kg"),
    ("<mtext>cost in </mtext><mo>$</mo>", r"\text{cost in }\$", "cost in $"),
    ("<mtext>{x}</mtext>", r"\{\text{x}\}", "{x}"),
    ("<mmultiscripts><mi>U</mi><mprescripts/><mn>92</mn><mn>235</mn></mmultiscripts>", r"{}_{92}^{235}U", "₉₂²³⁵U"),
    (
        "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>",
        r"\begin{matrix} a & b \end{matrix}",
        "a b",
    ),
    ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a, b)", "(a, b)"),
    ("<semantics><mi>y</mi><annotation>why</annotation></semantics>", "y", "y"),
    ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>", r"\sum_{i}^{n}", None),
    ("<mi>x</mi><mspace width='1em'/><mtext> </mtext>", r"x\,", "x"),
]


@pytest.mark.parametrize(("mathml", "tex", "line"), CASES, ids=[case[1] for case in CASES])
def test_becomes_latex_that_can_be_set_again(mathml: str, tex: str, line: str | None) -> None:
    converted = to_latex(parse_xml(math(mathml).encode()))
    assert converted == tex
    assert to_mathml(converted) is not None
    assert line is None or readable(converted) == line


def test_says_what_it_cannot_convert() -> None:
    with pytest.raises(UnknownMarkup, match="apply"):
        to_latex(parse_xml(math("<apply><plus/><ci>x</ci></apply>").encode()))
