"""Claims beside a passage: one JSON object a line with lang, passage, claim, label and kind."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.report import UnusableInput
from retrieval.support.records import Cited
from tutor.language import LANGUAGES, Language, detect

KINDS = (
    "verbatim", "paraphrase", "changed_number", "changed_entity", "changed_date", "negated", "swapped_roles",
    "off_source", "cross_lingual_supported", "cross_lingual_changed",
)  # fmt: skip
LABELS = ("supported", "unsupported")
_ASKED = ("passage", "claim")


@dataclass(frozen=True, slots=True)
class Claim:
    """A marked sentence; ``lang`` is the language the set files it under, the others are read off the texts."""

    lang: str
    kind: str
    text: str
    language: Language
    cited: Cited
    is_supported: bool


def read_claims(paths: Sequence[Path], split: str | None = None) -> list[Claim]:
    """The claims of all files, of one split where it is named; raises UnusableInput for a line that cannot be used."""
    claims = [claim for path in paths for claim in _claims(path, split)]
    if not claims:
        raise UnusableInput(f"{paths[0]} has no claim" + (f" of the split {split}." if split else "."))
    return claims


def _claims(path: Path, split: str | None) -> Iterator[Claim]:
    if not path.is_file():
        raise UnusableInput(f"{path} is not a file.")
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                row = _row(line, f"{path}, line {number}")
                if split in (None, row.get("split")):
                    yield _claim(row)


def _row(line: str, place: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        raise UnusableInput(f"{place}: not a JSON object.") from None
    if not isinstance(row, dict) or not _is_usable(row):
        needed = f"a lang of {', '.join(LANGUAGES)}, a passage, a claim, a label of {' or '.join(LABELS)} and a kind"
        raise UnusableInput(f"{place}: needs {needed}.")
    return row


def _is_usable(row: Mapping[str, Any]) -> bool:
    has_texts = all(isinstance(row.get(name), str) and row[name].strip() for name in _ASKED)
    return (
        has_texts and row.get("lang") in LANGUAGES and row.get("label") in LABELS and isinstance(row.get("kind"), str)
    )


def _claim(row: Mapping[str, Any]) -> Claim:
    """Passage and claim may be in different languages, and the line names one: both are told from the text."""
    language = detect(row["claim"], row["lang"]).dominant
    cited = Cited(row["passage"], detect(row["passage"], language).dominant)
    return Claim(row["lang"], row["kind"], row["claim"], language, cited, row["label"] == LABELS[0])
