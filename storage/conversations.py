"""Turns as they are asked, answered, stopped and read again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from guardrails.verdict import Category, Verdict
from storage.database import Database, DatabaseGone
from storage.lessons import approved_versions
from storage.outbox import put
from storage.rows import school_of
from storage.sources import sources_in_order
from storage.tables import alerts, conversations, decisions, schools, turn_events, turns, vault
from tutor.dialogue.model import (
    ClosedTurn,
    Context,
    ConversationId,
    Move,
    OpenedTurn,
    Outcome,
    PastTurn,
    Question,
    TurnEvent,
    TurnId,
)
from tutor.dialogue.ports import NotYours, TurnAlreadyAsked
from tutor.people import PersonId, SchoolId, Student

PAST_TURNS = 12
EVENT_TRIES = 3
CARE = timedelta(hours=24)
"""How long a sign of danger makes the guards more careful."""


class ConversationStore:
    """Implements ``tutor.dialogue.ports.Conversations``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_context(self, question: Question, at: datetime) -> Context:
        student = question.student
        with self._database.read() as connection:
            _check_owner(connection, question)
            school = connection.execute(select(schools).where(schools.c.id == student.school_id)).one()
            versions = approved_versions(connection, student.school_id, student.school_class.grade)
            return Context(
                school=school_of(school),
                versions=versions,
                sources=sources_in_order(connection, student, versions),
                past=_past(connection, student.school_id, question.conversation_id),
                placeholders=_placeholders(connection, student.school_id, question.conversation_id),
                careful=_is_careful(connection, student, at),
            )

    def open_turn(self, turn: OpenedTurn) -> None:
        question = turn.question
        try:
            with self._database.write() as connection:
                _touch_conversation(connection, question, turn.at)
                _insert_turn(connection, turn)
                _insert_decisions(connection, question.student.school_id, question.turn_id, "inbound", [turn.verdict])
                _insert_entries(connection, turn)
                if turn.alert:
                    _raise_alert(connection, turn)
        except IntegrityError as error:
            raise TurnAlreadyAsked(question.turn_id) from error

    def add_event(self, school_id: SchoolId, turn_id: TurnId, event: TurnEvent) -> None:
        """Stores an event once, also when the database goes away in the middle and comes back."""
        for tries_left in reversed(range(EVENT_TRIES)):
            try:
                self._insert_event(school_id, turn_id, event)
            except DatabaseGone:
                if not tries_left:
                    raise
            except IntegrityError:
                # A try that seemed lost had got through, or another process closed the turn with the same number.
                if not any(stored.id == event.id for stored in self.events(school_id, turn_id)):
                    raise
                return
            else:
                return

    def _insert_event(self, school_id: SchoolId, turn_id: TurnId, event: TurnEvent) -> None:
        with self._database.write() as connection:
            connection.execute(
                insert(turn_events).values(
                    school_id=school_id, turn_id=turn_id, id=event.id, name=event.name, data=dict(event.data)
                )
            )

    def close_turn(self, school_id: SchoolId, turn: ClosedTurn) -> None:
        with self._database.write() as connection:
            connection.execute(
                update(turns)
                .where(turns.c.school_id == school_id, turns.c.id == turn.turn_id)
                .values(
                    finished_at=turn.at,
                    outcome=turn.outcome,
                    move=turn.move,
                    shown=list(turn.shown),
                    nearest_lesson=turn.nearest_lesson,
                )
            )
            _insert_decisions(connection, school_id, turn.turn_id, "outbound", turn.verdicts)

    def events(self, school_id: SchoolId, turn_id: TurnId, after: int = 0) -> list[TurnEvent]:
        """The stored events of a turn with an id above ``after``, in order."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(turn_events)
                .where(turn_events.c.school_id == school_id, turn_events.c.turn_id == turn_id, turn_events.c.id > after)
                .order_by(turn_events.c.id)
            )
            return [TurnEvent(row.id, row.name, row.data) for row in rows]

    def owner(self, school_id: SchoolId, turn_id: TurnId) -> PersonId | None:
        """The student who asked, or None where this school has no such turn."""
        with self._database.read() as connection:
            return connection.scalar(
                select(conversations.c.student_id)
                .join(turns, turns.c.conversation_id == conversations.c.id)
                .where(turns.c.school_id == school_id, turns.c.id == turn_id)
            )

    def unfinished(self, school_id: SchoolId) -> list[TurnId]:
        """Turns that were opened and never closed, as after a crash."""
        with self._database.read() as connection:
            rows = connection.scalars(
                select(turns.c.id).where(turns.c.school_id == school_id, turns.c.outcome.is_(None))
            )
            return [TurnId(row) for row in rows]

    def is_finished(self, school_id: SchoolId, turn_id: TurnId) -> bool:
        with self._database.read() as connection:
            outcome = connection.scalar(
                select(turns.c.outcome).where(turns.c.school_id == school_id, turns.c.id == turn_id)
            )
        return outcome is not None

    def interrupt(self, school_id: SchoolId, turn_id: TurnId, event: TurnEvent | None, at: datetime) -> None:
        """Closes a turn that nobody is answering any more, with ``event`` as its last word unless it has one."""
        if event:
            self.add_event(school_id, turn_id, event)
        with self._database.write() as connection:
            connection.execute(
                update(turns)
                .where(turns.c.school_id == school_id, turns.c.id == turn_id, turns.c.outcome.is_(None))
                .values(finished_at=at, outcome=Outcome.INTERRUPTED)
            )

    def set_helped(self, school_id: SchoolId, turn_id: TurnId, helped: bool) -> None:
        with self._database.write() as connection:
            connection.execute(
                update(turns).where(turns.c.school_id == school_id, turns.c.id == turn_id).values(helped=helped)
            )


def _check_owner(connection: Connection, question: Question) -> None:
    student = question.student
    owner = connection.execute(
        select(conversations.c.school_id, conversations.c.student_id).where(
            conversations.c.id == question.conversation_id
        )
    ).one_or_none()
    if owner and tuple(owner) != (student.school_id, student.person.id):
        raise NotYours(question.conversation_id)
    asked = connection.scalar(
        select(turns.c.conversation_id).where(turns.c.school_id == student.school_id, turns.c.id == question.turn_id)
    )
    if asked:
        raise TurnAlreadyAsked(question.turn_id)


def _past(connection: Connection, school_id: SchoolId, conversation_id: ConversationId) -> tuple[PastTurn, ...]:
    rows = connection.execute(
        select(turns)
        .where(turns.c.school_id == school_id, turns.c.conversation_id == conversation_id)
        .order_by(turns.c.asked_at.desc())
        .limit(PAST_TURNS)
    ).all()
    return tuple(
        PastTurn(row.question, row.language, Move(row.move) if row.move else None, tuple(row.shown))
        for row in reversed(rows)
    )


def _placeholders(connection: Connection, school_id: SchoolId, conversation_id: ConversationId) -> dict[str, str]:
    rows = connection.execute(
        select(vault.c.key, vault.c.placeholder).where(
            vault.c.school_id == school_id, vault.c.conversation_id == conversation_id
        )
    )
    return {row.key: row.placeholder for row in rows}


def _is_careful(connection: Connection, student: Student, at: datetime) -> bool:
    signs = (
        select(turns.c.id)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .where(turns.c.school_id == student.school_id, conversations.c.student_id == student.person.id)
        .where(turns.c.category.in_((Category.SELF_HARM, Category.DISCLOSURE)), turns.c.asked_at > at - CARE)
    )
    return connection.execute(signs.limit(1)).one_or_none() is not None


def _touch_conversation(connection: Connection, question: Question, at: datetime) -> None:
    student: Student = question.student
    touched = connection.execute(
        update(conversations)
        .where(conversations.c.school_id == student.school_id, conversations.c.id == question.conversation_id)
        .values(last_at=at)
    )
    if touched.rowcount == 0:
        connection.execute(
            insert(conversations).values(
                id=question.conversation_id,
                school_id=student.school_id,
                student_id=student.person.id,
                class_id=student.school_class.id,
                started_at=at,
                last_at=at,
            )
        )


def _insert_turn(connection: Connection, turn: OpenedTurn) -> None:
    question = turn.question
    connection.execute(
        insert(turns).values(
            id=question.turn_id,
            school_id=question.student.school_id,
            conversation_id=question.conversation_id,
            asked_at=turn.at,
            language=turn.language,
            question=turn.masked,
            hidden=list(turn.hidden),
            action=question.action,
            category=turn.verdict.category,
            shown=[],
        )
    )


def _insert_decisions(
    connection: Connection, school_id: SchoolId, turn_id: TurnId, direction: str, verdicts: Sequence[Verdict]
) -> None:
    rows = [
        {
            "school_id": school_id,
            "turn_id": turn_id,
            "direction": direction,
            "guard": decision.guard,
            "action": decision.action,
            "category": decision.category,
            "rule": decision.rule,
            "score": decision.score,
            "view": decision.view,
        }
        for verdict in verdicts
        for decision in verdict.decisions
    ]
    if rows:
        connection.execute(insert(decisions), rows)


def _insert_entries(connection: Connection, turn: OpenedTurn) -> None:
    for entry in turn.entries:
        connection.execute(
            insert(vault).values(
                school_id=turn.question.student.school_id,
                conversation_id=turn.question.conversation_id,
                placeholder=entry.placeholder,
                key=entry.key,
                kind=entry.kind,
                sealed=entry.sealed,
                expires_at=entry.expires_at,
            )
        )


def _raise_alert(connection: Connection, turn: OpenedTurn) -> None:
    question, student = turn.question, turn.question.student
    connection.execute(
        insert(alerts).values(
            id=question.turn_id.replace("-", ""),
            school_id=student.school_id,
            turn_id=question.turn_id,
            class_id=student.school_class.id,
            student_id=student.person.id,
            category=turn.alert,
            raised_at=turn.at,
        )
    )
    put(connection, student.school_id, "alert", {"turn": question.turn_id}, turn.at)
