"""The golden set: questions as students ask them, with the passages and facts a good answer rests on.

``evals/data/answers_{language}.jsonl`` over the starter curriculum and two imported books; half of the questions that
nothing answers are near misses, school science that these books do not cover.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evals.report import UnusableInput
from tutor.language import LANGUAGES, Language

GOLDEN = tuple(Path(__file__).parent / "data" / f"answers_{language}.jsonl" for language in LANGUAGES)
STARTER = "starter"
Split = Literal["dev", "test"]


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """``units`` each answer alone, as ``{lesson}#{unit}``; of every fact one wording has to occur in the answer."""

    id: str
    language: Language
    split: Split
    text: str
    book: str | None
    units: frozenset[str]
    facts: tuple[tuple[str, ...], ...]
    near_miss: bool

    @property
    def is_answerable(self) -> bool:
        return bool(self.units)


def read_golden(paths: Iterable[Path] = GOLDEN, split: Split | None = None) -> list[GoldenQuestion]:
    """The questions of one split, or all; raises UnusableInput with file and line."""
    read = [question for path in paths for question in _questions(path)]
    return [question for question in read if split is None or question.split == split]


def _questions(path: Path) -> Iterator[GoldenQuestion]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield _question(json.loads(line))
        except (ValueError, KeyError, TypeError) as problem:
            raise UnusableInput(f"{path}:{number} is not a question of the golden set: {problem}.") from problem


def _question(row: dict) -> GoldenQuestion:
    if row["answerable"] and not row["units"]:
        raise ValueError("an answerable question names its units")
    return GoldenQuestion(
        id=row["id"],
        language=row["lang"],
        split=row["split"],
        text=row["text"],
        book=row["book"],
        units=frozenset(row.get("units", ())),
        facts=tuple(tuple(fact) for fact in row.get("facts", ())),
        near_miss=bool(row.get("near")),
    )
