"""XML from strangers: no entities, no network, no documents of unlimited size."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - a compiled module without type information


class Element(Protocol):
    """What we use of an lxml element; the value of `get` is text whenever a default is given."""

    tag: Any
    text: str | None
    tail: str | None
    attrib: Mapping[str, str]

    def get(self, name: str, default: str = "") -> str: ...
    def __iter__(self) -> Iterator["Element"]: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> "Element": ...
    def iter(self, *tags: str) -> Iterator["Element"]: ...
    def iterancestors(self) -> Iterator["Element"]: ...
    def itertext(self) -> Iterator[str]: ...
    def getparent(self) -> "Element | None": ...
    def makeelement(self, tag: str, attributes: Mapping[str, str], namespaces: None) -> "Element": ...
    def append(self, child: "Element") -> None: ...


class XmlBroken(ValueError):
    """The bytes are no well-formed XML, or hold a document type."""


def parse_xml(data: bytes) -> Element:
    """The root element, without comments; raises `XmlBroken`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                             remove_comments=True)  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise XmlBroken(str(fault)) from None
    if root.getroottree().docinfo.doctype:
        raise XmlBroken("document type")
    return root


def local_name(node: Element) -> str:
    """The tag without its namespace; "" for processing instructions and the like."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
