"""The rows of an index that a scope allows, found once per scope and kept while the same index is in use."""

from collections import OrderedDict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from retrieval.dense import Rows
from retrieval.origins import Origins
from retrieval.records import Scope

KEPT_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class ScopeRows:
    """``rows`` are all allowed; ``mask`` says the same per row of the index, ``None`` when all are allowed."""

    rows: Rows
    mask: NDArray[np.bool_] | None

    @property
    def bytes(self) -> int:
        return self.rows.nbytes + (0 if self.mask is None else self.mask.nbytes)


def rows_of(origins: Origins, scope: Scope) -> ScopeRows:
    """The allowed rows."""
    allowed = np.fromiter((scope.holds(origin) for origin in origins.distinct), bool, len(origins.distinct))
    mask = allowed[origins.codes]
    rows = np.flatnonzero(mask)
    return ScopeRows(rows, None if len(rows) == len(mask) else mask)


class KnownScopes:
    """The rows of recent scopes, as many as fit into ``kept_bytes``. Safe across threads."""

    def __init__(self, origins: Origins, kept_bytes: int = KEPT_BYTES) -> None:
        self._origins = origins
        self._kept_bytes = kept_bytes
        self._known: OrderedDict[Scope, ScopeRows] = OrderedDict()

    def rows(self, scope: Scope) -> ScopeRows:
        """The rows that ``scope`` allows."""
        scope = replace(scope, prefer_language=None, sources=())  # they order what is found and limit nothing
        if (known := self._known.get(scope)) is not None:
            return known
        found = rows_of(self._origins, scope)
        # One assignment, because another thread may be reading.
        self._known = self._with(scope, found)
        return found

    def _with(self, scope: Scope, found: ScopeRows) -> OrderedDict[Scope, ScopeRows]:
        kept = OrderedDict([*self._known.items(), (scope, found)])
        while len(kept) > 1 and sum(rows.bytes for rows in kept.values()) > self._kept_bytes:
            kept.popitem(last=False)
        return kept
