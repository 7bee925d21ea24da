"""The editors' list: every lesson once, its languages side by side."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from content.editing import STEPS
from content.model import LessonId, Status
from storage.lessons import VersionSummary
from tutor.language import Language

PAGE = 50
"""Lessons on a page."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the editor wants to see; an empty field lets everything through."""

    status: str = ""
    subject: str = ""
    book: str = ""
    language: str = ""
    title: str = ""

    def lets_through(self, version: VersionSummary) -> bool:
        words = self.title.casefold().split()
        titled = f"{version.title} {version.lesson_id} {version.section}".casefold()
        return (
            self.status in ("", version.status)
            and self.subject in ("", version.subject)
            and self.book in ("", version.book)
            and self.language in ("", version.language)
            and all(word in titled for word in words)
        )

    def query(self) -> dict[str, str]:
        """The fields that say something, as a query string carries them."""
        fields = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: value for name, value in fields.items() if value}


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson with the versions that matter now, newest first in each language."""

    id: LessonId
    title: str
    subject: str
    grades: tuple[int, ...]
    book: str
    section: str
    versions: Mapping[Language, Sequence[VersionSummary]]


def current(versions: Iterable[VersionSummary]) -> list[VersionSummary]:
    """Per lesson and language what matters now: all that is not retired, else the newest retired version."""
    grouped: dict[tuple[LessonId, Language], list[VersionSummary]] = {}
    for version in versions:
        grouped.setdefault((version.lesson_id, version.language), []).append(version)
    kept: list[VersionSummary] = []
    for group in grouped.values():
        newest_first = sorted(group, key=lambda version: -version.number)
        alive = [version for version in newest_first if version.status is not Status.RETIRED]
        kept += alive or newest_first[:1]
    return kept


def lesson_rows(versions: Iterable[VersionSummary], wanted: Filter, language: Language) -> list[LessonRow]:
    """The lessons that have a current version as wanted; titles in ``language`` where a lesson has it."""
    grouped: dict[LessonId, list[VersionSummary]] = {}
    for version in current(versions):
        grouped.setdefault(version.lesson_id, []).append(version)
    rows = [_row(group, language) for group in grouped.values() if any(map(wanted.lets_through, group))]
    return sorted(rows, key=_place)


def approvable(versions: Iterable[VersionSummary], wanted: Filter) -> list[VersionSummary]:
    """The current versions as wanted that can be approved."""
    return [one for one in current(versions) if one.status in STEPS["approve"][0] and wanted.lets_through(one)]


def _place(row: LessonRow) -> tuple[str, list[int], str]:
    """Where a lesson stands in its book: section 2 before section 10."""
    return row.book, [int(number) for number in re.findall(r"\d+", row.section)], row.id


def _row(group: list[VersionSummary], language: Language) -> LessonRow:
    shown = next((version for version in group if version.language == language), group[0])
    versions: dict[Language, list[VersionSummary]] = {}
    for version in group:
        versions.setdefault(version.language, []).append(version)
    return LessonRow(shown.lesson_id, shown.title, shown.subject, shown.grades, shown.book, shown.section, versions)
