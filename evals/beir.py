"""Reading a test collection in BEIR layout: ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/test.tsv``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from content.model import LessonId, Passage, PassageId, Span, UnitKind, VersionId
from evals.report import UnusableInput
from tutor.language import LANGUAGES, Language, detect, to_cyrillic

START = 400
"""Characters of a text that are enough to tell its language."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query; ``relevant`` maps passage ids to grades, ``answerable`` is None where the collection does not say."""

    id: str
    text: str
    language: Language
    extra_views: tuple[str, ...]
    relevant: dict[str, int]
    answerable: bool | None


@dataclass(frozen=True, slots=True)
class Collection:
    """Every document is a passage, and a lesson of its own."""

    passages: tuple[Passage, ...]
    questions: tuple[Question, ...]


def read_collection(folder: Path) -> Collection:
    """The collection in ``folder``; raises UnusableInput with file and line."""
    passages = tuple(_passage(row) for row in _rows(folder / "corpus.jsonl", ("_id", "text")))
    if not passages:
        raise UnusableInput(f"{folder / 'corpus.jsonl'} holds no documents.")
    relevant = _relevant(folder / "qrels" / "test.tsv")
    rows = _rows(folder / "queries.jsonl", ("_id", "text"))
    return Collection(passages, tuple(to_question(row, relevant.get(str(row["_id"]), {})) for row in rows))


def id_of(passage: Passage) -> str:
    """The document's id in the collection."""
    return passage.lesson_id


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[dict]:
    if not path.is_file():
        raise UnusableInput(f"{path} is missing.")
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _row(line, needed, f"{path}:{number}")


def _row(line: str, needed: tuple[str, ...], place: str) -> dict:
    try:
        row = json.loads(line)
    except ValueError as problem:
        raise UnusableInput(f"{place} is not JSON.") from problem
    if not isinstance(row, dict) or any(key not in row for key in needed):
        raise UnusableInput(f"{place} lacks one of {', '.join(needed)}.")
    return row


def _passage(row: dict) -> Passage:
    text, title = str(row["text"]), str(row.get("title") or "")
    document = LessonId(str(row["_id"]))
    language = _language(row.get("lang")) or detect(text[:START]).dominant
    version = VersionId(f"{document}@{language}.1")
    return Passage(
        id=PassageId(f"{version}#text"),
        version_id=version,
        lesson_id=document,
        language=language,
        subject="",
        grades=(),
        kind=UnitKind.TEXT,
        unit_key="text",
        span=Span(0, len(text)),
        text=text,
        title=title,
    )


def to_question(row: dict, relevant: dict[str, int]) -> Question:
    """A row with ``_id`` and ``text``; its language is detected where it does not say it."""
    text = str(row["text"])
    found = detect(text)
    language = _language(row.get("lang")) or found.dominant
    latin = found.script == "latin" and language != "en"
    views = (to_cyrillic(text, language),) if latin else ()
    return Question(str(row["_id"]), text, language, views, relevant, row.get("answerable"))


def _language(code: object) -> Language | None:
    return next((language for language in LANGUAGES if language == code), None)


def _relevant(path: Path) -> dict[str, dict[str, int]]:
    if not path.is_file():
        raise UnusableInput(f"{path} is missing.")
    relevant: dict[str, dict[str, int]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        cells = line.split("\t")
        if line.strip() and (len(cells) != 3 or not cells[2].strip().lstrip("-").isdigit()):
            raise UnusableInput(f"{path}:{number} is not question, document and whole-number grade between tabs.")
        if line.strip():
            relevant.setdefault(cells[0], {})[cells[1]] = int(cells[2])
    return relevant
