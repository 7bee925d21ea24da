"""What waits for an adult: alerts, questions sent to the teacher, and what the lessons did not cover."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from guardrails.verdict import Category
from storage.audit import Deed, record
from storage.database import Database
from storage.tables import alerts, conversations, people, teacher_questions, turn_events, turns
from tutor.dialogue.model import ConversationId, Outcome, TurnEvent, TurnId
from tutor.language import Language
from tutor.people import ClassId, PersonId, SchoolId


@dataclass(frozen=True, slots=True)
class Alert:
    id: str
    turn_id: TurnId
    conversation_id: ConversationId
    class_id: ClassId
    student: str
    category: Category
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class TeacherQuestion:
    turn_id: TurnId
    conversation_id: ConversationId
    class_id: ClassId
    student: str
    question: str
    language: Language
    sent_at: datetime
    reply: str | None
    replied_at: datetime | None


@dataclass(frozen=True, slots=True)
class NotCovered:
    """What students asked in vain; ``times`` counts the same words."""

    question: str
    language: Language
    nearest_lesson: str | None
    times: int
    last_at: datetime


class InboxStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def open_alerts(self, school_id: SchoolId, class_ids: list[ClassId]) -> list[Alert]:
        query = (
            select(alerts, people.c.name, turns.c.conversation_id)
            .join(people, people.c.id == alerts.c.student_id)
            .join(turns, turns.c.id == alerts.c.turn_id)
            .where(alerts.c.school_id == school_id, alerts.c.class_id.in_(class_ids))
            .where(alerts.c.acknowledged_at.is_(None))
            .order_by(alerts.c.raised_at)
        )
        with self._database.read() as connection:
            return [_alert(row) for row in connection.execute(query)]

    def acknowledge(
        self, school_id: SchoolId, alert_id: str, class_ids: list[ClassId], by: PersonId, at: datetime
    ) -> bool:
        """Takes an alert on; False where it is not open or not of these classes."""
        with self._database.write() as connection:
            taken = connection.execute(
                update(alerts)
                .where(alerts.c.school_id == school_id, alerts.c.id == alert_id, alerts.c.class_id.in_(class_ids))
                .where(alerts.c.acknowledged_at.is_(None))
                .values(acknowledged_by=by, acknowledged_at=at)
            )
            if taken.rowcount:
                record(connection, Deed(school_id, by, at, "alert.acknowledge", alert_id))
            return bool(taken.rowcount)

    def deliver(self, school_id: SchoolId, turn_id: str, at: datetime) -> None:
        """Notes that an alert has reached the teachers' page and the log that the school watches."""
        with self._database.write() as connection:
            connection.execute(
                update(alerts)
                .where(alerts.c.school_id == school_id, alerts.c.turn_id == turn_id)
                .values(delivered_at=at)
            )

    def ask_teacher(self, school_id: SchoolId, turn_id: TurnId, class_id: ClassId, at: datetime) -> None:
        """Sends a turn's question to the teacher; asking twice sends it once."""
        try:
            with self._database.write() as connection:
                connection.execute(
                    insert(teacher_questions).values(
                        turn_id=turn_id, school_id=school_id, class_id=class_id, sent_at=at
                    )
                )
        except IntegrityError:
            return

    def questions(
        self, school_id: SchoolId, class_ids: list[ClassId], *, answered: bool = False
    ) -> list[TeacherQuestion]:
        answered_or_not = teacher_questions.c.reply.is_not(None) if answered else teacher_questions.c.reply.is_(None)
        query = (
            select(teacher_questions, turns.c.conversation_id, turns.c.question, turns.c.language, people.c.name)
            .join(turns, turns.c.id == teacher_questions.c.turn_id)
            .join(conversations, conversations.c.id == turns.c.conversation_id)
            .join(people, people.c.id == conversations.c.student_id)
            .where(teacher_questions.c.school_id == school_id, teacher_questions.c.class_id.in_(class_ids))
            .where(answered_or_not)
            .order_by(teacher_questions.c.sent_at)
        )
        with self._database.read() as connection:
            return [_question(row) for row in connection.execute(query)]

    def reply(
        self, school_id: SchoolId, turn_id: TurnId, reply: str, block: Mapping[str, object], by: PersonId, at: datetime
    ) -> bool:
        """Stores a teacher's reply and appends it to the thread; False where it was answered already."""
        with self._database.write() as connection:
            taken = connection.execute(
                update(teacher_questions)
                .where(teacher_questions.c.school_id == school_id, teacher_questions.c.turn_id == turn_id)
                .where(teacher_questions.c.reply.is_(None))
                .values(reply=reply, replied_by=by, replied_at=at)
            )
            if not taken.rowcount:
                return False
            last = connection.scalar(
                select(func.max(turn_events.c.id)).where(
                    turn_events.c.school_id == school_id, turn_events.c.turn_id == turn_id
                )
            )
            event = TurnEvent((last or 0) + 1, "block", block)
            connection.execute(
                insert(turn_events).values(
                    school_id=school_id, turn_id=turn_id, id=event.id, name=event.name, data=dict(event.data)
                )
            )
            record(connection, Deed(school_id, by, at, "question.reply", turn_id))
            return True

    def not_covered(self, school_id: SchoolId, limit: int = 100) -> list[NotCovered]:
        """Most asked first."""
        query = (
            select(
                turns.c.question,
                turns.c.language,
                func.max(turns.c.nearest_lesson).label("nearest_lesson"),
                func.count().label("times"),
                func.max(turns.c.asked_at).label("last_at"),
            )
            .where(turns.c.school_id == school_id, turns.c.outcome == Outcome.NOT_COVERED)
            .group_by(turns.c.question, turns.c.language)
            .order_by(func.count().desc(), func.max(turns.c.asked_at).desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            return [NotCovered(**row._mapping) for row in connection.execute(query)]


def _alert(row: Row) -> Alert:
    return Alert(
        row.id, row.turn_id, row.conversation_id, row.class_id, row.name, Category(row.category), row.raised_at
    )


def _question(row: Row) -> TeacherQuestion:
    return TeacherQuestion(
        row.turn_id,
        row.conversation_id,
        row.class_id,
        row.name,
        row.question,
        row.language,
        row.sent_at,
        row.reply,
        row.replied_at,
    )
