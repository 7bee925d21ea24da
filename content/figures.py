"""Pictures of a lesson: PNG, JPEG, and SVG that can only draw."""

import re

from content.model import Figure
from content.xml import Element, XmlBroken, parse_xml


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


LARGEST_BYTES = 5_000_000
LARGEST_SVG_BYTES = 500_000
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML_NAMES = {"{http://www.w3.org/XML/1998/namespace}lang", "{http://www.w3.org/XML/1998/namespace}space"}
_ELEMENTS = _words("""
    svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath marker
    linearGradient radialGradient stop clipPath mask pattern style switch
""")
_ATTRIBUTES = _words("""
    id class style role lang version width height viewBox preserveAspectRatio transform d x y x1 y1 x2 y2 cx cy
    r rx ry dx dy rotate points pathLength textLength lengthAdjust startOffset href fill fill-opacity fill-rule
    stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray
    stroke-dashoffset opacity color display visibility font-family font-size font-style font-weight font-variant
    text-anchor dominant-baseline alignment-baseline baseline-shift letter-spacing word-spacing text-decoration
    text-rendering shape-rendering vector-effect paint-order marker-start marker-mid marker-end markerWidth
    markerHeight markerUnits refX refY orient offset stop-color stop-opacity gradientUnits gradientTransform
    spreadMethod fx fy clip-path clip-rule clipPathUnits mask maskUnits maskContentUnits patternUnits
    patternContentUnits patternTransform focusable tabindex xml:space direction unicode-bidi writing-mode
    overflow
""")
_STYLE_DANGER = re.compile(r"@(?!media\b)|\\|expression|javascript|behavio|-moz-binding|</", re.IGNORECASE)
_URL = re.compile(r"url\s*\(\s*(?!['\"]?#[\w-]+['\"]?\s*\))", re.IGNORECASE)
_ARIA = re.compile(r"aria-[a-z]+")


class FigureRefused(ValueError):
    """A picture that is not shown; ``code`` says why."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code} {detail}".strip())


def read_figure(name: str, data: bytes) -> Figure:
    """The picture with its type told by its bytes; raises `FigureRefused`."""
    if len(data) > LARGEST_BYTES:
        raise FigureRefused("figure_too_large")
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Figure(name, "image/png", data)
    if data.startswith(b"\xff\xd8\xff"):
        return Figure(name, "image/jpeg", data)
    if b"<svg" in data[:2000]:
        check_svg(data)
        return Figure(name, "image/svg+xml", data)
    raise FigureRefused("figure_type")


def check_svg(data: bytes) -> None:
    """Raise `FigureRefused` unless the drawing holds only shapes and text and refers only to itself."""
    if len(data) > LARGEST_SVG_BYTES:
        raise FigureRefused("figure_too_large")
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", data, re.IGNORECASE):
        raise FigureRefused("svg_doctype")
    try:
        root = parse_xml(data)
    except XmlBroken as fault:
        raise FigureRefused("svg_broken", str(fault)) from None
    if root.tag != f"{_SVG}svg":
        raise FigureRefused("svg_element", str(root.tag))
    for node in root.iter():
        _check_node(node)


def _check_node(node: Element) -> None:
    tag = str(node.tag)
    if not isinstance(node.tag, str) or not tag.startswith(_SVG) or tag.removeprefix(_SVG) not in _ELEMENTS:
        raise FigureRefused("svg_element", tag.removeprefix(_SVG) if isinstance(node.tag, str) else "<?…?>")
    if tag == f"{_SVG}style":
        _check_style(node.text or "")
    for name, value in node.attrib.items():
        _check_attribute(str(name), str(value))


def _check_attribute(name: str, value: str) -> None:
    if name in {"href", _XLINK_HREF}:
        if not re.fullmatch(r"#[\w-]+", value):
            raise FigureRefused("svg_reference", value[:60])
    elif name not in _ATTRIBUTES and name not in _XML_NAMES and not _ARIA.fullmatch(name):
        raise FigureRefused("svg_attribute", name)
    _check_style(value) if name == "style" else _check_urls(value)


def _check_style(style: str) -> None:
    if danger := _STYLE_DANGER.search(style):
        raise FigureRefused("svg_style", danger[0])
    _check_urls(style)


def _check_urls(value: str) -> None:
    if _URL.search(value) or re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE):
        raise FigureRefused("svg_reference", value[:60])
