"""A rewritten view of a text that remembers where each of its characters came from."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """``text[i]`` stands for the source characters ``starts[i]:ends[i]``; the source itself is never changed."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source range behind the non-empty view range ``[start, end)``."""
        return min(self.starts[start:end]), max(self.ends[start:end])

    def rewrite(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str | None]) -> "View":
        """The view with each match replaced; ``None`` leaves a match as it is."""
        builder = ViewBuilder()
        at = 0
        for match in pattern.finditer(self.text):
            replacement = replace(match)
            if replacement is None or match.start() == match.end():
                continue
            builder.copy(self, at, match.start())
            builder.put(replacement, *self.source_span(*match.span()))
            at = match.end()
        builder.copy(self, at, len(self.text))
        return builder.view()


class ViewBuilder:
    """Collects the characters of a view together with their source ranges."""

    def __init__(self) -> None:
        self._characters: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []

    def put(self, text: str, start: int, end: int) -> None:
        """Append ``text``, every character of it standing for the source range ``[start, end)``."""
        self._characters.extend(text)
        self._starts.extend([start] * len(text))
        self._ends.extend([end] * len(text))

    def copy(self, view: View, start: int, end: int) -> None:
        self._characters.extend(view.text[start:end])
        self._starts.extend(view.starts[start:end])
        self._ends.extend(view.ends[start:end])

    def view(self) -> View:
        return View("".join(self._characters), tuple(self._starts), tuple(self._ends))
