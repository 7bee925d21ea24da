"""Import → check → draft → approve → index, as one readable line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from content.importers import Defaults, ImportedModule, ImportReport, open_import
from content.model import Figure, Lesson, LessonId, Passage, PassageId, VersionId
from guardrails.pipeline import Pipeline
from guardrails.placeholders import PLACEHOLDER
from guardrails.verdict import Action
from retrieval.chunking import passages_of
from retrieval.embedding import Encoder
from retrieval.indexing import build
from tutor.language import Language
from tutor.people import PersonId, SchoolId
from tutor.publishing.disagreements import Disagreement, disagreements

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are in all."""


class Added(Protocol):
    """What publishing needs of a stored version."""

    @property
    def id(self) -> VersionId: ...

    @property
    def lesson_id(self) -> LessonId: ...

    @property
    def language(self) -> Language: ...

    @property
    def created_at(self) -> datetime: ...


class Lessons(Protocol):
    """What publishing needs of the stored lessons; storage implements it."""

    def add_draft(
        self, school_id: SchoolId, lesson: Lesson, pictures: Iterable[Figure], by: PersonId, at: datetime
    ) -> VersionId | None: ...

    def take_step(
        self, school_id: SchoolId, version_id: VersionId, step: str, by: PersonId, at: datetime
    ) -> tuple[VersionId, ...]: ...

    def keep_passages(self, school_id: SchoolId, version_id: VersionId, made: Iterable[Passage]) -> None: ...

    def approved(self, school_id: SchoolId) -> list[tuple[VersionId, Lesson]]: ...

    def summaries(self, school_id: SchoolId) -> Sequence[Added]: ...


class EditorsQueue(Protocol):
    """Where editors find what two sources say differently; storage implements it."""

    def keep(self, school_id: SchoolId, found: Iterable[Disagreement]) -> None: ...


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: new drafts, unchanged lessons, passages that read like hidden instructions."""

    drafts: tuple[VersionId, ...] = ()
    unchanged: int = 0
    suspicious: tuple[PassageId, ...] = ()
    report: ImportReport = field(default_factory=ImportReport)


@dataclass(frozen=True, slots=True)
class Source:
    """A file or folder to import into a school; ``about`` says what the file does not say itself.

    ``file_name`` is what a stored upload was called, masked; empty for a file that still has its name. ``begun`` is
    when work on it began, which an earlier try that died may have done.
    """

    school_id: SchoolId
    path: Path
    about: Defaults = Defaults()  # noqa: RUF009 - frozen
    file_name: str = ""
    begun: datetime | None = None

    @property
    def name(self) -> str:
        """What a book is called that does not say it itself: the file's name without the names of people."""
        said = " ".join(PLACEHOLDER.sub(" ", self.file_name).split())
        return said if said.partition(".")[0].strip(" _-") else self.file_name or self.path.name


class Publisher:
    """Brings lessons to students; ``folder`` holds one index per school."""

    def __init__(self, lessons: Lessons, queue: EditorsQueue, guards: Pipeline, encoder: Encoder, folder: Path) -> None:
        self._lessons = lessons
        self._queue = queue
        self._guards = guards
        self._encoder = encoder
        self._folder = folder

    def add_drafts(
        self,
        school_id: SchoolId,
        read: Iterable[tuple[Lesson, tuple[Figure, ...]]],
        by: PersonId,
        at: datetime,
        begun: datetime | None = None,
    ) -> Imported:
        """Stores lessons as drafts; what has not changed since its newest version is left alone.

        What an earlier try stored since ``begun`` counts as new, and what it left undone there is done.
        """
        earlier = self._added_since(school_id, begun) if begun else {}
        drafts: list[VersionId] = []
        suspicious: list[PassageId] = []
        unchanged = 0
        for lesson, figures in read:
            stored = self._lessons.add_draft(school_id, lesson, figures, by, at)
            version_id = stored or earlier.pop((lesson.id, lesson.language), None)
            if version_id is None:
                unchanged += 1
                continue
            drafts.append(version_id)
            passages = passages_of(lesson, version_id)
            self._lessons.keep_passages(school_id, version_id, passages)
            suspicious += [p.id for p in passages if self._guards.check_passage(p.text).action is not Action.ALLOW]
        return Imported(tuple(drafts), unchanged, tuple(suspicious))

    def _added_since(self, school_id: SchoolId, begun: datetime) -> dict[tuple[LessonId, Language], VersionId]:
        newest_last = reversed(self._lessons.summaries(school_id))
        return {(one.lesson_id, one.language): one.id for one in newest_last if one.created_at >= begun}

    def import_file(self, source: Source, by: PersonId, at: datetime, progress: Progress) -> Imported:
        """Reads a book or lessons in as drafts; raises ``ImportRefused`` or ``LessonFormatError``."""
        report = ImportReport()

        def read(modules: Iterable[ImportedModule]) -> Iterator[tuple[Lesson, tuple[Figure, ...]]]:
            nonlocal report
            for module in modules:
                report += module.report
                yield module.lesson, module.figures

        with open_import(source.path, source.name) as opened:
            modules = opened.modules(source.about, lambda done, total, _name: progress(done, total))
            imported = self.add_drafts(source.school_id, read(modules), by, at, source.begun)
        return replace(imported, report=report)

    def index(self, school_id: SchoolId, progress: Progress = lambda done, total: None) -> int:
        """Builds a new index of the approved lessons beside the old one and swaps them; returns its passages.

        What the lessons of two sources state differently goes to the editors.
        """
        lessons = self._lessons.approved(school_id)
        passages = [passage for version_id, lesson in lessons for passage in passages_of(lesson, version_id)]
        build(passages, self._encoder, self._folder / school_id, progress=progress)
        sources = {version_id: lesson.book or lesson.id for version_id, lesson in lessons}
        self._queue.keep(school_id, disagreements(passages, sources))
        return len(passages)
