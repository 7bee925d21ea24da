"""Markdown and formulas as HTML that can do nothing but be read."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.lesson_format import read_lesson
from content.model import Span
from content.render import marked_html, to_html
from content.render.prose import unmarked
from content.sentences import split_sentences

ATTACKS = [
    ("a script", "<script>alert(1)</script>"),
    ("a script in capitals", "<SCRIPT SRC=http://evil.example></SCRIPT>"),
    ("a picture that fails", "<img src=x onerror=alert(1)>"),
    ("a picture inside a formula's text", r"$\text{<img src=x onerror=alert(1)>}$"),
    ("an escape from a formula", r"$\text{</math><img src=x onerror=alert(1)>}$"),
    ("an escape through mtext", r"$\text{</mtext></math><script>alert(1)</script>}$"),
    ("a formula in a formula's text", r"$\text{a $b$ <svg onload=alert(1)>}$"),
    ("a drawing", "<svg onload=alert(1)><script>alert(1)</script></svg>"),
    ("a link that runs", "[x](javascript:alert(1))"),
    ("a link that runs, in disguise", "[x](java&#x0A;script:alert(1))"),
    ("an automatic link", "<http://evil.example>"),
    ("a reference link", "[x][y]\n\n[y]: http://evil.example"),
    ("a style", "<style>body{display:none}</style><p style='position:fixed'>x</p>"),
    ("an event", "<p onmouseover=alert(1)>x</p>"),
    ("a data address", "![x](data:text/html;base64,PHNjcmlwdD4=)"),
    ("a picture from elsewhere", "![x](http://evil.example/x.png)"),
    ("a comment", "<!-- --><!--><script>alert(1)</script>-->"),
    ("a frame", "<iframe src=http://evil.example></iframe><object data=x></object><form action=x><input></form>"),
    ("a formula's link", r"$\href{javascript:alert(1)}{x}$"),
    ("a formula's style", r"$\style{background:url(//evil.example)}{x}$"),
    ("an action in MathML", "<math><maction actiontype='statusline#http://evil.example'>x</maction></math>"),
    (
        "annotated MathML",
        "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    ),
    ("a place-holder of ours", "\ue0000\ue001 \ue0009\ue001 ⸨<b>⸩"),
    ("code that closes itself", "```\n</code></pre><script>alert(1)</script>\n```"),
]


@pytest.mark.parametrize(("reason", "attack"), ATTACKS, ids=[case[0] for case in ATTACKS])
def test_nothing_foreign_comes_through(reason: str, attack: str) -> None:
    for html in (to_html(attack, "en"), marked_html(attack, Span(0, len(attack)), "en")):
        tags = set(re.findall(r"<\s*/?\s*([a-zA-Z-]+)", html))
        assert not tags & {"script", "img", "svg", "style", "iframe", "a", "form", "input", "object", "maction", "b"}, (
            reason
        )
        assert "annotation-xml" not in tags
        for tag in re.findall(r"<[a-zA-Z][^>]*>", html):
            outside_values = re.sub(r'"[^"]*"', '""', tag)
            assert not re.search(r"\bon\w+=|style=|href=|src=", outside_values), reason


SCRAPS = ["<", ">", "<script>", "</math>", "<img src=x onerror=a>", "$", "$$", r"\text{", "}", "x", "`",
          "&lt;", '"', "[", "](", ")", "|", "\n", "*", "!", "\ue000", "\u2e28"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=20).map("".join))
def test_no_combination_makes_a_live_element(markdown: str) -> None:
    html = to_html(markdown, "en")
    assert not re.search(r"<(script|img|svg|a|style)\b", html)


def test_sets_prose_tables_and_formulas() -> None:
    html = to_html("**A** and $x^2$\n\n| a | b |\n|---|--:|\n| $|x|$ | 2 |\n\n$$y$$", "en")
    assert "<strong>A</strong>" in html
    assert '<div class="table"><table>' in html
    assert '<td class="right">2</td>' in html
    assert '<div class="formula"><math' in html
    assert html.count("<math") == 3


def test_a_formula_it_cannot_set_stays_readable() -> None:
    assert (
        to_html(r"Water is $\ce{H2O}$.", "ru")
        == '<p>Water is <code class="tex" title="Запись формулы">\\ce{H2O}</code>.</p>\n'
    )


def test_a_decimal_comma_stands_without_spaces() -> None:
    assert "<mn>0,5</mn>" in to_html("$0{,}5$", "kk")


def test_of_a_link_the_words_stay() -> None:
    assert to_html("see [the site](https://example.org)", "en") == "<p>see the site</p>\n"


def marked(source: str, part: str) -> str:
    start = source.index(part)
    return marked_html(source, Span(start, start + len(part)), "en")


@pytest.mark.parametrize(
    ("source", "part", "expected"),
    [
        ("One. Two. Three.", "Two.", '<p>One. <mark id="cited">Two.</mark> Three.</p>'),
        ("- one\n- two", "two", '<li><mark id="cited">two</mark></li>'),
        ("- one\n- two", "- two", '<li><mark id="cited">two</mark></li>'),
        ("1. one\n2. **two.**", "**two.**", '<li><mark id="cited"><strong>two.</strong></mark></li>'),
        (
            "**One. Two** three.",
            "Two** three.",
            '<strong>One. <mark id="cited">Two</mark></strong><mark> three.</mark>',
        ),
        ("A *b* c.", "A *b* c.", '<mark id="cited">A <em>b</em> c.</mark>'),
        ("_A_ b.", "_A_ b.", '<mark id="cited"><em>A</em> b.</mark>'),
        ("## Head\ntext", "Head", '<h2><mark id="cited">Head</mark></h2>'),
        ("> Said. Done.", "Done.", '<mark id="cited">Done.</mark>'),
        ("```\ncode\n```", "```\ncode\n```", '<pre><code><mark id="cited">code</mark>'),
        ("see [the site](http://x.example).", "site](http", '<mark id="cited">the site</mark>'),
    ],
)
def test_marks_the_cited_words(source: str, part: str, expected: str) -> None:
    assert expected in marked(source, part)


def test_marks_a_sentence_with_a_formula_even_when_the_span_ends_inside_it() -> None:
    html = marked("So $x = 1$ holds. Next.", "So $x =")
    assert re.search(r'<mark id="cited">So <math.*</math></mark> holds', html)


def test_marks_a_whole_table_on_its_wrapper() -> None:
    table = "| a | b |\n|---|---|\n| c | d |"
    assert '<div class="table cited" id="cited"><table>' in marked(f"Before.\n\n{table}\n\nAfter.", table)
    assert '<td><mark id="cited">c</mark></td>' in marked(table, "c")


PIECES = ["Word. ", "Слово ", "*it*", "**bold. Two** ", "_a_ ", "$x$ ", "$0{,}5$. ", "\n", "\n\n", "- item. ", "\n1. ",
          "`code` ", "\n\n| a | b |\n|---|---|\n| $|y|$ | d |\n\n", "\n\n$$z$$\n\n", "\n> ", "\n```\nx\n```\n",
          "(b. C) ", "[l](u) ", "| "]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map("".join))
def test_every_sentence_can_be_marked_and_the_mark_changes_nothing_else(source: str) -> None:
    bare = to_html(source, "en")
    for span in split_sentences(source, "en"):
        html = marked_html(source, span, "en")
        assert html.count('id="cited"') == 1, source[span.start : span.end]
        if not html.startswith('<div class="cited"'):
            assert unmarked(html) == unmarked(bare)


def test_marks_nearly_every_sentence_without_falling_back_to_a_frame(source: str) -> None:
    texts = [unit.text for unit in read_lesson(source).units]
    spans = [(text, span) for text in texts for span in split_sentences(text, "en")]
    framed = [text for text, span in spans if marked_html(text, span, "en").startswith('<div class="cited"')]
    assert len(spans) >= 12
    assert framed == []
