"""The 8-bit encoder and plain sentence-transformers on the same texts, a few at a time."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from evals.bench.encoder_operations import PeakGauge
from evals.bench.plain_encoder import PlainEncoder
from retrieval.embedding import load_encoder

PART = 20
"""Texts that one encoder does before it is the other's turn."""


class Sides:
    """Both encoders taking turns, so that other work on the machine slows both alike, and the peak beside them."""

    def __init__(self, folder: Path, models: Path) -> None:
        self.ours = load_encoder(str(folder), models)
        self.plain = PlainEncoder(str(folder), models)
        self.gauge = PeakGauge()
        self.ours.warm()

    def questions(self, texts: list[str]) -> tuple[list[float], list[float]]:
        """Seconds of every text alone, ours and theirs."""
        self.gauge.measure()
        mine = [seconds(partial(self.ours.encode_queries, [text])) for text in texts]
        return mine, [seconds(partial(self.plain.encode_query, text)) for text in texts]

    def passages(self, texts: list[str]) -> tuple[list[float], list[float]]:
        """Seconds of all texts together, ours and theirs."""
        self.gauge.measure()
        mine = seconds(partial(self.ours.encode_passages, texts))
        return [mine], [seconds(partial(self.plain.encode_passages, texts))]


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_turns(
    texts: list[str], turn: Callable[[list[str]], tuple[list[float], list[float]]]
) -> tuple[list[float], list[float]]:
    """All seconds of both encoders over parts of ``texts``."""
    turns = [turn(texts[start : start + PART]) for start in range(0, len(texts), PART)]
    return [each for mine, _ in turns for each in mine], [each for _, theirs in turns for each in theirs]
