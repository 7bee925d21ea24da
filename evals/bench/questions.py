"""How fast one question is embedded and searched: ``python -m evals.bench questions DIR``.

DIR is a collection in BEIR layout. Embedding takes turns with plain sentence-transformers on the same question.
"""

import time
from argparse import Namespace
from collections.abc import Callable
from functools import partial

from evals.beir import Question, read_collection
from evals.bench.plain_encoder import PlainEncoder
from evals.metrics import percentile
from evals.searching import Search, open_search, parser, query_of
from retrieval.retriever import Scope


def run(arguments: list[str]) -> dict[str, object]:
    made = parser("questions")
    made.add_argument("--limit", type=int, default=100, help="how many questions to ask")
    options = made.parse_args(arguments)
    collection = read_collection(options.folder)
    with open_search(collection.passages, options) as search:
        return _measured(collection.questions[: options.limit], search, options)


def _measured(questions: tuple[Question, ...], search: Search, options: Namespace) -> dict[str, object]:
    plain = PlainEncoder(options.model, options.models)
    ours, theirs, found = [], [], []
    for question in questions:
        ours.append(_milliseconds(partial(query_of, question, search.retriever)))
        theirs.append(_milliseconds(partial(plain.encode_query, question.text)))
        query = query_of(question, search.retriever)
        found.append(_milliseconds(partial(search.retriever.find, query, Scope())))
    return {
        "questions": len(questions),
        "embed_ms_p50": percentile(ours, 50),
        "embed_ms_p95": percentile(ours, 95),
        "plain_embed_ms_p50": percentile(theirs, 50),
        "embed_ratio": percentile(theirs, 50) / percentile(ours, 50),
        "find_ms_p50": percentile(found, 50),
        "find_ms_p95": percentile(found, 95),
        "model": search.encoder.model_id,
    }


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)
