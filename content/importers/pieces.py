"""Markdown pieces gathered into units of readable length."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from content.model import UnitKind
from content.sentences import split_sentences
from tutor.language import Language

LONGEST_WORDS = 180
LONGEST_EXAMPLE_WORDS = 400
LONGEST_TABLE_WORDS = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, list, table or the like, with the kind and heading of the unit it belongs to."""

    text: str
    kind: UnitKind = UnitKind.TEXT
    heading: str = ""
    anchor: str = ""
    alone: bool = False


def gathered(pieces: list[Piece], language: Language) -> Iterator[Piece]:
    """Neighbours of one kind and heading joined up to `LONGEST_WORDS`; longer paragraphs cut between sentences."""
    held: list[Piece] = []
    for piece in [part for whole in pieces for part in _parts(whole, language)]:
        if held and (_differs(held[0], piece) or _words(held) + len(piece.text.split()) > _limit(piece)):
            yield _joined(held)
            held = []
        held.append(piece)
    if held:
        yield _joined(held)


def _limit(piece: Piece) -> int:
    return LONGEST_EXAMPLE_WORDS if piece.kind is UnitKind.WORKED_EXAMPLE else LONGEST_WORDS


def _differs(one: Piece, other: Piece) -> bool:
    return one.alone or other.alone or (one.kind, one.heading) != (other.kind, other.heading)


def _words(pieces: list[Piece]) -> int:
    return sum(len(piece.text.split()) for piece in pieces)


def _joined(pieces: list[Piece]) -> Piece:
    first = pieces[0]
    text = "\n\n".join(piece.text for piece in pieces)
    return Piece(text, first.kind, first.heading, first.anchor, first.alone)


def _parts(piece: Piece, language: Language) -> Iterator[Piece]:
    """The piece, or its parts where it is too long: lists between items, prose between sentences, tables by rows."""
    if "\n|---" in piece.text.replace(" ", "") and len(piece.text.split()) > LONGEST_TABLE_WORDS:
        yield from (replace(piece, text=text) for text in _tables(piece.text))
        return
    if len(piece.text.split()) <= _limit(piece) or piece.alone:
        yield piece
        return
    atoms = [part for atom in _atoms(piece.text, language) for part in _bounded(atom, _limit(piece))]
    for text in _fitted(atoms, _limit(piece)):
        yield Piece(text, piece.kind, piece.heading, piece.anchor)


def _tables(text: str) -> Iterator[str]:
    """A long table as several, each under the same head."""
    lines = text.split("\n")
    rule = next(i for i, line in enumerate(lines) if line.replace(" ", "").startswith("|---"))
    head = "\n".join(lines[: rule + 1])
    yield from (f"{head}\n{rows}" for rows in _fitted([f"{line}\n" for line in lines[rule + 1 :]], LONGEST_TABLE_WORDS))


def _atoms(text: str, language: Language) -> list[str]:
    if re.match(r"(?:- |\d+\. )", text):
        return [part + "\n" for part in re.split(r"\n(?=- |\d+\. )", text)]
    starts = [span.start for span in split_sentences(text, language)] or [0]
    starts[0] = 0
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _bounded(atom: str, limit: int) -> list[str]:
    """The atom, or where it is longer than a unit may be, its words in groups."""
    return [atom] if len(atom.split()) <= limit else re.findall(rf"(?:\S+\s*){{1,{limit}}}", atom)


def _fitted(atoms: list[str], limit: int) -> Iterator[str]:
    held = ""
    for atom in atoms:
        if held and len((held + atom).split()) > limit:
            yield held.strip()
            held = ""
        held += atom
    if held.strip():
        yield held.strip()
