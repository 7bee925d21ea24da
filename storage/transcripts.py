"""Conversations as students and teachers read them again (read-only)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, func, select

from guardrails.verdict import Action, Category, Decision
from storage.database import Database
from storage.tables import conversations, decisions, people, turn_events, turns
from tutor.dialogue.model import ConversationId, Move, Outcome, TurnEvent, TurnId
from tutor.language import Language
from tutor.people import ClassId, PersonId, SchoolId


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    id: ConversationId
    student_id: PersonId
    student: str
    class_id: ClassId
    started_at: datetime
    last_at: datetime
    title: str
    """The first question, masked."""
    turns: int


@dataclass(frozen=True, slots=True)
class TranscriptTurn:
    id: TurnId
    asked_at: datetime
    language: Language
    question: str
    hidden: tuple[str, ...]
    events: tuple[TurnEvent, ...]
    move: Move | None
    outcome: Outcome | None
    helped: bool | None
    decisions: tuple[Decision, ...]
    """Of the guards; those that allowed are kept too."""


class TranscriptStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of_student(self, school_id: SchoolId, student_id: PersonId, limit: int = 50) -> list[ConversationSummary]:
        return self._summaries(school_id, conversations.c.student_id == student_id, limit)

    def of_class(self, school_id: SchoolId, class_id: ClassId, limit: int = 200) -> list[ConversationSummary]:
        return self._summaries(school_id, conversations.c.class_id == class_id, limit)

    def conversation(self, school_id: SchoolId, conversation_id: ConversationId) -> ConversationSummary | None:
        found = self._summaries(school_id, conversations.c.id == conversation_id, 1)
        return found[0] if found else None

    def turns(self, school_id: SchoolId, conversation_id: ConversationId) -> list[TranscriptTurn]:
        """Every turn with its events and decisions, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(turns)
                .where(turns.c.school_id == school_id, turns.c.conversation_id == conversation_id)
                .order_by(turns.c.asked_at)
            ).all()
            ids = [row.id for row in rows]
            events = _grouped(
                connection,
                select(turn_events)
                .where(turn_events.c.school_id == school_id, turn_events.c.turn_id.in_(ids))
                .order_by(turn_events.c.id),
            )
            verdicts = _grouped(
                connection,
                select(decisions)
                .where(decisions.c.school_id == school_id, decisions.c.turn_id.in_(ids))
                .order_by(decisions.c.id),
            )
        return [_turn(row, events.get(row.id, []), verdicts.get(row.id, [])) for row in rows]

    def _summaries(self, school_id: SchoolId, condition, limit: int) -> list[ConversationSummary]:
        first = (
            select(turns.c.question)
            .where(turns.c.school_id == school_id, turns.c.conversation_id == conversations.c.id)
            .order_by(turns.c.asked_at)
            .limit(1)
            .scalar_subquery()
        )
        count = (
            select(func.count())
            .select_from(turns)
            .where(turns.c.school_id == school_id, turns.c.conversation_id == conversations.c.id)
            .scalar_subquery()
        )
        query = (
            select(conversations, people.c.name, first.label("title"), count.label("turns"))
            .join(people, people.c.id == conversations.c.student_id)
            .where(conversations.c.school_id == school_id, condition)
            .order_by(conversations.c.last_at.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            return [_summary(row) for row in connection.execute(query)]


def _grouped(connection: Connection, query) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in connection.execute(query):
        grouped.setdefault(row.turn_id, []).append(row)
    return grouped


def _summary(row: Row) -> ConversationSummary:
    return ConversationSummary(
        row.id, row.student_id, row.name, row.class_id, row.started_at, row.last_at, row.title or "", row.turns
    )


def _turn(row: Row, events: Sequence[Row], verdicts: Sequence[Row]) -> TranscriptTurn:
    return TranscriptTurn(
        id=row.id,
        asked_at=row.asked_at,
        language=row.language,
        question=row.question,
        hidden=tuple(row.hidden),
        events=tuple(TurnEvent(event.id, event.name, event.data) for event in events),
        move=Move(row.move) if row.move else None,
        outcome=Outcome(row.outcome) if row.outcome else None,
        helped=row.helped,
        decisions=tuple(
            Decision(d.guard, Action(d.action), Category(d.category), d.rule, d.score, d.view) for d in verdicts
        ),
    )
