"""The rows of an index that a scope allows, found once per scope and kept while the same index is in use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from content.model import Passage
from retrieval.dense import Rows
from retrieval.records import Scope
from tutor.language import Language

SAMPLE = 400
LEAST_OF_A_LANGUAGE = 20


@dataclass(frozen=True, slots=True)
class ScopeRows:
    """``rows`` are all allowed; ``samples`` hold some hundreds of them per language, for mean and deviation."""

    rows: Rows
    samples: Mapping[Language, Rows]


def rows_of(passages: Sequence[Passage], scope: Scope) -> ScopeRows:
    """The allowed rows; a language with only a few of them borrows the sample of the whole scope."""
    allowed = [row for row, passage in enumerate(passages) if scope.holds(passage)]
    rows = np.array(allowed, np.int64)
    by_language: dict[Language, list[int]] = {}
    for row in allowed:
        by_language.setdefault(passages[row].language, []).append(row)
    samples: dict[Language, Rows] = {
        language: _sample(np.array(own, np.int64) if len(own) >= LEAST_OF_A_LANGUAGE else rows)
        for language, own in by_language.items()
    }
    return ScopeRows(rows, samples)


def _sample(rows: Rows) -> Rows:
    return rows[:: -(-len(rows) // SAMPLE)]
