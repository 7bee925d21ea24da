"""Terms of school lessons in three languages, by kind: a claim may not put one for another of the same kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.stemming import fold, stem
from retrieval.support.words import Reading, Word
from tutor.language import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Concept:
    """A term by its kind and its number within the list."""

    kind: str
    number: int
    is_closed: bool = False
    """Whether nothing else is ever meant by it than one of its kind: a weekday, a direction, an element."""


@dataclass(frozen=True, slots=True)
class Named:
    """A term in a text, and the word that names it."""

    concept: Concept
    word: Word


def find_concepts(reading: Reading) -> tuple[Named, ...]:
    """The listed terms of a text; a word that may mean several things names all of them."""
    listed = _listed()[reading.language]
    found: list[Named] = []
    for place, word in enumerate(reading.words):
        for name in listed.get(word.stem, ()):
            following = tuple(each.stem for each in reading.words[place : place + len(name.stems)])
            if following == name.stems and _is_form(word, name.text, reading.language):
                found.append(Named(name.concept, word))
    return tuple(found)


def _is_form(word: Word, name: str, language: Language) -> bool:
    """Whether a word is a form of the name's first; a Kazakh noun keeps all letters but the last: бөлім is not бөлу."""
    return word.is_of(name.split(maxsplit=1)[0][:-1] if language == "kk" else name, whole=language == "kk")


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    stems: tuple[str, ...]
    concept: Concept


@dataclass(frozen=True, slots=True)
class Comparison:
    """Terms of a claim that the cited texts lack: ``exchanged`` stand where the best sentence has another of the kind;
    ``contrary`` are of a closed kind of which the texts name others.
    """

    absent: tuple[Word, ...]
    exchanged: tuple[Word, ...]
    contrary: tuple[Word, ...]


def compare(claim: Reading, sentence: Reading, cited: tuple[Reading, ...]) -> Comparison:
    """The claim's terms against the best sentence and all cited texts."""
    everywhere = {named.concept for reading in cited for named in find_concepts(reading)}
    same = frozenset().union(*(reading.stems for reading in cited if reading.language == claim.language))
    claimed = find_concepts(claim)
    known = {named.word for named in claimed if named.concept in everywhere or named.word.stem in same}
    absent = {named.word: named.concept for named in claimed if named.word not in known}
    own = {named.concept for named in claimed}
    rivals = {named.concept.kind for named in find_concepts(sentence) if named.concept not in own}
    exchanged = tuple(word for word, concept in absent.items() if concept.kind in rivals)
    others = {concept.kind for concept in everywhere - own}
    contrary = tuple(word for word, concept in absent.items() if concept.is_closed and concept.kind in others)
    return Comparison(tuple(absent), exchanged, contrary)


@cache
def _listed() -> dict[Language, dict[str, list[_Name]]]:
    """Per language and first stem: the stems of each name and what it names."""
    listed: dict[Language, dict[str, list[_Name]]] = {each: {} for each in LANGUAGES}
    for concept, columns in _rows():
        for language, names in zip(LANGUAGES, columns, strict=True):
            for name in filter(None, map(str.strip, names.split(","))):
                stems = tuple(stem(part, language) for part in fold(name).split())
                listed[language].setdefault(stems[0], []).append(_Name(name, stems, concept))
    return listed


def _rows() -> Iterator[tuple[Concept, list[str]]]:
    kind, is_closed = "", False
    text = files("retrieval.support").joinpath("concepts.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()):
        if line.startswith("## "):
            kind, is_closed = line[3:].removesuffix(" !"), line.endswith("!")
        elif line and not line.startswith("#"):
            yield Concept(kind, number, is_closed), [column.strip() for column in line.split("|")]
