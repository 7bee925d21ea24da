"""Pictures: told by their bytes, and drawings that can only draw."""

import pytest

from content.figures import FigureRefused, read_figure

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def test_knows_pictures_by_their_bytes_not_their_names() -> None:
    assert read_figure("a.svg", b"\x89PNG\r\n\x1a\n....").media_type == "image/png"
    assert read_figure("a.png", b"\xff\xd8\xff....").media_type == "image/jpeg"
    assert read_figure("a.jpg", SVG.format("").encode()).media_type == "image/svg+xml"


def test_keeps_an_honest_drawing() -> None:
    drawing = SVG.format(
        '<!-- scales --><title>Scales</title><defs><linearGradient id="g">'
        '<stop offset="0" stop-color="#fff"/></linearGradient>'
        "</defs><style>.a{fill:#123} @media (prefers-color-scheme: dark){.a{fill:#eee}}</style>"
        '<g class="a" transform="scale(2)"><path d="M0 0L9 9" fill="url(#g)" style="stroke:red"/>'
        '<text x="1" y="2" font-size="3" xml:space="preserve">масса</text></g><use href="#g"/><use xlink:href="#g"/>'
    )
    assert read_figure("a.svg", drawing.encode()).data == drawing.encode()


ATTACKS = [
    ("a script", "<script>alert(1)</script>", "svg_element"),
    ("foreign HTML", "<foreignObject><b/></foreignObject>", "svg_element"),
    ("an animation that sets a link", '<animate attributeName="href" to="javascript:alert(1)"/>', "svg_element"),
    ("a picture from elsewhere", '<image href="http://evil.example/x.png"/>', "svg_element"),
    ("a link", '<a href="http://evil.example"><text>x</text></a>', "svg_element"),
    ("an event", '<path onclick="alert(1)" d="M0 0"/>', "svg_attribute"),
    ("an event on the root", '<g onload="alert(1)"/>', "svg_attribute"),
    ("use of another file", '<use href="other.svg#x"/>', "svg_reference"),
    ("use of another file, the old way", '<use xlink:href="http://evil.example/x.svg#x"/>', "svg_reference"),
    ("a data address", '<use href="data:image/svg+xml;base64,AAAA"/>', "svg_reference"),
    ("a fill from elsewhere", '<path d="M0 0" fill="url(http://evil.example/x.svg#a)"/>', "svg_reference"),
    ("an import in style", "<style>@import 'http://evil.example/x.css';</style>", "svg_style"),
    ("an address in style", "<style>.a{background:url(http://evil.example)}</style>", "svg_reference"),
    ("an escaped address in style", r"<style>.a{background:u\72l(//evil.example)}</style>", "svg_style"),
    ("an address in a style attribute", '<path d="M0 0" style="fill:url(//evil.example/x)"/>', "svg_reference"),
    ("an element of HTML", '<div xmlns="http://www.w3.org/1999/xhtml"/>', "svg_element"),
]


@pytest.mark.parametrize(("reason", "inside", "code"), ATTACKS, ids=[case[0] for case in ATTACKS])
def test_refuses_a_drawing_that_does_more_than_draw(reason: str, inside: str, code: str) -> None:
    with pytest.raises(FigureRefused) as refused:
        read_figure("a.svg", SVG.format(inside).encode())
    assert refused.value.code == code, reason


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "svg_doctype"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><g></svg>', "svg_broken"),
        (b"<html><svg></svg></html>", "svg_element"),
        (b"GIF89a", "figure_type"),
        (b"", "figure_type"),
        (b"\x89PNG\r\n\x1a\n" + bytes(5_000_000), "figure_too_large"),
        (SVG.format("<!--" + "x" * 500_000 + "-->").encode(), "figure_too_large"),
    ],
)
def test_refuses_other_files(data: bytes, code: str) -> None:
    with pytest.raises(FigureRefused) as refused:
        read_figure("a.svg", data)
    assert refused.value.code == code
