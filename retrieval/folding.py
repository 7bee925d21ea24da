"""The same unit in several languages as one hit, in the language that was asked for."""

from collections.abc import Sequence
from dataclasses import replace

from retrieval.records import Hit
from tutor.language import Language


def fold(hits: Sequence[Hit], prefer: Language) -> list[Hit]:
    """``hits``, best first, where a unit found in several languages stays in one: the preferred, else the best.

    The hit that stays takes the best score of its translations; parts of one long unit stay apart.
    """
    best: dict[tuple[str, str], Hit] = {}
    chosen: dict[tuple[str, str], Language] = {}
    for hit in hits:
        unit = (hit.passage.lesson_id, hit.passage.unit_key)
        best.setdefault(unit, hit)
        if hit.passage.language == prefer or unit not in chosen:
            chosen[unit] = hit.passage.language
    kept: list[Hit] = []
    for hit in hits:
        unit = (hit.passage.lesson_id, hit.passage.unit_key)
        if hit.passage.language == chosen[unit]:
            inherited = best.pop(unit).score if unit in best else hit.score
            kept.append(replace(hit, score=max(hit.score, inherited)))
    return sorted(kept, key=lambda hit: -hit.score)
