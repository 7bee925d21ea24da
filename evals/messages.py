"""Marked messages: one JSON object a line with ``lang`` and ``text``, and what the evaluation asks for besides."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from evals.report import UnusableInput

LANGUAGES = ("kk", "ru", "en", "mixed")
Row = Mapping[str, Any]
Scored = TypeVar("Scored")


def read(path: Path, is_usable: Callable[[Row], bool], needs: str) -> list[Row]:
    """The rows of ``path``; raises UnusableInput that says what each line ``needs``."""
    rows = list(_rows(path, is_usable, needs))
    if not rows:
        raise UnusableInput(f"{path} has no line with a message.")
    return rows


def _rows(path: Path, is_usable: Callable[[Row], bool], needs: str) -> Iterator[Row]:
    if not path.is_file():
        raise UnusableInput(f"{path} is not a file.")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        row = _object(line)
        if row is None or not _is_message(row) or not is_usable(row):
            raise UnusableInput(f"{path}, line {number}: needs lang ({', '.join(LANGUAGES)}), text and {needs}.")
        yield row


def _object(line: str) -> Row | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None


def _is_message(row: Row) -> bool:
    return isinstance(row.get("text"), str) and row.get("lang") in LANGUAGES


def by_lang(
    rows: Sequence[Row], scored: Sequence[Scored], score: Callable[[Sequence[Scored]], dict[str, object]]
) -> dict[str, object]:
    """``score`` of all rows, and of each language in ``by_lang``."""
    pairs = list(zip(rows, scored, strict=True))
    languages = {
        code: score([item for row, item in pairs if row["lang"] == code])
        for code in LANGUAGES
        if any(row["lang"] == code for row in rows)
    }
    return score(scored) | {"by_lang": languages}


def share(count: int, total: int) -> float | None:
    """``count`` of ``total``, or None where there is nothing to count."""
    return count / total if total else None
