"""What 8 bits cost the search: the same collection, settings and questions with both engines of the same weights."""

import tempfile
from pathlib import Path

from evals.beir import Collection, id_of, read_collection
from evals.metrics import mean, ndcg
from evals.report import UnusableInput, progress
from evals.searching import query_of
from retrieval.embedding import Encoder
from retrieval.fusion import Weights
from retrieval.indexing import build
from retrieval.retriever import Retriever, Scope

DEPTH = 10
WAYS = {"dense": Weights(words=0, grams=0), "fused": Weights()}


def quality_losses(folder: Path, ours: Encoder, plain: Encoder) -> dict[str, float]:
    """nDCG@10 of both encoders by meaning alone and by the whole search, and what ours loses; a gain is negative."""
    collection = read_collection(folder)
    if not any(question.relevant for question in collection.questions):
        raise UnusableInput(f"No question of {folder} has a relevant passage.")
    mine, theirs = _quality(collection, ours), _quality(collection, plain)
    progress(f"{folder.name}: {mine} against {theirs}")
    return compared(mine, theirs)


def compared(mine: dict[str, float], theirs: dict[str, float]) -> dict[str, float]:
    """Both figures of every way of searching, and the difference."""
    rows = [
        {f"{way}_ndcg@10": mine[way], f"{way}_plain_ndcg@10": theirs[way], f"{way}_loss": theirs[way] - mine[way]}
        for way in mine
    ]
    return {name: value for row in rows for name, value in row.items()}


def _quality(collection: Collection, encoder: Encoder) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as scratch:
        build(collection.passages, encoder, Path(scratch))
        return {way: _ndcg(collection, Retriever(Path(scratch), encoder, weights)) for way, weights in WAYS.items()}


def _ndcg(collection: Collection, retriever: Retriever) -> float:
    asked = [question for question in collection.questions if question.relevant]
    ranked = [retriever.candidates(query_of(question, retriever), Scope(), DEPTH) for question in asked]
    ids = [[id_of(hit.passage) for hit in hits] for hits in ranked]
    return mean([ndcg(found, question.relevant, DEPTH) for found, question in zip(ids, asked, strict=True)])
