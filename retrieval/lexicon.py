"""Passages' texts as stems and 4-grams: every word is split and stemmed once, however often it occurs."""

from array import array
from pathlib import Path

import numpy as np

from retrieval.postings import PostingsWriter, Word
from retrieval.stemming import stem, telling_words, word_grams
from tutor.language import LANGUAGES, Language

BLOCK_WORDS = 200_000


class LexicalWriter:
    """Writes both lexical indexes of texts given row by row."""

    def __init__(self, folder: Path) -> None:
        self._writers = (
            PostingsWriter(folder / "words", lambda word, language: (stem(word, language),)),
            PostingsWriter(folder / "grams", lambda word, _: word_grams(word)),
        )
        self._met: list[Word] = []
        self._numbers = {language: _Numbers(language, self._met) for language in LANGUAGES}
        self._learnt = self._rows = 0
        self._block, self._lengths = array("i"), array("q")

    def add(self, text: str, language: Language) -> None:
        """Take up the text of the next row."""
        number = self._numbers[language]
        before = len(self._block)
        self._block.extend(number[word] for word in telling_words(text, language))
        self._lengths.append(len(self._block) - before)
        if len(self._block) >= BLOCK_WORDS:
            self._flush()

    def close(self) -> None:
        """Write both indexes into the folder."""
        self._flush()
        for writer in self._writers:
            writer.close()

    def _flush(self) -> None:
        words, lengths = np.array(self._block, np.int32), np.array(self._lengths, np.int64)
        for writer in self._writers:
            writer.learn(self._met[self._learnt :])
            writer.add(self._rows, words, lengths)
        self._learnt = len(self._met)
        self._rows += len(lengths)
        self._block, self._lengths = array("i"), array("q")


class _Numbers(dict[str, int]):
    """The number of a word in one language: its place among all words ``met``."""

    def __init__(self, language: Language, met: list[Word]) -> None:
        super().__init__()
        self._language: Language = language
        self._met = met

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self._met)
        self._met.append((word, self._language))
        return number
