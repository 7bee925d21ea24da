"""A collection indexed and searched through the product's own code, in a folder that is thrown away."""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from content.model import Passage
from evals.beir import Question
from evals.report import progress
from retrieval.embedding import Encoder, load_encoder
from retrieval.indexing import build
from retrieval.retriever import Query, Retriever

EVERY = 200


@dataclass(frozen=True, slots=True)
class Search:
    """An open index of a collection."""

    folder: Path
    encoder: Encoder
    retriever: Retriever
    index_seconds: float


def parser(name: str) -> argparse.ArgumentParser:
    """Options that all evaluations of the search share."""
    made = argparse.ArgumentParser(prog=f"python -m evals {name}")
    made.add_argument("folder", type=Path, metavar="DIR", help="a collection in BEIR layout")
    add_model_options(made)
    return made


def add_model_options(made: argparse.ArgumentParser) -> None:
    model = os.environ.get("USTAZ_EMBEDDING_MODEL", "")
    made.add_argument("--model", default=model, help="a sentence-transformers folder or id; default: the bundled one")
    made.add_argument("--models", type=Path, default=Path("var/models"), help="where the bundled one is prepared")


@contextmanager
def open_search(
    passages: Sequence[Passage], options: argparse.Namespace, vectors: Path | None = None
) -> Iterator[Search]:
    """Index ``passages`` with the encoder that ``options`` name; encoded texts are kept in ``vectors``."""
    encoder = load_encoder(options.model, options.models, progress)
    encoder.warm()
    with tempfile.TemporaryDirectory() as scratch:
        started = time.perf_counter()
        build(passages, encoder, Path(scratch), vectors, progress=_say)
        seconds = time.perf_counter() - started
        yield Search(Path(scratch), encoder, Retriever(Path(scratch), encoder), seconds)


def query_of(question: Question, retriever: Retriever) -> Query:
    """The question as the tutor would search it: embedded in Cyrillic where it was typed in Latin letters."""
    written = question.extra_views[0] if question.extra_views else question.text
    return Query(question.text, question.language, retriever.embed(written), question.extra_views)


def _say(done: int, total: int) -> None:
    if done == total or done % EVERY < 64:
        progress(f"{done} of {total} passages encoded")
