"""Words of a text with their place, folded spelling and capital letters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guardrails.folding import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:;\n•]|(?<=\s)[-–—]\s")
_OPENING_QUOTE = re.compile(r"[«“„\"]$")
"""A title in quotes has a capital of its own."""
_POSSESSIVE = re.compile(r"(?<=[a-z])['’ʼ`]s?$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word; ``lower`` and ``folded`` are without the English possessive, ``gap`` is what stands before the word."""

    text: str
    lower: str
    folded: str
    start: int
    end: int
    gap: str
    starts_sentence: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def latin(self) -> bool:
        return self.lower[0] < "\u0400"

    @property
    def joined(self) -> bool:
        """Whether only a space parts it from the word before."""
        return self.gap.isspace()


def tokenise(text: str) -> list[Token]:
    """The words of ``text``; hyphenated words stay one."""
    tokens: list[Token] = []
    before = 0
    for match in _WORD.finditer(text):
        gap = text[before : match.start()]
        starts = not tokens or _ends_sentence(gap, tokens[-1])
        word = match.group()
        plain = _POSSESSIVE.sub("", word.lower())
        tokens.append(Token(word, plain, fold(plain.replace("-", "")), match.start(), match.end(), gap, starts))
        before = match.end()
    return tokens


def _ends_sentence(gap: str, previous: Token) -> bool:
    initial = len(previous.text) == 1 and previous.capital and gap.strip() == "."
    return bool(_SENTENCE_END.search(gap) or _OPENING_QUOTE.search(gap)) and not initial


def capitals_tell(tokens: Sequence[Token]) -> bool:
    """Whether capital letters carry meaning: not in a message typed all in capitals or all in titles."""
    long = [token for token in tokens if len(token.text) > 1]
    shouted = sum(token.text.isupper() for token in long)
    return shouted * 2 <= len(long)


class Phrases:
    """Folded phrases, looked up at a place in a row of words."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(token.folded for token in tokenise(phrase))
            self._by_first.setdefault(words[0], []).append(words)
        for candidates in self._by_first.values():
            candidates.sort(key=len, reverse=True)

    def length_at(self, tokens: Sequence[Token], index: int) -> int:
        """How many words the longest phrase starting at ``index`` has; 0 if none does."""
        for words in self._by_first.get(tokens[index].folded, ()):
            if tuple(token.folded for token in tokens[index : index + len(words)]) == words:
                return len(words)
        return 0
