"""The real application over real databases; only the models are stand-ins."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from content.model import Figure, LessonId, Unit, UnitKind, VersionId
from storage.database import Database
from tests.integration.http.service import FakedService, SwitchedGuards
from tests.integration.http.widget import Widget
from tests.samples import AT, EDITOR, OTHER_SCHOOL, SCHOOL, lesson
from tutor.http.app import create_app
from tutor.settings import Settings

_STORY = """Archimedes lived in Syracuse. The king gave a smith a bar of gold for a crown.
The crown weighed as much as the bar.
Yet the king thought that the smith had kept some gold and added silver. Archimedes lowered the crown into a full bath.
It pushed out more water than the bar did. So its volume was larger, and its density was smaller than that of gold.
The smith ran away at night. The king gave Archimedes a garden for his answer.
He is said to have run through the streets.
"""
_SAMPLE = lesson()
_SECOND_TASK = replace(
    _SAMPLE.tasks[0], key="oak", text="Oak of 10 cm³ has a mass of 7 g. Find its density.", answer="0,7"
)
DENSITY = replace(
    _SAMPLE,
    units=(*_SAMPLE.units, Unit("story", UnitKind.TEXT, _STORY)),
    tasks=(*_SAMPLE.tasks, _SECOND_TASK),
)
DRAFT = replace(DENSITY, id=LessonId("physics-7-draft"), title="Not decided yet")
RETIRED = replace(DENSITY, id=LessonId("physics-7-retired"), title="An older page")
FOREIGN = replace(DENSITY, id=LessonId("physics-7-foreign"), title="Of the other school")
PICTURE = Figure("jar.svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
APPROVED_VERSION = VersionId("physics-7-density@en.1")
DRAFT_VERSION = VersionId("physics-7-draft@en.1")
RETIRED_VERSION = VersionId("physics-7-retired@en.1")
FOREIGN_VERSION = VersionId("physics-7-foreign@en.1")


@pytest.fixture
def guards() -> Iterator[SwitchedGuards]:
    made = SwitchedGuards()
    yield made
    made.let_through()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings.model_validate({"folder": tmp_path / "ustaz", "database_url": database_url})


@pytest.fixture
def unindexed(two_schools: Database, settings: Settings, guards: SwitchedGuards) -> Iterator[FakedService]:
    """Two schools with lessons in every state, and no search index yet."""
    assert two_schools.is_usable()
    service = FakedService(settings, guards)
    for school, lessons in ((SCHOOL, (DENSITY, DRAFT, RETIRED)), (OTHER_SCHOOL, (FOREIGN,))):
        service.publisher.add_drafts(school.id, [(one, (PICTURE,)) for one in lessons], EDITOR, AT)
    for school, version in ((SCHOOL, APPROVED_VERSION), (SCHOOL, RETIRED_VERSION), (OTHER_SCHOOL, FOREIGN_VERSION)):
        service.lessons.take_step(school.id, version, "approve", EDITOR, AT)
    service.lessons.take_step(SCHOOL.id, RETIRED_VERSION, "retire", EDITOR, AT)
    yield service
    service.close()


@pytest.fixture
def service(unindexed: FakedService) -> FakedService:
    """The two schools with their lessons indexed."""
    for school in (SCHOOL, OTHER_SCHOOL):
        unindexed.publisher.index(school.id)
    unindexed.warm()
    return unindexed


@pytest.fixture
def client(service: FakedService) -> Iterator[TestClient]:
    with TestClient(create_app(service), raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def student(client: TestClient) -> Widget:
    return Widget(client)
