from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from content.model import Figure, Status, VersionId
from retrieval.chunking import passages_of
from storage.audit import AuditStore
from storage.conversations import approved_versions
from storage.database import Database
from storage.lessons import AlreadyDecided, LessonNotFound, LessonStore
from storage.outbox import Outbox
from tests.samples import AT, OTHER_SCHOOL, SCHOOL, lesson, person
from tutor.people import Role

EDITOR = person(1, Role.EDITOR).id
FIRST = VersionId("physics-7-density@en.1")
SECOND = VersionId("physics-7-density@en.2")


def test_a_draft_becomes_searchable_only_when_approved(two_schools: Database) -> None:
    store = LessonStore(two_schools)
    assert store.add_draft(SCHOOL.id, lesson(), [], EDITOR, AT) == FIRST
    assert _approved(two_schools) == frozenset()
    store.take_step(SCHOOL.id, FIRST, "approve", EDITOR, AT)
    assert _approved(two_schools) == {FIRST}
    store.take_step(SCHOOL.id, FIRST, "retire", EDITOR, AT)
    assert _approved(two_schools) == frozenset()


def test_importing_the_same_text_again_makes_no_new_version(two_schools: Database) -> None:
    store = LessonStore(two_schools)
    store.add_draft(SCHOOL.id, lesson(), [], EDITOR, AT)
    assert store.add_draft(SCHOOL.id, lesson(), [], EDITOR, AT) is None
    assert store.add_draft(SCHOOL.id, lesson(title="Density!"), [], EDITOR, AT) == SECOND


def test_approving_a_new_version_retires_the_old_one_and_keeps_it_readable(two_schools: Database) -> None:
    store = LessonStore(two_schools)
    store.add_draft(SCHOOL.id, lesson(), [], EDITOR, AT)
    store.take_step(SCHOOL.id, FIRST, "approve", EDITOR, AT)
    store.add_draft(SCHOOL.id, lesson(title="Density!"), [], EDITOR, AT)
    assert store.take_step(SCHOOL.id, SECOND, "approve", EDITOR, AT) == (SECOND, FIRST)
    assert _approved(two_schools) == {SECOND}
    assert store.summary(SCHOOL.id, FIRST).status is Status.RETIRED
    assert store.lesson(SCHOOL.id, FIRST) == lesson()


def test_of_two_editors_approving_at_once_the_second_is_told_who_was_first(two_schools: Database) -> None:
    store = LessonStore(two_schools)
    store.add_draft(SCHOOL.id, lesson(), [], EDITOR, AT)
    store.take_step(SCHOOL.id, FIRST, "approve", EDITOR, AT)
    with pytest.raises(AlreadyDecided) as caught:
        store.take_step(SCHOOL.id, FIRST, "approve", person(1, Role.TEACHER).id, AT)
    assert (caught.value.status, caught.value.by, caught.value.at) == (Status.APPROVED, "Оқушы 1", AT)


def test_another_school_sees_nothing_of_it(two_schools: Database) -> None:
    store = LessonStore(two_schools)
    store.add_draft(SCHOOL.id, lesson(), [Figure("a.svg", "image/svg+xml", b"<svg/>")], EDITOR, AT)
    assert store.summaries(OTHER_SCHOOL.id) == []
    assert store.figure(SCHOOL.id, FIRST, "a.svg").data == b"<svg/>"
    for read in (
        lambda: store.lesson(OTHER_SCHOOL.id, FIRST),
        lambda: store.summary(OTHER_SCHOOL.id, FIRST),
        lambda: store.figure(OTHER_SCHOOL.id, FIRST, "a.svg"),
        lambda: store.take_step(OTHER_SCHOOL.id, FIRST, "approve", EDITOR, AT),
    ):
        with pytest.raises(LessonNotFound):
            read()


def test_lessons_of_a_higher_grade_are_out_of_scope(two_schools: Database) -> None:
    store = LessonStore(two_schools)
    store.add_draft(SCHOOL.id, lesson(grades=(8, 9)), [], EDITOR, AT)
    store.take_step(SCHOOL.id, FIRST, "approve", EDITOR, AT)
    assert _approved(two_schools, grade=7) == frozenset()
    assert _approved(two_schools, grade=8) == {FIRST}


def test_passages_are_stored_once_and_the_database_refuses_to_change_them(two_schools: Database) -> None:
    store = LessonStore(two_schools)
    store.add_draft(SCHOOL.id, lesson(), [], EDITOR, AT)
    store.keep_passages(SCHOOL.id, FIRST, passages_of(lesson(), FIRST))
    store.keep_passages(SCHOOL.id, FIRST, passages_of(replace(lesson(), title="x"), FIRST))
    with pytest.raises(DBAPIError, match="append-only"), two_schools.write() as connection:
        connection.exec_driver_sql("UPDATE passages SET text = 'changed'")


def test_every_step_is_in_the_audit_which_nobody_can_change(two_schools: Database) -> None:
    store = LessonStore(two_schools)
    store.add_draft(SCHOOL.id, lesson(), [], EDITOR, AT)
    store.take_step(SCHOOL.id, FIRST, "approve", EDITOR, AT)
    assert [entry.action for entry in AuditStore(two_schools).entries(SCHOOL.id)][:2] == [
        "lesson.approve",
        "lesson.add",
    ]
    for statement in ("UPDATE audit SET action = 'nothing'", "DELETE FROM audit"):
        with pytest.raises(DBAPIError, match="append-only"), two_schools.write() as connection:
            connection.exec_driver_sql(statement)


def test_approving_leaves_one_job_for_the_index(two_schools: Database) -> None:
    store, outbox = LessonStore(two_schools), Outbox(two_schools)
    store.add_draft(SCHOOL.id, lesson(), [], EDITOR, AT)
    store.take_step(SCHOOL.id, FIRST, "approve", EDITOR, AT)
    store.take_step(SCHOOL.id, FIRST, "retire", EDITOR, AT)
    job = outbox.take(AT)
    assert job
    assert (job.topic, job.school_id) == ("index", SCHOOL.id)
    assert outbox.take(AT) is None


def _approved(database: Database, grade: int = 7) -> frozenset[VersionId]:
    with database.read() as connection:
        return approved_versions(connection, SCHOOL.id, grade)
