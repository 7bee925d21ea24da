"""Text files in the encodings teachers still have."""

import re
import unicodedata

from content.importers.refusals import ImportRefused

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_COMMON = re.compile("[оеаинтсрвл]")


def decoded(data: bytes) -> str:
    """The text with line feeds and composed letters; raises `ImportRefused` for bytes that are no text."""
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise ImportRefused("wrong_type")
    return unicodedata.normalize("NFC", text)


def _decoded(data: bytes) -> str:
    named = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(named)
    except UnicodeDecodeError:
        return _cyrillic(data)


def _cyrillic(data: bytes) -> str:
    """Windows-1251 or KOI8-R, whichever gives more of the commonest Russian letters in lower case."""
    if not data or sum(byte < 0x20 and byte not in b"\t\n\r\f" for byte in data[:4000]) > 0:
        raise ImportRefused("wrong_type")
    readings = [data.decode(encoding, "replace") for encoding in ("cp1251", "koi8-r")]
    best = max(readings, key=lambda text: len(_COMMON.findall(text)))
    if len(_COMMON.findall(best)) < len(best) / 10:
        raise ImportRefused("wrong_type")
    return best
