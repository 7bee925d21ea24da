"""What is asked of the search and what it answers."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from content.model import Passage, VersionId
from tutor.language import Language


@dataclass(frozen=True, slots=True)
class Query:
    """A question; ``vector`` is its embedding of shape (dimensions,).

    ``extra_views`` are other ways to write it, such as Cyrillic for a question typed in Latin letters.
    """

    text: str
    language: Language
    vector: NDArray[np.float32]
    extra_views: tuple[str, ...] = ()

    @property
    def views(self) -> tuple[str, ...]:
        return (self.text, *self.extra_views)


class Scoped(Protocol):
    """What a scope looks at: a passage, or what all passages of its lesson version share."""

    @property
    def version_id(self) -> VersionId: ...

    @property
    def subject(self) -> str: ...

    @property
    def grades(self) -> tuple[int, ...]: ...


@dataclass(frozen=True, slots=True)
class Scope:
    """Which passages may be found; ``None`` sets no limit. Of translations, ``prefer_language`` is given.

    ``sources`` are the class's own, most preferred first: they win among passages that answer about equally well.
    """

    versions: frozenset[VersionId] | None = None
    subjects: frozenset[str] | None = None
    grades: frozenset[int] | None = None
    prefer_language: Language | None = None
    sources: tuple[frozenset[VersionId], ...] = ()

    def holds(self, passage: Scoped) -> bool:
        """Whether the passage may be found."""
        return (
            (self.versions is None or passage.version_id in self.versions)
            and (self.subjects is None or passage.subject in self.subjects)
            and (self.grades is None or not self.grades.isdisjoint(passage.grades))
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A found passage with its score and the parts the score was made of.

    ``dense`` counts spreads above unrelated texts; ``words`` and ``grams`` are shares of the best possible BM25 score.
    ``groups`` number what is said: passages that share one say the same in nearly the same words.
    """

    passage: Passage
    score: float
    dense: float
    words: float
    grams: float
    groups: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """``hits`` are empty when the scope does not cover the question; ``nearest`` is then still the closest passage.

    ``confidence`` (0 to 1) is the calibrated probability that the first hit answers the question; ``crossed`` says that
    it is in another language than the question.
    """

    hits: tuple[Hit, ...]
    confidence: float
    nearest: Hit | None
    crossed: bool
