"""What scopes look at, once per lesson version instead of once per passage."""

import json
from array import array
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content.model import Passage, VersionId
from retrieval.mapped import map_array, save_array
from tutor.language import LANGUAGES, Language

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Origin:
    """What passages of one lesson version have in common."""

    version_id: VersionId
    language: Language
    subject: str
    grades: tuple[int, ...]


def origin_of(passage: Passage) -> Origin:
    return Origin(passage.version_id, passage.language, passage.subject, passage.grades)


@dataclass(frozen=True, slots=True)
class Origins:
    """Passage ``i`` comes from ``distinct[codes[i]]``, whose language is ``LANGUAGES[spoken[codes[i]]]``."""

    distinct: tuple[Origin, ...]
    codes: Codes
    spoken: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.codes)

    def languages(self, rows: NDArray[np.int64] | slice = slice(None)) -> NDArray[np.int8]:
        """The language of each of ``rows``, of all rows by default, as its number in ``LANGUAGES``."""
        return self.spoken[self.codes[rows]]

    def save(self, folder: Path) -> None:
        """Write both parts into ``folder``."""
        stored = [asdict(origin) for origin in self.distinct]
        (folder / "origins.json").write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")
        save_array(folder / "origins.npy", self.codes)


class OriginWriter:
    """Takes up passages in their order."""

    def __init__(self) -> None:
        self._numbers: dict[Origin, int] = {}
        self._codes = array("i")

    def add(self, passage: Passage) -> None:
        self._codes.append(self._numbers.setdefault(origin_of(passage), len(self._numbers)))

    def made(self) -> Origins:
        """The origins of all passages so far."""
        return _origins(tuple(self._numbers), np.array(self._codes, np.int32))


def origins_of(passages: Iterable[Passage]) -> Origins:
    """The origins of passages in their order."""
    writer = OriginWriter()
    for passage in passages:
        writer.add(passage)
    return writer.made()


def load_origins(folder: Path) -> Origins:
    """What ``Origins.save`` wrote; raises OSError, ValueError, TypeError or KeyError when it is damaged."""
    stored: list[dict[str, Any]] = json.loads((folder / "origins.json").read_text(encoding="utf-8"))
    for each in stored:
        each["grades"] = tuple(each["grades"])
    distinct = tuple(Origin(**each) for each in stored)
    codes = map_array(folder / "origins.npy")
    if len(codes) and not 0 <= int(codes.min()) <= int(codes.max()) < len(distinct):
        raise ValueError("A passage has no origin.")
    return _origins(distinct, codes)


def _origins(distinct: tuple[Origin, ...], codes: Codes) -> Origins:
    spoken = np.array([LANGUAGES.index(origin.language) for origin in distinct], np.int8)
    return Origins(distinct, codes, spoken)
