from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from content.model import LessonId
from guardrails.verdict import Action, Category, Decision, Verdict
from storage.conversations import ConversationStore
from storage.database import Database
from storage.inbox import InboxStore
from storage.outbox import Outbox
from storage.people import PeopleStore
from storage.transcripts import TranscriptStore
from tests.samples import AT, OTHER_SCHOOL, SCHOOL, person
from tutor.dialogue.model import (
    ClosedTurn,
    ConversationId,
    Move,
    OpenedTurn,
    Outcome,
    Question,
    SealedEntry,
    TurnEvent,
    TurnId,
)
from tutor.dialogue.ports import NotYours, TurnAlreadyAsked

ALLOWED = Verdict((Decision("topics", Action.ALLOW),))
ALARM = Verdict((Decision("wellbeing", Action.SUPPORT_ALERT, Category.SELF_HARM, "direct"),))


@pytest.fixture
def turns(two_schools: Database) -> ConversationStore:
    return ConversationStore(two_schools)


def test_a_turn_is_stored_masked_with_its_verdict_and_vault_entries(
    turns: ConversationStore, two_schools: Database
) -> None:
    question = _question(two_schools)
    turns.open_turn(_opened(question, entries=(SealedEntry("⟨PERSON_1⟩", "key", "PERSON", b"sealed", AT),)))
    context = turns.load_context(replace(question, turn_id=TurnId(str(uuid4()))), AT)
    assert context.placeholders == {"key": "⟨PERSON_1⟩"}
    assert [turn.question for turn in context.past] == ["masked question"]
    [turn] = TranscriptStore(two_schools).turns(SCHOOL.id, question.conversation_id)
    assert turn.decisions == ALLOWED.decisions
    with two_schools.read() as connection:
        assert question.text not in str(connection.exec_driver_sql("SELECT * FROM turns").all())


def test_the_same_turn_id_is_opened_once(turns: ConversationStore, two_schools: Database) -> None:
    question = _question(two_schools)
    turns.open_turn(_opened(question))
    with pytest.raises(TurnAlreadyAsked):
        turns.open_turn(_opened(question))
    with pytest.raises(TurnAlreadyAsked):
        turns.load_context(question, AT)


def test_nobody_else_gets_into_a_conversation(turns: ConversationStore, two_schools: Database) -> None:
    mine = _question(two_schools)
    turns.open_turn(_opened(mine))
    for number, school in ((2, SCHOOL), (1, OTHER_SCHOOL)):
        student = PeopleStore(two_schools).student(school.id, person(number, school=school).id)
        assert student
        with pytest.raises(NotYours):
            turns.load_context(replace(mine, student=student, turn_id=TurnId(str(uuid4()))), AT)
    assert turns.owner(OTHER_SCHOOL.id, mine.turn_id) is None
    assert turns.events(OTHER_SCHOOL.id, mine.turn_id) == []


def test_events_are_replayed_after_the_last_one_seen(turns: ConversationStore, two_schools: Database) -> None:
    question = _question(two_schools)
    turns.open_turn(_opened(question))
    events = [TurnEvent(number, "block", {"n": number, "html": "тығыздық"}) for number in (1, 2, 3)]
    for event in events:
        turns.add_event(SCHOOL.id, question.turn_id, event)
    assert turns.events(SCHOOL.id, question.turn_id, after=1) == events[1:]


def test_an_event_stored_by_a_try_that_seemed_lost_is_stored_once(
    turns: ConversationStore, two_schools: Database
) -> None:
    question = _question(two_schools)
    turns.open_turn(_opened(question))
    for _ in range(2):
        turns.add_event(SCHOOL.id, question.turn_id, TurnEvent(1, "block", {"n": 1}))
    assert len(turns.events(SCHOOL.id, question.turn_id)) == 1
    with pytest.raises(IntegrityError):
        turns.add_event(SCHOOL.id, TurnId("nobody asked this"), TurnEvent(1, "block", {}))


