"""The sentences of the cited texts, with everything the checks read in them, and which one a claim comes closest to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from content.model import Span
from content.sentences import split_sentences
from retrieval.support import dates, formulas, names
from retrieval.support.concepts import Named, find_concepts
from retrieval.support.quantities import find_quantities
from retrieval.support.quantity import Quantity
from retrieval.support.records import Cited, Place
from retrieval.support.words import Reading, Word, read

_TEXTS_KEPT = 256
_ROW = re.compile(r"\|[^\n]*\S")


@dataclass(frozen=True)
class Said:
    """A text and what is found in it, each once and when asked for."""

    reading: Reading

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return find_quantities(self.reading.plain, self.reading.language)

    @cached_property
    def days(self) -> tuple[dates.Day, ...]:
        return dates.find_days(self.reading.plain, self.reading.language)

    @cached_property
    def formulas(self) -> tuple[str, ...]:
        return formulas.find_formulas(self.reading)

    @property
    def has_values(self) -> bool:
        return bool(self.quantities or self.days or self.formulas)

    @cached_property
    def names(self) -> tuple[Word, ...]:
        return tuple(names.names(self.reading))

    @cached_property
    def concepts(self) -> tuple[Named, ...]:
        return find_concepts(self.reading)


@dataclass(frozen=True)
class Sentence:
    """A cited sentence or a row of a table, and where it stands."""

    place: Place
    said: Said


@dataclass(frozen=True)
class Evidence:
    """The cited texts as a whole and sentence by sentence."""

    texts: tuple[Said, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        return tuple(text.reading for text in self.texts)


def gather(cited: Sequence[Cited]) -> Evidence:
    """The evidence of the cited texts; what was read once is remembered."""
    parts = [_said(text) for text in cited]
    sentences = [Sentence(Place(number, span), said) for number, (_, own) in enumerate(parts) for span, said in own]
    return Evidence(tuple(whole for whole, _ in parts), tuple(sentences))


@lru_cache(maxsize=_TEXTS_KEPT)
def _said(cited: Cited) -> tuple[Said, tuple[tuple[Span, Said], ...]]:
    sentences = [
        (part, Said(read(text, cited.language)))
        for span in split_sentences(cited.text, cited.language)
        for part, text in _parts(cited.text, span)
    ]
    return Said(read(cited.text, cited.language)), tuple(sentences)


def _parts(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    """A sentence as it is; of a table every row, read together with the head of the table."""
    part = text[span.start : span.end]
    if not part.lstrip().startswith("|"):
        yield span, part
        return
    rows = [row for row in _ROW.finditer(part) if any(character.isalnum() for character in row[0])]
    head = rows[0][0] if len(rows) > 1 else ""
    for row in rows[1:] or rows:
        yield Span(span.start + row.start(), span.start + row.end()), f"{head}\n{row[0]}"
