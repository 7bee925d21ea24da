"""A worker that is killed between a lesson and its passages."""

import os
import signal
from collections.abc import Iterable
from pathlib import Path

from content.model import Passage, VersionId
from guardrails.verdict import Action, Category, Decision, Verdict
from storage.lessons import LessonStore
from tests.fakes import FakeGuards
from tests.integration.http.service import FakedService
from tutor.people import SchoolId
from tutor.settings import Settings
from tutor.worker import Worker


class WaryGuards(FakeGuards):
    """Finds hidden instructions where a passage says IGNORE."""

    def check_passage(self, text: str) -> Verdict:
        action = Action.REDIRECT if "IGNORE" in text else Action.ALLOW
        return Verdict((Decision("injection", action, Category.JAILBREAK),))


class DyingLessons(LessonStore):
    """Kills its process, as the kernel would, when passages are to be kept for the second time."""

    _kept = 0

    def keep_passages(self, school_id: SchoolId, version_id: VersionId, made: Iterable[Passage]) -> None:
        if self._kept:
            os.kill(os.getpid(), signal.SIGKILL)
        super().keep_passages(school_id, version_id, made)
        self._kept += 1


def work_until_killed(folder: Path, database_url: str) -> None:
    """Meant for a process of its own."""
    service = FakedService(Settings(folder=folder, database_url=database_url), WaryGuards())
    service.lessons = DyingLessons(service.database)
    Worker(service).drain()
