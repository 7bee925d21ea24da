"""What the tutor's own words may contain: only links that the cited text has too."""

import re

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|ru|kz|org|net|io|me|info|app|site|xyz|online)\b(?:/\S*)?", re.IGNORECASE
)


def links_not_in(text: str, cited: str) -> list[str]:
    """Links and site names of ``text`` that the cited text does not have."""
    return [link for link in _LINK.findall(text) if link.rstrip(".,)") not in cited]
