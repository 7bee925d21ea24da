"""What stands beside a name: introductions, relations, titles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from guardrails import wordlists
from guardrails.folding import fold
from guardrails.recognizers.tokens import Phrases, Token

_REACH_BACK = 4
_REACH = 2
"""Words between a relation and the name it announces."""


class Cue(IntEnum):
    NONE = 0
    POINTING = 1
    """This is …, it's …"""
    SELF = 2
    """I am …: needs the look of a name, because most such sentences say something else."""
    RELATION = 3
    TEACHER = 4
    """… апай, … ағай: an address that only acquaintances get."""
    INTRODUCTION = 5
    """My name is …: whatever follows is a name."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue that each word stands under."""

    by_word: Sequence[Cue]
    next_to_relation: frozenset[int]
    title_at: frozenset[int]
    public: bool
    """Whether the message speaks of poets, khans, laws or novels."""

    def at(self, index: int) -> Cue:
        return self.by_word[index]

    def is_word(self, token: Token) -> bool:
        """Whether the word never belongs to a name."""
        return token.folded in _folded("not_names")

    def is_next_to_relation(self, index: int) -> bool:
        """Whether nothing stands between the word and the relation or address it belongs to."""
        return index in self.next_to_relation

    def titled(self, at: int, end: int) -> bool:
        """Whether a ruler's or hero's title stands beside the words ``at`` to ``end``."""
        return at - 1 in self.title_at or end in self.title_at


def cues(tokens: Sequence[Token]) -> Cues:
    """The cues of a message."""
    found = [Cue.NONE] * len(tokens)
    beside: set[int] = set()
    for index, cue, close in _announced(tokens):
        found[index] = max(found[index], cue)
        if close:
            beside.add(index)
    titles = frozenset(i for i, token in enumerate(tokens) if token.folded in _folded("titles"))
    public = any(_phrases("public").length_at(tokens, i) for i in range(len(tokens)))
    return Cues(found, frozenset(beside), titles, public)


def _announced(tokens: Sequence[Token]) -> Iterator[tuple[int, Cue, bool]]:
    for i in range(len(tokens)):
        if length := _phrases("introduction").length_at(tokens, i):
            careful = _phrases("careful").length_at(tokens, i) == length
            target = _skip_fillers(tokens, i + length)
            if target < len(tokens) and _same_clause(tokens, i + length, target):
                yield target, Cue.RELATION if careful else Cue.INTRODUCTION, True
        if length := _phrases("weak_introduction").length_at(tokens, i):
            target = i + length
            if target < len(tokens) and _same_clause(tokens, target, target):
                yield target, Cue.SELF if tokens[target - 1].folded in _folded("self") else Cue.POINTING, True
        if length := _phrases("relation").length_at(tokens, i):
            yield from _related(tokens, i, length)
        if i and (length := _phrases("after").length_at(tokens, i)) and _same_clause(tokens, i, i):
            yield from _before(tokens, i)


def _skip_fillers(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and _phrases("fillers").length_at(tokens, index) == 1:
        index += 1
    return index


def _same_clause(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether no sentence ends between the cue and the name; a dash or colon may stand there."""
    return all(set(tokens[i].gap) <= set(" -—–:«\"'=(,\t") for i in range(start, end + 1))


def _related(tokens: Sequence[Token], index: int, length: int) -> Iterator[tuple[int, Cue, bool]]:
    for target in range(index + length, min(index + length + _REACH, len(tokens))):
        if not tokens[target].joined and set(tokens[target].gap) - set(" ,:-—("):
            return
        yield target, Cue.RELATION, target == index + length
        if tokens[target].folded not in _folded("not_names"):
            return


def _before(tokens: Sequence[Token], index: int) -> Iterator[tuple[int, Cue, bool]]:
    teacher = tokens[index].folded.startswith(("апаи", "агаи", "мугалим"))
    cue = Cue.TEACHER if teacher else Cue.RELATION
    for target in range(index - 1, max(index - _REACH_BACK, -1), -1):
        if tokens[target].folded in _folded("and"):
            continue
        if tokens[target].folded in _folded("not_names"):
            return
        yield target, cue, target == index - 1
        if not tokens[target].joined:
            return


@cache
def _phrases(key: str) -> Phrases:
    return Phrases(wordlists.table("name_cues.toml")[key])


@cache
def _folded(key: str) -> frozenset[str]:
    return frozenset(fold(word) for word in wordlists.table("name_cues.toml")[key])
