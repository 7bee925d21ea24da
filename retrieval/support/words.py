"""A text as words with their stems and places, formulas and Markdown made plain first."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from content.maths import find_formulas
from content.plain import plain, readable
from retrieval.stemming import fold, stem, stop_words
from retrieval.support.kazakh_negation import denied_verb
from tutor.language import Language

_WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+|-[^\W\d_]+)*")
_NOT_A_START = re.compile(r"[^\W_][\s,;:–—\-(«“\"'’)»”]*$")
KEPT = 8192
_CLEAR = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``[start, end)`` of the plain text; ``folded`` has Kazakh letters as their Russian neighbours."""

    text: str
    folded: str
    stem: str
    start: int
    end: int
    begins: bool
    """Whether it begins a sentence or a line, where everything has a capital letter."""

    def is_of(self, name: str, *, whole: bool = False) -> bool:
        """Whether the word begins as ``name`` does in its own letters: a folded бөлу looks like болу.

        ``whole`` asks for all letters of the name, else for as many as its stem has.
        """
        own = self.text.casefold().replace("ё", "е")
        begun = name.casefold().replace("ё", "е")
        length = len(begun) if whole else min(len(begun), max(_CLEAR, len(self.stem) - 1))
        return own[:length] == begun[:length]

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True)
class Reading:
    """One text and what the checks read in it."""

    plain: str
    language: Language
    formulas: tuple[str, ...] = ()
    """What stands between dollar signs, each as one line."""
    prose: str = ""
    """The plain text without that."""

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(_words(self.plain, self.language))

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words that say something."""
        common = stop_words(self.language)
        return tuple(word for word in self.words if word.folded not in common and len(word.folded) > 1)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """The words in small letters, and the parts of those with a hyphen."""
        return frozenset(piece for word in self.words for piece in word.text.casefold().split("-"))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(word.stem for word in self.words)


@lru_cache(maxsize=KEPT)
def read(text: str, language: Language) -> Reading:
    """The reading of a Markdown text."""
    formulas = find_formulas(text)
    prose, position = [], 0
    for formula in formulas:
        prose.append(text[position : formula.start])
        position = formula.end
    prose.append(text[position:])
    lines = tuple(readable(formula.tex) for formula in formulas)
    return Reading(plain(text), language, lines, plain(" … ".join(prose)))


def _words(text: str, language: Language):
    for match in _WORD.finditer(text):
        folded = fold(match[0])
        begins = not _NOT_A_START.search(text[max(0, match.start() - 12) : match.start()])
        yield Word(match[0], folded, _stem(match[0], folded, language), *match.span(), begins)


def _stem(text: str, folded: str, language: Language) -> str:
    """The stem; a Kazakh verb that is denied has the stem of the verb, so that both sides can be compared."""
    verb = denied_verb(text.lower()) if language == "kk" and text[0].islower() else None
    return stem(fold(verb) if verb else folded, language)