def test_a_turn_left_open_by_a_crash_is_found_and_closed(turns: ConversationStore, two_schools: Database) -> None:
    question = _question(two_schools)
    turns.open_turn(_opened(question))
    assert turns.unfinished(SCHOOL.id) == [question.turn_id]
    turns.interrupt(SCHOOL.id, question.turn_id, TurnEvent(1, "error", {"code": "interrupted"}), AT)
    assert turns.unfinished(SCHOOL.id) == []
    assert turns.is_finished(SCHOOL.id, question.turn_id)


def test_an_alert_is_raised_with_the_turn_and_leaves_a_job(turns: ConversationStore, two_schools: Database) -> None:
    question = _question(two_schools)
    turns.open_turn(_opened(question, alert=True))
    inbox, classes = InboxStore(two_schools), [question.student.school_class.id]
    [alert] = inbox.open_alerts(SCHOOL.id, classes)
    assert (alert.student, alert.category) == ("Оқушы 1", Category.SELF_HARM)
    job = Outbox(two_schools).take(AT)
    assert job
    assert job.topic == "alert"
    teacher = person(1).id
    assert not inbox.acknowledge(OTHER_SCHOOL.id, alert.id, classes, teacher, AT)
    assert not inbox.acknowledge(SCHOOL.id, alert.id, [], teacher, AT)
    assert inbox.acknowledge(SCHOOL.id, alert.id, classes, teacher, AT)
    assert not inbox.acknowledge(SCHOOL.id, alert.id, classes, teacher, AT)
    assert inbox.open_alerts(SCHOOL.id, classes) == []


def test_a_teachers_reply_comes_back_into_the_thread_once(turns: ConversationStore, two_schools: Database) -> None:
    question = _question(two_schools)
    turns.open_turn(_opened(question))
    turns.add_event(SCHOOL.id, question.turn_id, TurnEvent(1, "done", {}))
    inbox, class_id = InboxStore(two_schools), question.student.school_class.id
    inbox.ask_teacher(SCHOOL.id, question.turn_id, class_id, AT)
    inbox.ask_teacher(SCHOOL.id, question.turn_id, class_id, AT)
    assert [one.question for one in inbox.questions(SCHOOL.id, [class_id])] == ["masked question"]
    block = {"kind": "teacher_reply", "html": "<p>Because.</p>"}
    assert inbox.reply(SCHOOL.id, question.turn_id, "Because.", block, person(1).id, AT)
    assert not inbox.reply(SCHOOL.id, question.turn_id, "Again.", block, person(1).id, AT)
    assert [event.name for event in turns.events(SCHOOL.id, question.turn_id)] == ["done", "block"]
    assert inbox.questions(SCHOOL.id, [class_id]) == []


def test_what_was_not_covered_is_counted_by_its_words(turns: ConversationStore, two_schools: Database) -> None:
    for _ in range(2):
        question = _question(two_schools)
        turns.open_turn(_opened(question))
        closed = ClosedTurn(
            question.turn_id,
            Outcome.NOT_COVERED,
            Move.HAND_OVER,
            (),
            LessonId("nearest"),
            (ALLOWED,),
            AT + timedelta(1),
        )
        turns.close_turn(SCHOOL.id, closed)
    [asked] = InboxStore(two_schools).not_covered(SCHOOL.id)
    assert (asked.question, asked.times, asked.nearest_lesson) == ("masked question", 2, "nearest")
    assert InboxStore(two_schools).not_covered(OTHER_SCHOOL.id) == []


def _question(database: Database) -> Question:
    student = PeopleStore(database).student(SCHOOL.id, person(1).id)
    assert student
    return Question(TurnId(str(uuid4())), ConversationId(str(uuid4())), student, "менің атым Айгерім", "kk")


def _opened(question: Question, *, entries: tuple[SealedEntry, ...] = (), alert: bool = False) -> OpenedTurn:
    verdict = ALARM if alert else ALLOWED
    return OpenedTurn(
        question, "masked question", ("PERSON",), "kk", verdict, entries, Category.SELF_HARM if alert else None, AT
    )
