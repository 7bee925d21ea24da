"""One pass over the passages to index: their records, origins and postings, and which texts need a vector."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from content.model import Passage
from retrieval.chunking import lexical_text, search_text, sentence_texts
from retrieval.duplicates import FILE, Duplicates
from retrieval.lexicon import LexicalWriter
from retrieval.mapped import save_array
from retrieval.origins import OriginWriter
from retrieval.stored_passages import PassageWriter
from retrieval.vector_cache import KEY, key_of


@dataclass(frozen=True, slots=True)
class Texts:
    """What is embedded, by key: those of passage ``i`` are at ``starts[i]:starts[i + 1]``, first its own text."""

    keys: NDArray[np.bytes_]
    starts: NDArray[np.int64]

    @property
    def passages(self) -> int:
        return len(self.starts) - 1

    @property
    def are_passages(self) -> NDArray[np.bool_]:
        """Which texts are those of whole passages; the others are sentences."""
        mask = np.zeros(len(self.keys), bool)
        mask[self.starts[:-1]] = True
        return mask

    @property
    def sentence_starts(self) -> NDArray[np.int64]:
        """Where the sentences of each passage start among all sentences."""
        return self.starts - np.arange(len(self.starts))


def texts_of(passage: Passage) -> tuple[str, ...]:
    """The passage's own text as it is embedded, and then its sentences."""
    return search_text(passage), *sentence_texts(passage)


def collect(passages: Iterable[Passage], model_id: str, folder: Path) -> Texts:
    """Write everything of ``passages`` but their vectors into ``folder``."""
    origins, lexical = OriginWriter(), LexicalWriter(folder)
    keys, starts = bytearray(), array("q", [0])
    with PassageWriter(folder) as records, Duplicates() as duplicates:
        for passage in passages:
            records.add(passage)
            origins.add(passage)
            duplicates.add(passage.text)
            lexical.add(lexical_text(passage), passage.language)
            own = [key_of(model_id, text) for text in texts_of(passage)]
            keys += b"".join(own)
            starts.append(starts[-1] + len(own))
        save_array(folder / FILE, duplicates.groups())
    origins.made().save(folder)
    lexical.close()
    return Texts(np.frombuffer(keys, KEY), np.array(starts, np.int64))
