"""How fast a book becomes searchable: ``python -m evals.bench ingest BOOK [--limit N]``.

Counts passages per second for chunking, encoding and indexing, and compares with a plain loop over
``SentenceTransformer.encode`` on the same passages, with the same weights and one thread, in the same run.
"""

import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from content.importers import Defaults, ImportRefused, open_import
from content.model import Lesson, Passage, VersionId
from evals.bench.plain_encoder import PlainEncoder
from evals.report import UnusableInput, progress
from evals.searching import add_model_options
from retrieval.chunking import passages_of, search_text
from retrieval.embedding import Encoder, load_encoder
from retrieval.indexing import build

BATCHES = 8
"""The two encoders take turns, so that other work on the machine slows both alike."""


def run(arguments: list[str]) -> dict[str, object]:
    options = _parser().parse_args(arguments)
    lessons = list(_lessons(options.book))
    encoder = load_encoder(options.model, options.models, progress)
    encoder.warm()
    started = time.perf_counter()
    passages = list(islice((passage for lesson in lessons for passage in _passages(lesson)), options.limit))
    if not passages:
        raise UnusableInput(f"{options.book} holds no text.")
    chunk_seconds = time.perf_counter() - started
    index_seconds = _index_seconds(passages, encoder)
    progress(f"{len(passages)} passages indexed in {index_seconds:.1f} s; now encoding them both ways in turns")
    speed = len(passages) / (chunk_seconds + index_seconds)
    encoding = _against_plain(passages, encoder, options)
    return {
        "passages": len(passages),
        "chunk_seconds": chunk_seconds,
        "encode_and_index_seconds": index_seconds,
        "passages_per_second": speed,
        "ratio": speed / encoding["plain_passages_per_second"],
        **encoding,
        "model": encoder.model_id,
    }


def _parser() -> ArgumentParser:
    made = ArgumentParser(prog="python -m evals.bench ingest")
    made.add_argument("book", type=Path, metavar="BOOK", help="anything that can be imported")
    made.add_argument("--limit", type=int, default=400, help="how many passages to use")
    add_model_options(made)
    return made


def _lessons(book: Path) -> Iterator[Lesson]:
    if not book.exists():
        raise UnusableInput(f"{book} is missing.")
    try:
        with open_import(book, book.name) as opened:
            yield from (module.lesson for module in opened.modules(Defaults(subject="any", language="en")))
    except ImportRefused as refused:
        raise UnusableInput(f"{book} cannot be imported: {refused}") from refused


def _passages(lesson: Lesson) -> tuple[Passage, ...]:
    return passages_of(lesson, VersionId(f"{lesson.id}@{lesson.language}.1"))


def _index_seconds(passages: list[Passage], encoder: Encoder) -> float:
    with tempfile.TemporaryDirectory() as scratch:
        started = time.perf_counter()
        build(passages, encoder, Path(scratch), progress=lambda done, total: progress(f"{done} of {total}"))
        return time.perf_counter() - started


def _against_plain(passages: list[Passage], encoder: Encoder, options: Namespace) -> dict[str, float]:
    plain = PlainEncoder(options.model, options.models)
    texts = [search_text(passage) for passage in passages]
    ours = theirs = 0.0
    for turn in range(BATCHES):
        part = texts[turn::BATCHES]
        ours += _seconds(partial(encoder.encode_passages, part))
        theirs += _seconds(partial(plain.encode_passages, part))
    return {
        "encode_passages_per_second": len(texts) / ours,
        "plain_passages_per_second": len(texts) / theirs,
        "encode_ratio": theirs / ours,
    }


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
