"""What a large index costs: ``python -m evals.bench scale [BOOK …] [--steps 2000,20000,200000] [--plot SVG]``.

Real passages and their embeddings are multiplied: texts of mixed sentences, vectors with renormalised noise, in
many lessons, subjects, grades and languages. Measured are the search with given vectors on one core, the memory of
four processes that search the same index, the build without encoding, first and again when all vectors are known, and
the first search after the swap. The rows of every scope are compared with a filter passage by passage.
"""

import os
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evals.bench.scale_corpus import made_passages, read_originals
from evals.bench.scale_encoder import MadeEncoder
from evals.bench.scale_memory import Work, memory_of_processes
from evals.bench.scale_plot import plot
from evals.bench.scale_questions import Asked, ask, percentiles, questions_from, scopes_of, wrong_scopes
from evals.report import UnusableInput, progress
from evals.searching import add_model_options
from retrieval.embedding import load_encoder
from retrieval.generation import load
from retrieval.indexing import build
from retrieval.retriever import Retriever, Scope
from tutor.demonstration import STARTER

PROCESSES = 4


def run(arguments: list[str]) -> dict[str, object]:
    options = _parser().parse_args(arguments)
    counts = _counts(options)
    originals = read_originals(options.books or [STARTER], options.real)
    real = load_encoder(options.model, options.models, progress)
    progress(f"encoding {len(originals.passages)} real passages and their sentences")
    encoder = MadeEncoder(originals, real)
    questions = questions_from(originals, real, options.questions)
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        steps = [_step(count, Path(scratch) / str(count), encoder, questions) for count in counts]
    if options.plot:
        options.plot.write_text(plot(steps), encoding="utf-8")
    return {**steps[-1], "steps": steps, "encoding": "excluded", "model": real.model_id}


def _parser() -> ArgumentParser:
    made = ArgumentParser(prog="python -m evals.bench scale")
    made.add_argument(
        "books", type=Path, nargs="*", metavar="BOOK", help="what is multiplied; default: starter lessons"
    )
    made.add_argument("--passages", type=int, help="one size only")
    made.add_argument("--steps", default="2000,20000,200000", help="sizes to measure, smallest first")
    made.add_argument("--real", type=int, default=600, help="how many real passages to encode and multiply")
    made.add_argument("--questions", type=int, default=200)
    made.add_argument("--plot", type=Path, metavar="SVG", help="draw the growth here")
    made.add_argument("--scratch", type=Path, help="where the index is built; it takes about 10 kB per passage")
    add_model_options(made)
    return made


def _counts(options: Namespace) -> list[int]:
    try:
        return [options.passages] if options.passages else [int(step) for step in options.steps.split(",")]
    except ValueError:
        raise UnusableInput(f"--steps {options.steps} is not a list of numbers.") from None


def _step(count: int, folder: Path, encoder: MadeEncoder, questions: list[Asked]) -> dict[str, object]:
    progress(f"building {count} passages, twice")
    built = _build(count, folder, encoder, "build")
    scopes = scopes_of(folder, encoder.model_id)
    retriever = Retriever(folder, encoder)
    ask(retriever, questions[0], Scope())
    built |= _build(count, folder, encoder, "rebuild")
    progress(f"built in {built['build_seconds']:.0f} s and again in {built['rebuild_seconds']:.0f} s; now searching")
    after_swap = ask(retriever, questions[0], Scope())
    with _one_core():
        times = {name: [ask(retriever, question, scope) for question in questions] for name, scope in scopes.items()}
    return {
        "passages": count,
        "sentences": int(load(folder, encoder.model_id).sentences.starts[-1]),
        **percentiles([took for took_in_scope in times.values() for took in took_in_scope]),
        "by_scope": {name: percentiles(took) for name, took in times.items()},
        **built,
        "first_find_ms_after_swap": after_swap.clock,
        "index_mb": _megabytes(folder / "generations") / 2,
        "vector_cache_mb": _megabytes(folder / "vectors"),
        **memory_of_processes(Work(folder, encoder.model_id, questions[:50], list(scopes.values())), PROCESSES),
        "scopes_that_differ_from_brute_force": wrong_scopes(folder, encoder.model_id, scopes),
    }


@contextmanager
def _one_core() -> Iterator[None]:
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(every)})
    yield
    os.sched_setaffinity(0, every)


def _build(count: int, folder: Path, encoder: MadeEncoder, name: str) -> dict[str, float]:
    """Seconds by the clock and of the processor, without those of the encoder that stands in."""
    encoder.seconds = 0.0
    started, worked = time.perf_counter(), time.process_time()
    build(made_passages(encoder.originals, count), encoder, folder)
    return {
        f"{name}_seconds": time.perf_counter() - started - encoder.seconds,
        f"{name}_processor_seconds": time.process_time() - worked - encoder.seconds,
    }


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
