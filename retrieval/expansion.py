"""School terms in three languages, so that a question is also looked for in the words of the other languages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.stemming import stem, stem_list, telling_words
from tutor.language import LANGUAGES, Language

LONGEST = 4
"""Words of the longest term."""
SHORTEST_STEM = 4
"""Letters; shorter stems are shared by words that have nothing to do with each other."""
MOST_VIEWS = 3

Key = tuple[str, ...]
Names = Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Glossary:
    """By language, the words of every name of a term, and their stems → the names of what it can mean."""

    terms: Mapping[Language, Mapping[Key, Names]]

    def views(self, text: str, language: Language, into: Language) -> tuple[str, ...]:
        """``text`` with its terms in the language ``into``, written in up to three ways; none where it has no term.

        Within one language these are the synonyms. Words that are no terms stay: they may be names.
        """
        slots = list(self._slots(telling_words(text, language), language, into))
        if not any(is_term for is_term, _ in slots):
            return ()
        most = min(MOST_VIEWS, max(len(names) for _, names in slots))
        return tuple(" ".join(names[min(way, len(names) - 1)] for _, names in slots) for way in range(most))

    def _slots(self, words: Sequence[str], language: Language, into: Language) -> Iterator[tuple[bool, Sequence[str]]]:
        """What stands in the text, one term or word after the other, with the ways to say it."""
        place = 0
        while place < len(words):
            length, names = self._longest(words[place : place + LONGEST], language)
            found = names.get(into, ())
            yield bool(found), found or (" ".join(words[place : place + length]),)
            place += length

    def _longest(self, words: Sequence[str], language: Language) -> tuple[int, Names]:
        """The longest term that ``words`` begin with, in their language or, in a mixture, in another."""
        for spoken in sorted(LANGUAGES, key=lambda one: one != language):
            length, names = self._longest_in(words, spoken)
            if names:
                return length, names
        return 1, {}

    def _longest_in(self, words: Sequence[str], language: Language) -> tuple[int, Names]:
        """As it stands in the glossary, else by its stems."""
        known, stems = self.terms[language], tuple(stem(word, language) for word in words)
        for length in range(len(words), 0, -1):
            if names := known.get(tuple(words[:length])) or known.get(_stem_key(stems[:length])):
                return length, names
        return 0, {}


def _stem_key(stems: Sequence[str]) -> Key:
    """Marked, so that a stem is not taken for a whole word; empty where it says too little."""
    return ("~", *stems) if sum(map(len, stems)) >= SHORTEST_STEM else ()


@cache
def glossary() -> Glossary:
    """The glossary that belongs to this version."""
    terms: dict[Language, dict[Key, dict[Language, tuple[str, ...]]]] = {language: {} for language in LANGUAGES}
    for names in _entries():
        for language, own in names.items():
            for name in own:
                for key in (tuple(telling_words(name, language)), _stem_key(stem_list(name, language))):
                    if key:
                        _add(terms[language].setdefault(key, {}), names)
    return Glossary(terms)


def _add(known: dict[Language, tuple[str, ...]], names: Names) -> None:
    for language, more in names.items():
        known[language] = tuple(dict.fromkeys((*known.get(language, ()), *more)))


def _entries() -> Iterator[Names]:
    for file in files("retrieval.glossary").iterdir():
        if file.name.endswith(".txt"):
            lines = file.read_text(encoding="utf-8").splitlines()
            yield from (_entry(line) for line in lines if line.strip() and not line.startswith("#"))


def _entry(line: str) -> Names:
    columns = line.split("|")
    return {
        language: tuple(name.strip() for name in column.split(";") if name.strip())
        for language, column in zip(LANGUAGES, columns, strict=True)
    }
