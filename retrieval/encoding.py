"""Encoding the texts of an index that were never encoded before, and keeping each batch at once."""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from content.model import Passage
from retrieval.collecting import Texts, texts_of
from retrieval.dense import Rows
from retrieval.embedding import Encoder, Progress
from retrieval.vector_cache import KEY, VectorCache

BATCH = 64


def encode_missing(
    passages: Sequence[Passage], texts: Texts, encoder: Encoder, cache: VectorCache, progress: Progress
) -> None:
    """Add to ``cache`` the vectors it lacks; texts that occur twice are encoded once."""
    _, firsts = np.unique(texts.keys, return_index=True)
    missing = np.sort(firsts[cache.known().find(texts.keys[firsts]) < 0])
    total = len(texts.keys)
    done = total - len(missing)
    progress(done, total)
    wanted = zip(missing.tolist(), _texts_at(missing, passages, texts), strict=True)
    while batch := list(islice(wanted, BATCH)):
        keys = np.array([texts.keys[number] for number, _ in batch], KEY)
        cache.add(keys, encoder.encode_passages([text for _, text in batch]))
        done += len(batch)
        progress(done, total)


def _texts_at(numbers: Rows, passages: Sequence[Passage], texts: Texts) -> Iterator[str]:
    """The texts with these numbers, which are in order; a passage is read once for all of its texts."""
    rows, firsts = np.unique(np.searchsorted(texts.starts, numbers, side="right") - 1, return_index=True)
    for row, own_numbers in zip(rows.tolist(), np.split(numbers, firsts[1:]), strict=False):
        own = texts_of(passages[row])
        for number in own_numbers.tolist():
            yield own[number - int(texts.starts[row])]
