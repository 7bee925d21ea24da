"""Search quality: ``python -m evals retrieval DIR [--ablate]``.

``--ablate`` also measures each part of the search alone. Ranking is measured without the floor below which the tutor
shows nothing; ``python -m evals abstain`` measures that.
"""

import time

from evals.beir import Collection, Question, id_of, read_collection
from evals.metrics import mean, ndcg, percentile, recall, reciprocal_rank
from evals.report import UnusableInput, progress
from evals.searching import Search, open_search, parser, query_of
from retrieval.fusion import Weights
from retrieval.retriever import Retriever, Scope

DEPTH = 10
ABLATIONS = {
    "dense": Weights(words=0, grams=0),
    "passages": Weights(words=0, grams=0, sentence=0),
    "sentences": Weights(words=0, grams=0, sentence=1),
    "words": Weights(dense=0, grams=0),
    "grams": Weights(dense=0, words=0),
    "lexical": Weights(dense=0),
}


def run(arguments: list[str]) -> dict[str, object]:
    made = parser("retrieval")
    made.add_argument("--ablate", action="store_true", help="also measure each part alone")
    options = made.parse_args(arguments)
    collection = read_collection(options.folder)
    questions = [question for question in collection.questions if question.relevant]
    if not questions:
        raise UnusableInput(f"No question of {options.folder} has a relevant passage.")
    with open_search(collection.passages, options) as search:
        progress(f"asking {len(questions)} questions")
        result = _measured(collection, questions, search)
        if options.ablate:
            result["ablations"] = {name: _alone(questions, search, weights) for name, weights in ABLATIONS.items()}
    return result


def _measured(collection: Collection, questions: list[Question], search: Search) -> dict[str, object]:
    milliseconds = [_timed(question, search.retriever) for question in questions]
    return {
        **_quality(questions, search.retriever),
        "queries": len(questions),
        "passages": len(collection.passages),
        "index_seconds": search.index_seconds,
        "query_ms_p50": percentile(milliseconds, 50),
        "query_ms_p95": percentile(milliseconds, 95),
        "model": search.encoder.model_id,
    }


def _timed(question: Question, retriever: Retriever) -> float:
    """Milliseconds from the text of a question to its answer, embedding included."""
    started = time.perf_counter()
    retriever.find(query_of(question, retriever), Scope(), DEPTH)
    return 1000 * (time.perf_counter() - started)


def _quality(questions: list[Question], retriever: Retriever) -> dict[str, float]:
    ranked = [_ranked(question, retriever) for question in questions]
    pairs = list(zip(ranked, (question.relevant for question in questions), strict=True))
    found = {f"recall@{depth}": mean([recall(*pair, depth) for pair in pairs]) for depth in (1, 5, DEPTH)}
    return {
        "ndcg@10": mean([ndcg(*pair, DEPTH) for pair in pairs]),
        **found,
        "mrr@10": mean([reciprocal_rank(*pair, DEPTH) for pair in pairs]),
    }


def _ranked(question: Question, retriever: Retriever) -> list[str]:
    hits = retriever.candidates(query_of(question, retriever), Scope(), DEPTH)
    return [id_of(hit.passage) for hit in hits]


def _alone(questions: list[Question], search: Search, weights: Weights) -> dict[str, float]:
    return _quality(questions, Retriever(search.folder, search.encoder, weights))
