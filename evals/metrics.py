"""Measures of ranked lists and of decisions, by their textbook definitions."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from math import ceil, log2

Relevance = Mapping[str, int]
"""Passage id → how relevant it is to one question; absent means not at all."""


def ndcg(ranked: Sequence[str], relevant: Relevance, depth: int) -> float:
    """Normalised discounted cumulative gain of the first ``depth`` ids (linear gain)."""
    ideal = _gain(sorted(relevant.values(), reverse=True)[:depth])
    return _gain([relevant.get(each, 0) for each in ranked[:depth]]) / ideal if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(place + 2) for place, grade in enumerate(grades))


def recall(ranked: Sequence[str], relevant: Relevance, depth: int) -> float:
    """The share of the relevant ids among the first ``depth``."""
    wanted = {each for each, grade in relevant.items() if grade > 0}
    return len(wanted.intersection(ranked[:depth])) / len(wanted) if wanted else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: Relevance, depth: int) -> float:
    """One over the place of the first relevant id, 0 when it is not among the first ``depth``."""
    return next((1 / place for place, each in enumerate(ranked[:depth], 1) if relevant.get(each, 0) > 0), 0.0)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive example scores above a negative one; ties count half; 0.5 when one side is empty."""
    if not positive or not negative:
        return 0.5
    below = sorted(negative)
    wins = sum(bisect_left(below, score) + bisect_right(below, score) for score in positive)
    return wins / (2 * len(positive) * len(negative))


def mean(values: Sequence[float]) -> float:
    """The mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def percentile(values: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile, 0 of nothing."""
    place = max(1, ceil(len(values) * percent / 100))
    return sorted(values)[place - 1] if values else 0.0


def wilson(count: int, total: int, z: float = 1.96) -> list[float]:
    """The Wilson score interval of a share, as [low, high] (Wilson 1927); empty for nothing."""
    if not total:
        return []
    rate, spread = count / total, z * z / total
    middle = (rate + spread / 2) / (1 + spread)
    half = z * ((rate * (1 - rate) / total + spread / total / 4) ** 0.5) / (1 + spread)
    return [max(0.0, middle - half), min(1.0, middle + half)]
