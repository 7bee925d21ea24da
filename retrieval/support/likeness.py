"""How near a claim is in meaning to cited sentences: cosines as z-scores among ordinary sentences of their language."""

import re
import threading
import tomllib
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from retrieval.embedding import Encoder, Vectors
from tutor.language import LANGUAGES, Language

_SMALLEST_DEVIATION = 1e-4
_KEPT = 4096


class Likeness:
    """Remembers the vectors of cited sentences, because the sentences of one answer cite the same texts."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._background: dict[Language, Vectors] = {}
        self._middles: dict[Language, Vectors] = {}
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Embed the ordinary sentences of all languages now."""
        for language in _sentences():
            self._ordinary(language)
            self._middle(language)

    def vector(self, claim: str) -> Vectors:
        return self._encoder.encode_queries([claim])[0]

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """The vectors of cited sentences, shape (sentences, dimensions)."""
        with self._lock:
            missing = [text for text in dict.fromkeys(sentences) if text not in self._known]
        fresh = dict(zip(missing, self._encoder.encode_passages(missing), strict=True)) if missing else {}
        with self._lock:
            found = [fresh[text] if text in fresh else self._known[text] for text in sentences]
            self._known.update(fresh)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return np.stack(found)

    def words(self, words: Sequence[str], language: Language) -> Vectors:
        """Unit vectors of single words around the middle of ordinary words, whose cosines tell synonyms."""
        vectors = self.vectors(words) - self._middle(language)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def _middle(self, language: Language) -> Vectors:
        if language not in self._middles:
            longest = [max(re.findall(r"[^\W\d_]+", text), key=len) for text in _sentences()[language]]
            self._middles[language] = self._encoder.encode_passages([word.casefold() for word in longest]).mean(0)
        return self._middles[language]

    def z_scores(self, claim: Vectors, cited: Vectors, language: Language) -> Vectors:
        """By how many deviations each cited vector is nearer to the claim than ordinary sentences are."""
        ordinary = self._ordinary(language) @ claim
        return (cited @ claim - ordinary.mean()) / max(float(ordinary.std()), _SMALLEST_DEVIATION)

    def _ordinary(self, language: Language) -> Vectors:
        if language not in self._background:
            self._background[language] = self._encoder.encode_passages(_sentences()[language])
        return self._background[language]


@cache
def _sentences() -> dict[Language, list[str]]:
    stored = tomllib.loads(files("retrieval.support").joinpath("background.toml").read_text(encoding="utf-8"))
    return {language: stored[language] for language in LANGUAGES}
