"""What is asked of a large index, in which scopes, and whether a scope is exactly what it says."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.bench.scale_corpus import Originals
from evals.metrics import percentile
from retrieval.embedding import Encoder
from retrieval.generation import load
from retrieval.retriever import Query, Retriever, Scope
from retrieval.scoping import rows_of
from tutor.language import Language

Asked = Query
FEWEST_WORDS = 3
SCHOOL_SHARE = 0.9


def questions_from(originals: Originals, encoder: Encoder, count: int) -> list[Asked]:
    """Headings of the real passages, as a student would type them, with their real vectors."""
    headings: dict[str, Language] = {passage.heading: passage.language for passage in originals.passages}
    headings |= {sentences[-1][:120]: passage.language
                 for passage, sentences in zip(originals.passages, originals.sentences, strict=True)}  # fmt: skip
    found = sorted(text for text in headings if len(text.split()) >= FEWEST_WORDS)
    random.Random(7).shuffle(found)
    vectors = encoder.encode_queries(found[:count])
    return [Query(text, headings[text], vector) for text, vector in zip(found, vectors, strict=False)]


def scopes_of(folder: Path, model_id: str) -> dict[str, Scope]:
    """Scopes as a school has them, from everything to one lesson."""
    distinct = load(folder, model_id).origins.distinct
    versions = [origin.version_id for origin in distinct]
    chance = random.Random(7)
    approved = frozenset(chance.sample(versions, int(SCHOOL_SHARE * len(versions))))
    first = distinct[0]
    return {
        "everything": Scope(),
        "approved versions": Scope(versions=approved),
        "a grade": Scope(grades=frozenset(first.grades)),
        "a class's subject": Scope(versions=approved, grades=frozenset({9}), subjects=frozenset({first.subject})),
        "a lesson": Scope(versions=frozenset({first.version_id})),
    }


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds of one search: by the clock, and of the processor, which other work on the machine slows less."""

    clock: float
    processor: float


def ask(retriever: Retriever, question: Asked, scope: Scope) -> Took:
    """How long one search takes."""
    started, worked = time.perf_counter(), time.process_time()
    retriever.find(question, scope)
    return Took(1000 * (time.perf_counter() - started), 1000 * (time.process_time() - worked))


def percentiles(took: Sequence[Took]) -> dict[str, float]:
    """Median and 95th percentile of both times."""
    clock, processor = [each.clock for each in took], [each.processor for each in took]
    return {
        "find_ms_p50": percentile(clock, 50),
        "find_ms_p95": percentile(clock, 95),
        "find_processor_ms_p50": percentile(processor, 50),
        "find_processor_ms_p95": percentile(processor, 95),
    }


def wrong_scopes(folder: Path, model_id: str, scopes: Mapping[str, Scope]) -> list[str]:
    """The scopes whose rows are not those of the passages they hold, looked at one by one."""
    generation = load(folder, model_id)
    held: dict[str, list[int]] = {name: [] for name in scopes}
    for row, passage in enumerate(generation.passages):
        for name, scope in scopes.items():
            if scope.holds(passage):
                held[name].append(row)
    return [name for name, scope in scopes.items() if rows_of(generation.origins, scope).rows.tolist() != held[name]]
