"""How near every cited sentence comes to a claim, in meaning and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from retrieval.support import overlap
from retrieval.support.evidence import Evidence, Said, Sentence
from retrieval.support.likeness import Likeness, Vectors

Ranks = NDArray[np.float64]
_WORDS, _GRAMS = 8.0, 4.0
_LEAST, _MOST = -2.0, 12.0


@dataclass(frozen=True, slots=True)
class Ranking:
    """Per cited sentence: its rank, its meaning as a z-score, the claim's stems that it has, and their share."""

    ranks: Ranks
    meaning: float
    """The z-score of the nearest sentence or run of two or three."""
    there: tuple[frozenset[str], ...]
    best: Sentence
    held: float
    """The share of the claim's words that the best sentence has."""


def rank(claim: Said, evidence: Evidence, likeness: Likeness) -> Ranking:
    """The ranking of the sentences; their highest rank is the best sentence's."""
    own, sentences = claim.reading, [sentence.said.reading for sentence in evidence.sentences]
    meaning, nearest = _meaning(claim, evidence, likeness)
    there = tuple(overlap.matched(own, reading) for reading in sentences)
    words = np.array([overlap.containment(own, each) for each in there])
    grams = np.array([overlap.gram_containment(own, reading) for reading in sentences])
    ranks = meaning + _WORDS * words + _GRAMS * grams
    best = int(ranks.argmax())
    return Ranking(ranks, nearest, there, evidence.sentences[best], float(words[best]))


def _meaning(claim: Said, evidence: Evidence, likeness: Likeness) -> tuple[Ranks, float]:
    """Every sentence's z-score, and the highest of any sentence or run; runs stay within one text."""
    vectors = likeness.vectors([sentence.said.reading.plain for sentence in evidence.sentences])
    wanted = likeness.vector(claim.reading.plain)
    found: list[Vectors] = []
    nearest = _LEAST
    for _, places in groupby(range(len(vectors)), key=lambda place: evidence.sentences[place].place.text):
        own = list(places)
        language = evidence.sentences[own[0]].said.reading.language
        runs = np.stack([*vectors[own], *_runs(vectors[own])])
        scores = np.clip(likeness.z_scores(wanted, runs, language), _LEAST, _MOST)
        found.append(scores[: len(own)])
        nearest = max(nearest, float(scores.max()))
    return np.concatenate(found).astype(np.float64), nearest


def _runs(vectors: Vectors) -> Iterator[Vectors]:
    """Runs of two and three sentences, each as the middle of its sentences."""
    twos = [a + b for a, b in pairwise(vectors)]
    threes = [run + vectors[place + 2] for place, run in enumerate(twos[:-1])]
    for run in (*twos, *threes):
        yield run / np.linalg.norm(run)
