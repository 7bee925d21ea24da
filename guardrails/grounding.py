"""What the tutor's own words may contain: only numbers, links and people that the cited text has too."""

import re

from guardrails.normalise import normalise

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|ru|kz|org|net|io|me|info|app|site|xyz|online)\b(?:/\S*)?", re.IGNORECASE
)
_COUNTED = frozenset(map(str, range(11)))
"""Small whole numbers count steps and parts; they state nothing."""


def numbers_not_in(text: str, cited: str) -> list[str]:
    """Numbers of ``text`` that the cited text does not have, commas and points as decimal signs alike."""
    allowed = {_plain(number) for number in _NUMBER.findall(normalise(cited).text)} | _COUNTED
    return [number for number in _NUMBER.findall(normalise(text).text) if _plain(number) not in allowed]


def links_not_in(text: str, cited: str) -> list[str]:
    """Links and site names of ``text`` that the cited text does not have."""
    return [link for link in _LINK.findall(text) if link.rstrip(".,)") not in cited]


def _plain(number: str) -> str:
    return number.replace(",", ".").rstrip(".")
