"""What an import left behind, as texts under their ids, so that two imports can be compared."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from content.serial import load
from retrieval.generation import CURRENT, GENERATIONS
from retrieval.stored_passages import StoredPassages
from storage.database import Database
from storage.tables import audit, figures, imports, lesson_versions, passages

Kept = Mapping[str, Counter[tuple[str, str]]]
"""Kind → how often each pair of id and text is there."""


def read_state(database: Database, index: Path) -> Kept:
    """Everything one school's imports made; times and random names are left out, as they always differ."""
    return {kind: Counter(pairs) for kind, pairs in (_stored(database) | _indexed(index)).items()}


def differences(whole: Kept, other: Kept) -> dict[str, dict[str, int]]:
    """Kind → what ``other`` lacks of ``whole`` and what it has too much; a changed text counts as both."""
    return {
        kind: {"lost": (whole[kind] - other[kind]).total(), "surplus": (other[kind] - whole[kind]).total()}
        for kind in whole
        if whole[kind] != other[kind]
    }


def counts(state: Kept) -> dict[str, int]:
    return {kind: pairs.total() for kind, pairs in state.items()}


def _indexed(index: Path) -> dict[str, list[tuple[str, str]]]:
    if not (index / CURRENT).is_file():
        return {"indexed passages": [], "index files": []}
    generation = index / GENERATIONS / (index / CURRENT).read_text(encoding="utf-8").strip()
    digests: dict[str, str] = json.loads((generation / "manifest.json").read_text(encoding="utf-8"))["sha256"]
    return {
        "indexed passages": [(one.id, one.text) for one in StoredPassages(generation)],
        "index files": list(digests.items()),
    }


def _stored(database: Database) -> dict[str, list[tuple[str, str]]]:
    with database.read() as connection:
        versions = connection.execute(select(lesson_versions)).all()
        return {
            "lessons": [(row.id, f"{row.status} {row.body}") for row in versions],
            "units": [unit for row in versions for unit in _units(row.id, row.body)],
            "passages": [(row.id, row.text) for row in connection.execute(select(passages))],
            "pictures": [
                (f"{row.version_id} {row.name}", sha256(row.data).hexdigest())
                for row in connection.execute(select(figures))
            ],
            "deeds": [(row.subject, row.action) for row in connection.execute(select(audit))],
            "reports": [
                (row.file_name, f"{row.status} {json.dumps(row.report, sort_keys=True)}")
                for row in connection.execute(select(imports))
            ],
        }


def _units(version_id: str, body: str) -> Iterator[tuple[str, str]]:
    for unit in load(body).units:
        yield f"{version_id}#{unit.key}", unit.text
