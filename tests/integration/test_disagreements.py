"""What two sources say differently, from the index to the editor's decision."""

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from content.model import Lesson, Unit, UnitKind, VersionId
from guardrails.pipeline import Pipeline
from storage.audit import AuditStore
from storage.database import Database
from storage.disagreements import DisagreementStore
from storage.lessons import LessonStore
from tests.fakes import FakeEncoder, FakeGuards
from tests.integration.test_sources import approve, titled
from tests.samples import AT, OTHER_SCHOOL, SCHOOL, person
from tutor.people import Role
from tutor.publishing.line import Publisher

EDITOR = person(1, Role.EDITOR).id
SAID = "The Kazakh Khanate was founded in {} by Kerei and Janibek."


def told(book: str, name: str, year: int, beginning: str = "") -> Lesson:
    unit = Unit("founding", UnitKind.FACT, f"{beginning}{SAID.format(year)}")
    return replace(titled(book, name), units=(unit,), tasks=(), terms=())


@pytest.fixture
def publisher(two_schools: Database, tmp_path: Path) -> Publisher:
    guards = cast(Pipeline, FakeGuards())
    store = DisagreementStore(two_schools)
    return Publisher(LessonStore(two_schools), store, guards, FakeEncoder(), tmp_path)


@pytest.fixture
def store(two_schools: Database, publisher: Publisher) -> DisagreementStore:
    """Two books that disagree, indexed."""
    approve(two_schools, told("History", "khanate", 1465), told("Atlas", "khanate-map", 1466))
    publisher.index(SCHOOL.id)
    return DisagreementStore(two_schools)


def versions(store: DisagreementStore) -> list[tuple[VersionId, VersionId]]:
    return [(one.first.version_id, one.second.version_id) for one in store.waiting(SCHOOL.id)]


def test_indexing_puts_a_disagreement_of_two_sources_into_the_editors_queue_once(
    store: DisagreementStore, publisher: Publisher
) -> None:
    publisher.index(SCHOOL.id)
    assert versions(store) == [("khanate@en.1", "khanate-map@en.1")]
    assert store.waiting(OTHER_SCHOOL.id) == []


def test_what_was_dismissed_stays_so_also_for_a_new_version_that_says_the_same(
    store: DisagreementStore, publisher: Publisher, two_schools: Database
) -> None:
    (found,) = store.waiting(SCHOOL.id)
    assert not store.dismiss(OTHER_SCHOOL.id, found.id, EDITOR, AT)
    assert store.dismiss(SCHOOL.id, found.id, EDITOR, AT)
    assert not store.dismiss(SCHOOL.id, found.id, EDITOR, AT)
    approve(two_schools, told("Atlas", "khanate-map", 1466, "Look at the map. "))
    publisher.index(SCHOOL.id)
    assert versions(store) == []
    deeds = [one for one in AuditStore(two_schools).entries(SCHOOL.id) if one.action == "disagreement.dismiss"]
    assert [(one.subject, one.details) for one in deeds] == [
        (found.id, {"first": "khanate@en.1", "second": "khanate-map@en.1"})
    ]


def test_an_open_entry_follows_to_the_new_version(
    store: DisagreementStore, publisher: Publisher, two_schools: Database
) -> None:
    approve(two_schools, told("Atlas", "khanate-map", 1466, "Look at the map. "))
    assert versions(store) == []
    publisher.index(SCHOOL.id)
    assert versions(store) == [("khanate@en.1", "khanate-map@en.2")]


def test_retiring_one_lesson_settles_it(store: DisagreementStore, two_schools: Database) -> None:
    LessonStore(two_schools).take_step(SCHOOL.id, VersionId("khanate-map@en.1"), "retire", EDITOR, AT)
    assert versions(store) == []


def test_a_corrected_version_settles_it_and_leaves_nothing_behind(
    store: DisagreementStore, publisher: Publisher, two_schools: Database
) -> None:
    (found,) = store.waiting(SCHOOL.id)
    approve(two_schools, told("Atlas", "khanate-map", 1465))
    publisher.index(SCHOOL.id)
    assert versions(store) == []
    assert not store.dismiss(SCHOOL.id, found.id, EDITOR, AT)
