"""What is found more than once shown once, and the class's own source first."""

from collections.abc import Sequence
from dataclasses import replace

from retrieval.records import Hit, Scope
from tutor.language import Language

AS_GOOD, AS_GOOD_ACROSS = 0.9, 0.95
"""Hits with at least this share of the better score answer a question about equally well; scores of passages in another
language than the question lie closer together. Chosen on three development sets (docs/decisions/0011)."""

_Unit = tuple[str, str]


def fold(hits: Sequence[Hit], prefer: Language, scope: Scope | None = None) -> list[Hit]:
    """``hits``, best first, every unit in one language, every text from one source, the class's own sources first.

    A unit found in several languages stays in ``prefer``, else in the best. Of near-duplicates and among the best hits
    the sources of ``scope`` win, in their order, where they are about as good as the others.
    """
    preference = _Preference(prefer, scope or Scope())
    return preference.own_first(_once(_translated(hits, prefer), preference))


def distinct(hits: Sequence[Hit]) -> list[Hit]:
    """``hits``, best first, without those that repeat a better one of another lesson."""
    return _once(hits, None)


class _Preference:
    def __init__(self, language: Language, scope: Scope) -> None:
        self._language = language
        self._sources = scope.sources

    def rank(self, hit: Hit) -> tuple[bool, int]:
        """Lower is preferred: first by language, then by the class's order."""
        version = hit.passage.version_id
        place = next((place for place, source in enumerate(self._sources) if version in source), len(self._sources))
        return hit.passage.language != self._language, place

    def is_as_good(self, hit: Hit, best: Hit) -> bool:
        """Whether ``hit`` answers the question about as well as the best."""
        return hit.score >= best.score * (AS_GOOD if hit.passage.language == self._language else AS_GOOD_ACROSS)

    def is_rather(self, hit: Hit, than: Hit) -> bool:
        """Whether ``hit`` is the one to keep of two that say the same."""
        return self.rank(hit) < self.rank(than) and self.is_as_good(hit, than)

    def own_first(self, hits: list[Hit]) -> list[Hit]:
        """The best hits in the order of the class's sources; a hit in a foreign language overtakes none."""
        if not self._sources or not hits:
            return hits
        fitting = (hits[0].passage.language, self._language)

        def place(hit: Hit) -> int:
            is_rival = self.is_as_good(hit, hits[0]) and hit.passage.language in fitting
            return self.rank(hit)[1] if is_rival else len(self._sources)

        return sorted(hits, key=place)


def _translated(hits: Sequence[Hit], prefer: Language) -> list[Hit]:
    """Every unit in one language; what stays takes the best score and the groups of its translations.

    Parts of one long unit stay apart, and only the best of them inherits the score.
    """
    best: dict[_Unit, Hit] = {}
    chosen: dict[_Unit, Language] = {}
    said: dict[_Unit, frozenset[int]] = {}
    for hit in hits:
        unit = _unit(hit)
        best.setdefault(unit, hit)
        if hit.passage.language == prefer or unit not in chosen:
            chosen[unit] = hit.passage.language
    for hit in hits:
        if hit.groups and hit.passage.language != chosen[_unit(hit)]:
            said[_unit(hit)] = said.get(_unit(hit), frozenset()) | hit.groups
    kept: list[Hit] = []
    for hit in hits:
        unit = _unit(hit)
        if hit.passage.language == chosen[unit]:
            inherited = best.pop(unit).score if unit in best else hit.score
            groups = hit.groups | said.get(unit, frozenset())
            kept.append(replace(hit, score=max(hit.score, inherited), groups=groups))
    return sorted(kept, key=lambda hit: -hit.score)


def _once(hits: Sequence[Hit], preference: _Preference | None) -> list[Hit]:
    """The first hit of every group, or one of another lesson that is preferred and about as good, in its place."""
    kept: list[Hit] = []
    places: dict[int, int] = {}
    for hit in hits:
        place = next((places[group] for group in sorted(hit.groups) if group in places), None)
        if place is None or kept[place].passage.version_id == hit.passage.version_id:
            kept.append(hit)
            for group in hit.groups:
                places.setdefault(group, len(kept) - 1)
        elif preference and preference.is_rather(hit, kept[place]):
            kept[place] = replace(hit, score=kept[place].score, groups=hit.groups | kept[place].groups)
            for group in hit.groups:
                places.setdefault(group, place)
    return kept


def _unit(hit: Hit) -> _Unit:
    return hit.passage.lesson_id, hit.passage.unit_key
