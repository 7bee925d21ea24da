"""Passages in a file, read one by one when they are shown instead of all into every process."""

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Self, overload

import numpy as np
from numpy.typing import NDArray

from content.model import LessonId, Passage, PassageId, Span, UnitKind, VersionId
from retrieval.errors import IndexStale
from retrieval.keys import KeyTable, sorted_keys
from retrieval.mapped import map_array, save_array

RECORDS = "records.jsonl"
_DECODER = json.JSONDecoder()
_KINDS = {kind.value: kind for kind in UnitKind}


class StoredPassages(Sequence[Passage]):
    """Row ``i`` is a JSON array from ``offsets[i]`` to ``offsets[i + 1]``; every access reads it from disk."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / RECORDS
        self._offsets: NDArray[np.int64] = map_array(folder / "offsets.npy")
        self._ids = KeyTable(map_array(folder / "ids.npy"))
        self._rows_by_id: NDArray[np.int32] = map_array(folder / "id_rows.npy")
        self._bytes = _mapped_bytes(self._path)
        if len(self._offsets) == 0 or self._offsets[-1] != len(self._bytes):
            raise ValueError(f"{self._path} and its offsets do not belong together.")

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, row: int) -> Passage: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Passage]: ...
    def __getitem__(self, row: int | slice) -> Passage | Sequence[Passage]:
        """Raises IndexStale when the record is damaged."""
        if isinstance(row, slice):
            return [self[number] for number in range(*row.indices(len(self)))]
        if not 0 <= row < len(self):
            raise IndexError(f"There is no passage {row}.")
        return self._read(row)

    def __iter__(self) -> Iterator[Passage]:
        return (self._read(row) for row in range(len(self)))

    def row_of(self, passage_id: PassageId) -> int:
        """The row of a passage; raises KeyError when it is not in this index."""
        place = self._ids.place_of(passage_id)
        if place is None or self[row := int(self._rows_by_id[place])].id != passage_id:
            raise KeyError(passage_id)
        return row

    def _read(self, row: int) -> Passage:
        line = self._bytes[self._offsets[row] : self._offsets[row + 1]].tobytes()
        try:
            return _passage(line.decode())
        except (ValueError, KeyError, TypeError) as problem:
            raise IndexStale(f"Passage {row} of {self._path} is damaged.") from problem


class PassageWriter:
    """Writes passages one after the other into a folder, which can be read once the ``with`` block is left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = (folder / RECORDS).open("wb")
        self._offsets = array("q", [0])
        self._ids: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        self._file.close()
        if failure is None:
            self._save_places()

    def add(self, passage: Passage) -> None:
        line = json.dumps(_record(passage), ensure_ascii=False).encode() + b"\n"
        self._file.write(line)
        self._offsets.append(self._offsets[-1] + len(line))
        self._ids.append(passage.id)

    def _save_places(self) -> None:
        keys, rows = sorted_keys(self._ids)
        save_array(self._folder / "offsets.npy", np.array(self._offsets, np.int64))
        save_array(self._folder / "ids.npy", keys)
        save_array(self._folder / "id_rows.npy", rows.astype(np.int32))


def _mapped_bytes(path: Path) -> NDArray[np.uint8]:
    return np.memmap(path, np.uint8, "r").view(np.ndarray) if path.stat().st_size else np.empty(0, np.uint8)


def _record(passage: Passage) -> list[object]:
    """The passage's fields in their order; without their names it is read twice as fast."""
    values = [getattr(passage, field.name) for field in fields(Passage)]
    return [astuple(value) if isinstance(value, Span) else value for value in values]


def _passage(line: str) -> Passage:
    stored, _ = _DECODER.raw_decode(line)
    id_, version, lesson, language, subject, grades, kind, unit, span, text, title, heading, terms = stored
    return Passage(
        PassageId(id_), VersionId(version), LessonId(lesson), language, subject, tuple(grades), _KINDS[kind],
        unit, Span(*span), text, title, heading, tuple(terms),
    )  # fmt: skip
