"""A BM25 index of given terms."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from retrieval.lexical import Bm25, load_bm25
from retrieval.postings import PostingsWriter


def bm25_of(folder: Path, documents: Sequence[Sequence[str]]) -> Bm25:
    """Every document's terms, as they are, in one block."""
    made = folder / "bm25" if folder.exists() else folder
    terms = [term for document in documents for term in document]
    writer = PostingsWriter(made, lambda word, _: (word,))
    writer.learn((term, "en") for term in terms)
    writer.add(0, np.arange(len(terms), dtype=np.int32), np.array([len(d) for d in documents], np.int64))
    writer.close()
    return load_bm25(made, len(documents))
