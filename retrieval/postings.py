"""Building a BM25 index of any size: documents are counted in blocks on disk, then placed term by term.

Memory holds one block, the words and terms met so far, and a few numbers per document.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.keys import sorted_keys
from retrieval.lexical import saturated
from retrieval.mapped import new_array, save_array
from tutor.language import Language

Word = tuple[str, Language]
TermsOf = Callable[[str, Language], Sequence[str]]
_BLOCK = np.dtype([("posting", "<i8"), ("count", "<u2")])
_ROW_BITS = 32
_MOST = np.iinfo(np.uint16).max


class PostingsWriter:
    """Inverts documents given as numbers of words; ``terms_of`` says which terms a word is searched by."""

    def __init__(self, folder: Path, terms_of: TermsOf) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._blocks = folder / "blocks.part"
        self._terms_of = terms_of
        self._block_sizes: list[int] = []
        self._numbers: dict[str, int] = {}
        self._terms = array("i")
        self._starts = array("q", [0])
        self._lengths: list[NDArray[np.int64]] = []

    def learn(self, words: Iterable[Word]) -> None:
        """Take up the words that have the next numbers."""
        for word, language in words:
            self._terms.extend(self._number(term) for term in self._terms_of(word, language))
            self._starts.append(len(self._terms))

    def add(self, first_row: int, words: NDArray[np.int32], lengths: NDArray[np.int64]) -> None:
        """Count a block of documents: their words one after the other, and how many each has."""
        documents = np.repeat(np.arange(len(lengths)), lengths)
        starts, ends = (np.frombuffer(self._starts, np.int64)[words + side] for side in (0, 1))
        terms = np.frombuffer(self._terms, np.int32)[_ranges(starts, ends)] if len(words) else words
        self._lengths.append(np.bincount(documents, ends - starts, len(lengths)).astype(np.int64))
        rows = first_row + np.repeat(documents, ends - starts)
        block = _counted((terms.astype(np.int64) << _ROW_BITS) | rows)
        with self._blocks.open("ab") as blocks:
            block.tofile(blocks)
        self._block_sizes.append(len(block))

    def close(self) -> None:
        """Write the index into the folder; at least one block has been added."""
        keys, order = sorted_keys(self._numbers)
        places = np.argsort(order)
        holding = np.zeros(len(keys), np.int64)
        for terms, _, _ in self._read(places):
            holding += np.bincount(terms, minlength=len(keys))
        starts = np.concatenate([[0], np.cumsum(holding)]).astype(np.int64)
        self._place(places, starts)
        save_array(self._folder / "terms.npy", keys)
        save_array(self._folder / "starts.npy", starts)
        self._blocks.unlink()

    def _number(self, term: str) -> int:
        return self._numbers.setdefault(term, len(self._numbers))

    def _read(self, places: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], ...]]:
        """Of every block: the places of the terms, the rows and the counts, ordered by row within a term."""
        with self._blocks.open("rb") as blocks:
            for size in self._block_sizes:
                block = np.fromfile(blocks, _BLOCK, size)
                postings = block["posting"]
                yield places[postings >> _ROW_BITS], postings & ((1 << _ROW_BITS) - 1), block["count"]

    def _place(self, places: NDArray[np.int64], starts: NDArray[np.int64]) -> None:
        relative = self._relative_lengths()
        rows = new_array(self._folder / "rows.npy", np.int32, int(starts[-1]))
        frequencies = new_array(self._folder / "frequencies.npy", np.float16, int(starts[-1]))
        filled = starts[:-1].copy()
        for terms, in_rows, counts in self._read(places):
            firsts = np.flatnonzero(np.diff(terms, prepend=-1))
            sizes = np.diff(firsts, append=len(terms))
            targets = _ranges(filled[terms[firsts]], filled[terms[firsts]] + sizes)
            rows[targets] = in_rows
            frequencies[targets] = saturated(counts.astype(np.float32), relative[in_rows])
            filled[terms[firsts]] += sizes

    def _relative_lengths(self) -> NDArray[np.float32]:
        lengths = np.concatenate([np.empty(0, np.int64), *self._lengths])
        return (lengths / max(1.0, float(lengths.mean()) if len(lengths) else 1.0)).astype(np.float32)


def _ranges(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The whole numbers from every start up to its end, one range after the other."""
    sizes = ends - starts
    before = np.cumsum(sizes) - sizes
    return np.arange(int(sizes.sum())) + np.repeat(starts - before, sizes)


def _counted(postings: NDArray[np.int64]) -> NDArray[np.void]:
    """Every different posting in order with how often it occurs."""
    different, counts = np.unique(postings, return_counts=True)
    block = np.empty(len(different), _BLOCK)
    block["posting"] = different
    block["count"] = np.minimum(counts, _MOST)
    return block
