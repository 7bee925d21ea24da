from collections.abc import Sequence

import numpy as np

from retrieval.embedding import LazyEncoder, Vectors
from retrieval.sentence_transformer_engine import BATCH_CHARACTERS, batches


class FakeEngine:
    dimensions = 3
    query_prompt = "query: "
    passage_prompt = "passage: "

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str], progress: object) -> Vectors:
        self.seen += texts
        return np.array([[len(text), 0, 0] for text in texts], np.float32)


def test_the_engine_is_loaded_at_the_first_text_and_once() -> None:
    loaded: list[FakeEngine] = []

    def load() -> FakeEngine:
        loaded.append(FakeEngine())
        return loaded[0]

    encoder = LazyEncoder("fake", load)
    assert not loaded
    encoder.warm()
    assert encoder.dimensions == 3
    assert len(loaded) == 1


def test_questions_and_passages_get_their_own_prompt() -> None:
    engine = FakeEngine()
    encoder = LazyEncoder("fake", lambda: engine)
    encoder.encode_queries(["ice"])
    encoder.encode_passages(["ice"])
    assert engine.seen == ["query: ice", "passage: ice"]


def test_a_repeated_question_is_not_encoded_again() -> None:
    engine = FakeEngine()
    encoder = LazyEncoder("fake", lambda: engine)
    first = encoder.encode_queries(["ice", "water", "ice"])
    again = encoder.encode_queries(["ice", "steam"])
    assert engine.seen == ["query: ice", "query: water", "query: steam"]
    assert first[:, 0].tolist() == [10, 12, 10]
    assert again[:, 0].tolist() == [10, 12]


def test_the_oldest_question_is_forgotten_first() -> None:
    engine = FakeEngine()
    encoder = LazyEncoder("fake", lambda: engine, queries_kept=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        encoder.encode_queries([text])
    assert engine.seen == ["query: a", "query: b", "query: c", "query: b"]


def test_more_questions_than_are_remembered_all_get_vectors() -> None:
    encoder = LazyEncoder("fake", FakeEngine, queries_kept=1)
    assert encoder.encode_queries(["a", "bb", "ccc"])[:, 0].tolist() == [8, 9, 10]


def test_no_text_gives_no_vectors() -> None:
    encoder = LazyEncoder("fake", FakeEngine)
    assert encoder.encode_queries([]).shape == (0, 3)
    assert encoder.encode_passages([]).shape == (0, 3)


def test_batches_hold_every_text_once_and_texts_of_like_length() -> None:
    texts = ["x" * length for length in (5000, 10, 7000, 3000, 12, 2900, 11)]
    made = batches(texts)
    assert sorted(i for batch in made for i in batch) == list(range(7))
    assert made[0] == [1, 6, 4]
    assert all(len(batch) == 1 or max(len(texts[i]) for i in batch) * len(batch) <= BATCH_CHARACTERS for batch in made)
