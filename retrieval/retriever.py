"""Finding the approved passages that answer a question, or saying that there are none."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.chunking import name_of
from retrieval.confidence import calibration, features_of
from retrieval.dense import Vectors
from retrieval.embedding import Encoder
from retrieval.expansion import glossary
from retrieval.folding import distinct, fold
from retrieval.fusion import DEFAULT, Ranked, Wanted, Weights, rank
from retrieval.generation import CURRENT, Generation, IndexNotReady, IndexStale, load
from retrieval.records import Found, Hit, Query, Scope
from retrieval.scoping import KnownScopes
from retrieval.stemming import gram_list, stem_list, stems
from tutor.language import LANGUAGES, Language

__all__ = ["Found", "Hit", "IndexNotReady", "IndexStale", "Query", "Retriever", "Scope"]

TRANSLATED = 0.8
"""What a match of the glossary's words counts beside one of the question's own."""
View = tuple[str, Language, float]
"""A way to write the question, in which language, and what a match of it counts."""
Asked = tuple[frozenset[str], Language]
"""The stems of one view of the question, and its language."""
READ = 120
"""Candidates whose texts are read."""
NOTHING = Found((), 0.0, None, False)


@dataclass(frozen=True, slots=True)
class _Open:
    """A loaded generation, the state of the pointer it was loaded from, and the scopes seen so far."""

    stamp: tuple[int, int]
    generation: Generation
    scopes: KnownScopes


class Retriever:
    """Searches the current index in ``folder``; a new one is taken up at the next question. Safe across threads."""

    def __init__(self, folder: Path, encoder: Encoder, weights: Weights = DEFAULT) -> None:
        self._folder = folder
        self._encoder = encoder
        self._weights = weights
        self._open: _Open | None = None
        self._opening = threading.Lock()

    @property
    def is_ready(self) -> bool:
        """Whether there is an index to search that fits the encoder."""
        try:
            self._current()
        except (IndexNotReady, IndexStale):
            return False
        return True

    def warm(self) -> None:
        """Load the encoder, the glossary and the index now; raises IndexNotReady or IndexStale."""
        self._encoder.warm()
        glossary()
        self._current()

    def embed(self, text: str) -> Vectors:
        """The question's vector of shape (dimensions,), for the search and for whoever else needs it."""
        return self._encoder.encode_queries([text])[0]

    def find(self, query: Query, scope: Scope, limit: int = 10) -> Found:
        """The best ``limit`` passages of the scope, or none when the scope does not cover the question.

        Raises IndexNotReady when nothing was indexed yet, IndexStale when another encoder made the index.
        """
        opened = self._current()
        views = _views(query)
        ranked = self._ranked(opened, query, views, scope)
        if not ranked:
            return NOTHING
        # What was found decides whether the question is covered; its translation is only how it is shown.
        confidence = calibration().confidence(_features(opened.generation, query, views, distinct(ranked)))
        covered = confidence >= calibration().floors[query.language]
        hits = fold(ranked, scope.prefer_language or query.language, scope)
        crossed = hits[0].passage.language != query.language
        return Found(tuple(hits[:limit]) if covered else (), confidence, hits[0], crossed)

    def features(self, query: Query, scope: Scope) -> tuple[float, ...] | None:
        """What the confidence is computed from, for calibration; None when the scope is empty."""
        opened = self._current()
        views = _views(query)
        ranked = self._ranked(opened, query, views, scope)
        return _features(opened.generation, query, views, distinct(ranked)) if ranked else None

    def ranking(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        """The best ``limit`` passages whether or not they answer the question, shown once as in ``find``."""
        ranked = self._ranked(self._current(), query, _views(query), scope)
        return fold(ranked, scope.prefer_language or query.language, scope)[:limit]

    def candidates(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        """The best ``limit`` passages even where they repeat one another, for evaluation."""
        return self._ranked(self._current(), query, _views(query), scope)[:limit]

    def _ranked(self, opened: _Open, query: Query, views: Sequence[View], scope: Scope) -> list[Hit]:
        generation, rows = opened.generation, opened.scopes.rows(scope)
        if not len(rows.rows):
            return []
        ranked = rank(generation, _wanted(generation, query, views), rows, self._weights)[:READ]
        asked: list[Asked] = [(stems(view, language), language) for view, language, _ in views]
        hits = [_hit(generation, each, asked, self._weights.heading) for each in ranked]
        return sorted(hits, key=lambda hit: -hit.score)

    def _current(self) -> _Open:
        stamp = self._stamp()
        with self._opening:
            if self._open is None or self._open.stamp != stamp:
                generation = load(self._folder, self._encoder.model_id)
                self._open = _Open(stamp, generation, KnownScopes(generation.origins))
            return self._open

    def _stamp(self) -> tuple[int, int]:
        try:
            status = (self._folder / CURRENT).stat()
        except FileNotFoundError:
            raise IndexNotReady(f"There is no index in {self._folder} yet.") from None
        return status.st_mtime_ns, status.st_ino


def _wanted(generation: Generation, query: Query, views: Sequence[View]) -> Wanted:
    """The best of all views, so that another way of writing never makes a match worse."""
    words, grams = (np.zeros(len(generation.origins), np.float32) for _ in range(2))
    languages = generation.origins.languages()
    for view, language, share in views:
        # Words of one language found in another mean something else there.
        own = share if language == query.language else np.where(languages == LANGUAGES.index(language), share, 0)
        np.maximum(words, own * generation.words.scores(stem_list(view, language)), out=words)
        np.maximum(grams, own * generation.grams.scores(gram_list(view, language)), out=grams)
    return Wanted(query.vector, query.language, words, grams)


def _views(query: Query) -> tuple[View, ...]:
    """The question as it was written, and in the glossary's words for it, which count a little less."""
    written: list[View] = [(view, query.language, 1.0) for view in query.views]
    said: list[View] = [
        (translated, language, TRANSLATED)
        for view in query.views
        for language in LANGUAGES
        for translated in glossary().views(view, query.language, language)
    ]
    return (*written, *said)


def _features(generation: Generation, query: Query, views: Sequence[View], ranked: list[Hit]) -> tuple[float, ...]:
    first = ranked[0].passage
    row, name = generation.row_of(first.id), stems(name_of(first), first.language)
    asked = [(stem_list(view, language), language) for view, language, _ in views]
    coverage = max(generation.words.coverage(terms, row) for terms, _ in asked)
    named = max((generation.words.share(terms, name) for terms, own in asked if own == first.language), default=0.0)
    return features_of(ranked, coverage, named, len(stems(query.text, query.language)), query.language)


def _hit(generation: Generation, ranked: Ranked, asked: Sequence[Asked], heading: float) -> Hit:
    passage, groups = generation.passages[ranked.row], generation.groups_of(ranked.row)
    said = stems(passage.heading, passage.language)
    likeness = max((_overlap(wanted, said) for wanted, own in asked if own == passage.language), default=0.0)
    return Hit(passage, ranked.score + heading * likeness, ranked.dense, ranked.words, ranked.grams, groups)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The Dice coefficient of two sets, between 0 and 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
