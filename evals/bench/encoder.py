"""What the 8-bit encoder wins and loses: ``python -m evals.bench encoder [BOOK …] [--quality DIR]``.

Compared with the same weights in plain sentence-transformers, both on one thread and in turns: the time of a question,
the tokens of passages per second and, with collections in BEIR layout, the quality of the search. The share of the
processor's 8-bit peak is that of the multiplications the model needs, attention included, against a square product.
"""

import json
import random
from argparse import ArgumentParser
from pathlib import Path

from evals.bench.encoder_operations import PASSAGE, QUERY, TextWork
from evals.bench.encoder_quality import quality_losses
from evals.bench.encoder_turns import Sides, in_turns
from evals.bench.scale_corpus import read_originals
from evals.metrics import percentile
from evals.report import UnusableInput, progress
from evals.searching import add_model_options
from retrieval.chunking import search_text
from retrieval.conversion import convert
from retrieval.embedding import BUNDLED, LazyEncoder, sentence_transformer_encoder
from retrieval.quantising import ENGINE
from tutor.demonstration import STARTER

DATA = Path(__file__).parents[1] / "data"


def run(arguments: list[str]) -> dict[str, object]:
    options = _parser().parse_args(arguments)
    folder = convert(options.models, progress) if options.model in ("", BUNDLED) else Path(options.model)
    if not (folder / ENGINE).is_file():
        raise UnusableInput(f"{folder} holds no 8-bit engine.")
    sides, work = Sides(folder, options.models), TextWork(folder)
    originals = read_originals(options.books or [STARTER], options.passages)
    speed = _questions(sides, work, _asked(options.questions))
    speed |= _passages(sides, work, [search_text(passage) for passage in originals.passages])
    peak = sides.gauge.billions_per_second
    return {
        **speed,
        "peak_gops": peak,
        "question_share_of_peak": speed["question_gops"] / peak,
        "passage_share_of_peak": speed["passage_gops"] / peak,
        "quality": _losses(options.quality, sides.ours, folder),
        "model": sides.ours.model_id,
    }


def _parser() -> ArgumentParser:
    made = ArgumentParser(prog="python -m evals.bench encoder")
    made.add_argument("books", type=Path, nargs="*", metavar="BOOK", help="passages; default: starter lessons")
    made.add_argument("--questions", type=int, default=300)
    made.add_argument("--passages", type=int, default=400)
    made.add_argument("--quality", type=Path, nargs="*", default=[], metavar="DIR", help="collections in BEIR layout")
    add_model_options(made)
    return made


def _asked(count: int) -> list[str]:
    """Questions of the golden sets, none twice, so that none is remembered."""
    rows = [line for path in sorted(DATA.glob("answers_*.jsonl")) for line in path.open(encoding="utf-8")]
    texts = list(dict.fromkeys(str(json.loads(row)["text"]) for row in rows))
    random.Random(7).shuffle(texts)
    return texts[:count]


def _questions(sides: Sides, work: TextWork, texts: list[str]) -> dict[str, float]:
    progress(f"{len(texts)} questions in turns")
    mine, theirs = in_turns(texts, sides.questions)
    return {
        "questions": len(texts),
        "tokens_per_question": work.tokens(texts, QUERY) / len(texts),
        "question_ms_p50": 1000 * percentile(mine, 50),
        "plain_question_ms_p50": 1000 * percentile(theirs, 50),
        "question_ratio": percentile(theirs, 50) / percentile(mine, 50),
        "question_gops": work.billions(texts, QUERY) / sum(mine),
    }


def _passages(sides: Sides, work: TextWork, texts: list[str]) -> dict[str, float]:
    progress(f"{len(texts)} passages in turns")
    mine, theirs = map(sum, in_turns(texts, sides.passages))
    tokens = work.tokens(texts, PASSAGE)
    return {
        "passages": len(texts),
        "tokens_per_passage": tokens / len(texts),
        "passage_tokens_per_second": tokens / mine,
        "plain_passage_tokens_per_second": tokens / theirs,
        "passage_ratio": theirs / mine,
        "passage_gops": work.billions(texts, PASSAGE) / mine,
    }


def _losses(collections: list[Path], ours: LazyEncoder, folder: Path) -> dict[str, dict[str, float]]:
    """Collection → figures; the product's own reference engine runs the same weights in 32 bits."""
    plain = sentence_transformer_encoder(str(folder))
    return {path.name: quality_losses(path, ours, plain) for path in collections}
