"""Who was shown a page, and whether a newer version of it has been approved since (read-only)."""

import json
from collections.abc import Sequence

from sqlalchemy import Text, cast, select

from content.model import Status, VersionId
from storage.database import Database
from storage.tables import conversations, lesson_versions, turn_events, turns
from tutor.people import ClassId, PersonId, SchoolId


class CitationStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def was_shown_to(self, school_id: SchoolId, version_id: VersionId, student_id: PersonId) -> bool:
        """Whether an answer to this student cited the version."""
        return self._was_cited(school_id, version_id, conversations.c.student_id == student_id)

    def was_shown_in(self, school_id: SchoolId, version_id: VersionId, class_ids: Sequence[ClassId]) -> bool:
        """Whether an answer to a student cited the version while they were in one of these classes."""
        return self._was_cited(school_id, version_id, conversations.c.class_id.in_(class_ids))

    def newer(self, school_id: SchoolId, version_id: VersionId) -> VersionId | None:
        """The approved version that has taken this one's place."""
        old = lesson_versions.alias()
        query = (
            select(lesson_versions.c.id)
            .join(
                old, (old.c.lesson_id == lesson_versions.c.lesson_id) & (old.c.language == lesson_versions.c.language)
            )
            .where(old.c.school_id == school_id, old.c.id == version_id)
            .where(lesson_versions.c.school_id == school_id, lesson_versions.c.status == Status.APPROVED)
            .where(lesson_versions.c.number > old.c.number)
        )
        with self._database.read() as connection:
            found = connection.scalar(query)
        return VersionId(found) if found else None

    def _was_cited(self, school_id: SchoolId, version_id: VersionId, whose) -> bool:
        query = (
            select(turn_events.c.data)
            .join(turns, turns.c.id == turn_events.c.turn_id)
            .join(conversations, conversations.c.id == turns.c.conversation_id)
            .where(conversations.c.school_id == school_id, whose)
            .where(turns.c.school_id == school_id, turn_events.c.school_id == school_id)
            .where(turn_events.c.name == "block")
            .where(cast(turn_events.c.data, Text).contains(json.dumps(version_id), autoescape=True))
        )
        with self._database.read() as connection:
            return any(
                citation["version"] == version_id
                for block in connection.scalars(query)
                for citation in block["citations"]
            )
