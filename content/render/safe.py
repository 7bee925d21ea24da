"""The only HTML that leaves this package: our own elements and attributes."""

import re

import nh3


def _names(listed: str) -> set[str]:
    return set(listed.split())


_PROSE = _names("""
    p br strong em s code pre ul ol li blockquote h1 h2 h3 h4 h5 h6 hr table thead tbody tr th td sub sup div span
    mark figure figcaption img article section header footer small dl dt dd
""")
_MATHS = _names("""
    math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msup msub msubsup mover munder munderover mtable mtr mtd
    mpadded mphantom menclose mstyle mmultiscripts
""")
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "lang"},
    "img": {"src", "alt"},
    "ol": {"start", "type"},
    "code": {"title"},
    "math": {"display", "alttext"},
    "mo": {"stretchy", "fence", "form", "separator", "lspace", "rspace", "accent", "largeop", "minsize", "maxsize"},
    "mi": {"mathvariant"}, "mn": {"mathvariant"}, "mspace": {"width"}, "mtd": {"columnalign"},
    "mtable": {"columnalign", "columnspacing", "rowspacing", "columnlines", "rowlines"},
    "mfrac": {"linethickness"}, "mover": {"accent"}, "munder": {"accentunder"},
    "mstyle": {"displaystyle", "scriptlevel"}, "menclose": {"notation"}, "mpadded": {"width", "height", "depth"},
}  # fmt: skip
_OWN_NAME = re.compile(r"[a-z][a-z0-9 _-]*")
_OWN_SOURCE = re.compile(r"(?!//)[^:\\\s]*")


def clean(html: str) -> str:
    """HTML with nothing but our own elements and attributes; pictures only from our own addresses."""
    return nh3.clean(html, tags=_PROSE | _MATHS, attributes=_ATTRIBUTES, attribute_filter=_kept, url_schemes=set(),
                     link_rel=None)  # fmt: skip


def _kept(tag: str, name: str, value: str) -> str | None:
    if name in {"class", "id"}:
        return value if _OWN_NAME.fullmatch(value) else None
    if (tag, name) == ("img", "src"):
        return value if _OWN_SOURCE.fullmatch(value) else None
    return value
