"""What the pages of teachers and editors count and list (read-only)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, distinct, func, select

from content.model import Language, LessonId, VersionId
from guardrails.verdict import Category
from storage.audit import AuditEntry
from storage.database import Database
from storage.tables import alerts, audit, conversations, figures, lesson_versions, memberships, people, turns
from tutor.dialogue.model import ConversationId, Outcome, TurnId
from tutor.people import ClassId, PersonId, Role, SchoolId


@dataclass(frozen=True, slots=True)
class ClassActivity:
    """How a class has worked since a moment; ``students`` counts those who can sign in, ``writing`` those who asked."""

    class_id: ClassId
    students: int
    writing: int = 0
    questions: int = 0
    not_covered: int = 0
    not_helped: int = 0


@dataclass(frozen=True, slots=True)
class StudentActivity:
    student_id: PersonId
    number: int
    name: str
    conversations: int
    questions: int
    not_covered: int
    not_helped: int
    last_at: datetime | None
    active: bool = True


@dataclass(frozen=True, slots=True)
class AskedInVain:
    """A question the lessons did not cover, with one of the conversations it was asked in."""

    question: str
    language: Language
    students: int
    nearest_lesson: LessonId | None
    last_at: datetime
    conversation_id: ConversationId


@dataclass(frozen=True, slots=True)
class AlertRecord:
    """An alert with who took it on, if anybody has."""

    turn_id: TurnId
    category: Category
    raised_at: datetime
    acknowledged_by: str
    acknowledged_at: datetime | None


class ReportStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def activity(self, school_id: SchoolId, class_ids: Sequence[ClassId], since: datetime) -> list[ClassActivity]:
        """One entry per class, in the order given, counting from ``since``."""
        asked = (
            select(conversations.c.class_id, *_counts())
            .join(turns, turns.c.conversation_id == conversations.c.id)
            .where(conversations.c.school_id == school_id, conversations.c.class_id.in_(class_ids))
            .where(turns.c.school_id == school_id, turns.c.asked_at >= since)
            .group_by(conversations.c.class_id)
        )
        listed = (
            select(memberships.c.class_id, func.count().label("students"))
            .join(people, people.c.id == memberships.c.person_id)
            .where(memberships.c.school_id == school_id, memberships.c.class_id.in_(class_ids))
            .where(people.c.role == Role.STUDENT, people.c.active)
            .group_by(memberships.c.class_id)
        )
        with self._database.read() as connection:
            students = {row.class_id: row.students for row in connection.execute(listed)}
            found = {row.class_id: row for row in connection.execute(asked)}
        return [_activity(class_id, students.get(class_id, 0), found.get(class_id)) for class_id in class_ids]

    def students(self, school_id: SchoolId, class_id: ClassId) -> list[StudentActivity]:
        """Every student of a class with what they have done in it, by number."""
        here = (conversations.c.student_id == people.c.id) & (conversations.c.class_id == class_id)
        query = (
            select(
                people.c.id,
                memberships.c.number,
                people.c.name,
                people.c.active,
                func.count(distinct(conversations.c.id)).label("conversations"),
                func.max(turns.c.asked_at).label("last_at"),
                *_counts(),
            )
            .join(memberships, memberships.c.person_id == people.c.id)
            .outerjoin(conversations, here & (conversations.c.school_id == school_id))
            .outerjoin(turns, (turns.c.conversation_id == conversations.c.id) & (turns.c.school_id == school_id))
            .where(people.c.school_id == school_id, people.c.role == Role.STUDENT)
            .where(memberships.c.school_id == school_id, memberships.c.class_id == class_id)
            .group_by(people.c.id, memberships.c.number, people.c.name, people.c.active)
            .order_by(memberships.c.number)
        )
        with self._database.read() as connection:
            return [_student(row) for row in connection.execute(query)]

    def not_covered(
        self, school_id: SchoolId, class_ids: Sequence[ClassId], since: datetime, limit: int = 100
    ) -> list[AskedInVain]:
        """What students of these classes asked in vain since a moment, by how many asked it."""
        students = func.count(distinct(conversations.c.student_id))
        query = (
            select(
                turns.c.question,
                turns.c.language,
                students.label("students"),
                func.max(turns.c.nearest_lesson).label("nearest_lesson"),
                func.max(turns.c.asked_at).label("last_at"),
                func.max(conversations.c.id).label("conversation_id"),
            )
            .join(conversations, conversations.c.id == turns.c.conversation_id)
            .where(turns.c.school_id == school_id, turns.c.outcome == Outcome.NOT_COVERED, turns.c.asked_at >= since)
            .where(conversations.c.school_id == school_id, conversations.c.class_id.in_(class_ids))
            .group_by(turns.c.question, turns.c.language)
            .order_by(students.desc(), func.max(turns.c.asked_at).desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            return [AskedInVain(**row._mapping) for row in connection.execute(query)]

    def alerts(self, school_id: SchoolId, conversation_id: ConversationId) -> list[AlertRecord]:
        """Every alert of a conversation, oldest first."""
        query = (
            select(alerts, people.c.name)
            .join(turns, turns.c.id == alerts.c.turn_id)
            .outerjoin(people, people.c.id == alerts.c.acknowledged_by)
            .where(alerts.c.school_id == school_id, turns.c.conversation_id == conversation_id)
            .order_by(alerts.c.raised_at)
        )
        with self._database.read() as connection:
            return [_alert(row) for row in connection.execute(query)]

    def history(self, school_id: SchoolId, subject: str) -> list[AuditEntry]:
        """Everything that was done to one thing, oldest first."""
        query = (
            select(audit, people.c.name)
            .outerjoin(people, people.c.id == audit.c.actor_id)
            .where(audit.c.school_id == school_id, audit.c.subject == subject)
            .order_by(audit.c.id)
        )
        with self._database.read() as connection:
            return [
                AuditEntry(row.at, row.name or row.actor_id, row.action, row.subject, row.details)
                for row in connection.execute(query)
            ]

    def pictures(self, school_id: SchoolId, version_id: VersionId) -> frozenset[str]:
        """The names of the pictures a version has; an import may lack some."""
        query = select(figures.c.name).where(figures.c.school_id == school_id, figures.c.version_id == version_id)
        with self._database.read() as connection:
            return frozenset(connection.scalars(query))

    def titles(self, school_id: SchoolId, language: Language) -> dict[LessonId, str]:
        """The newest title of every lesson, in ``language`` where the lesson has it."""
        query = (
            select(lesson_versions.c.lesson_id, lesson_versions.c.title)
            .where(lesson_versions.c.school_id == school_id)
            .order_by(lesson_versions.c.language == language, lesson_versions.c.number)
        )
        with self._database.read() as connection:
            return {LessonId(row.lesson_id): row.title for row in connection.execute(query)}


def _counts():
    return (
        func.count(distinct(conversations.c.student_id)).label("writing"),
        func.count(distinct(turns.c.id)).label("questions"),
        func.count(distinct(turns.c.id)).filter(turns.c.outcome == Outcome.NOT_COVERED).label("not_covered"),
        func.count(distinct(turns.c.id)).filter(turns.c.helped.is_(False)).label("not_helped"),
    )


def _activity(class_id: ClassId, students: int, row: Row | None) -> ClassActivity:
    if row is None:
        return ClassActivity(class_id, students)
    return ClassActivity(class_id, students, row.writing, row.questions, row.not_covered, row.not_helped)


def _student(row: Row) -> StudentActivity:
    return StudentActivity(
        row.id,
        row.number or 0,
        row.name,
        row.conversations,
        row.questions,
        row.not_covered,
        row.not_helped,
        row.last_at,
        row.active,
    )


def _alert(row: Row) -> AlertRecord:
    return AlertRecord(row.turn_id, Category(row.category), row.raised_at, row.name or "", row.acknowledged_at)
