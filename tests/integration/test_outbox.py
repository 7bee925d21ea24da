from datetime import timedelta

from storage.database import Database
from storage.outbox import LEASE, MOST_TRIES, Outbox
from tests.samples import AT, SCHOOL


def test_a_job_is_held_by_one_worker_at_a_time_and_done_once(two_schools: Database) -> None:
    outbox = Outbox(two_schools)
    outbox.put(SCHOOL.id, "import", {"path": "a"}, AT)
    job = outbox.take(AT)
    assert job is not None
    assert outbox.take(AT) is None
    outbox.finish(job, AT)
    assert outbox.take(AT + LEASE * 2) is None


def test_a_job_whose_worker_died_is_taken_again_after_its_lease(two_schools: Database) -> None:
    outbox = Outbox(two_schools)
    outbox.put(SCHOOL.id, "import", {}, AT)
    assert outbox.take(AT)
    assert outbox.take(AT + LEASE - timedelta(seconds=1)) is None
    assert outbox.take(AT + LEASE + timedelta(seconds=1))


def test_a_job_that_always_fails_is_given_up(two_schools: Database) -> None:
    outbox = Outbox(two_schools)
    outbox.put(SCHOOL.id, "import", {}, AT)
    at = AT
    for _ in range(MOST_TRIES):
        job = outbox.take(at)
        assert job
        outbox.give_back(job, at)
        at += timedelta(seconds=1)
    assert outbox.take(at) is None


def test_a_restart_frees_what_was_held(two_schools: Database) -> None:
    outbox = Outbox(two_schools)
    outbox.put(SCHOOL.id, "index", {}, AT)
    assert outbox.take(AT)
    assert outbox.renew() == 1
    assert outbox.take(AT)
