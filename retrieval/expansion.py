"""School terms in three languages, so that a question is also looked for in the words of the other languages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.stemming import stem, stem_list, telling_words
from tutor.language import LANGUAGES, Language

LONGEST = 4
"""Words of the longest term."""
MOST_VIEWS = 3

Key = tuple[str, ...]
Names = Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Glossary:
    """By language, the stems of every name of a term → the names of what it can mean, in every language."""

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
        stems = tuple(stem(word, language) for word in words)
        for length in range(len(stems), 0, -1):
            if names := self.terms[language].get(stems[:length]):
                return length, names
        return 1, {}


@cache
def glossary() -> Glossary:
    """The glossary that belongs to this version."""
    terms: dict[Language, dict[Key, dict[Language, tuple[str, ...]]]] = {language: {} for language in LANGUAGES}
    for names in _entries():
        for language, own in names.items():
            for name in own:
                key = tuple(stem_list(name, language))
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
