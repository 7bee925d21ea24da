"""An editor's work: judging versions, approving many, uploading books, trying the search."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from content.model import Figure, LessonId, Status, Unit, UnitKind, VersionId
from storage.outbox import Job
from tests.integration.http.conftest import APPROVED_VERSION, DENSITY, DRAFT_VERSION
from tests.integration.http.service import FakedService
from tests.integration.http.staff import PASSWORD, Staff, login, words
from tests.integration.http.widget import Widget
from tests.samples import AT, EDITOR, SCHOOL
from tutor.people import Role
from tutor.worker import Worker

NEXT_VERSION = VersionId("physics-7-density@en.2")
BROKEN_VERSION = VersionId("physics-7-broken@en.1")


@pytest.fixture
def editor(client: TestClient) -> Staff:
    return Staff(client, login(Role.EDITOR))


def _status(service: FakedService, version: VersionId) -> Status:
    return service.lessons.summary(SCHOOL.id, version).status


def _step(editor: Staff, version: VersionId, step: str, seen: str):
    page = f"/editor/lessons/{version}"
    return editor.send(f"{page}/{step}", page, seen=seen)


def test_a_version_walks_the_whole_path_and_shows_who_moved_it(editor: Staff, service: FakedService) -> None:
    for step, seen, leads_to in (
        ("submit", "draft", Status.IN_REVIEW),
        ("send_back", "in_review", Status.DRAFT),
        ("approve", "draft", Status.APPROVED),
        ("retire", "approved", Status.RETIRED),
    ):
        answer = _step(editor, DRAFT_VERSION, step, seen)
        assert answer.status_code == 200
        assert _status(service, DRAFT_VERSION) is leads_to
    assert "retired Оқушы 1" in words(answer)
    assert "index" in {job.topic for job in _jobs(service)}


def test_the_second_of_two_editors_learns_who_decided_and_when(editor: Staff, service: FakedService) -> None:
    page = f"/editor/lessons/{DRAFT_VERSION}"
    token = editor.csrf(page)
    service.lessons.take_step(SCHOOL.id, DRAFT_VERSION, "approve", EDITOR, AT)
    answer = editor.browser.post(f"{page}/approve", data={"csrf": token, "seen": "draft"})
    assert answer.status_code == 409
    assert "already been decided" in words(answer)
    assert "01.09.2026 13:00" in words(answer), "08:00 in Greenwich is 13:00 in Almaty"
    assert "As the student sees it" in words(answer)


def test_a_decision_about_another_state_than_was_seen_is_not_carried_out(editor: Staff, service: FakedService) -> None:
    service.lessons.take_step(SCHOOL.id, DRAFT_VERSION, "submit", EDITOR, AT)
    service.lessons.take_step(SCHOOL.id, DRAFT_VERSION, "send_back", EDITOR, AT)
    assert _step(editor, DRAFT_VERSION, "approve", "in_review").status_code == 409
    assert _status(service, DRAFT_VERSION) is Status.DRAFT


def test_an_unknown_step_does_not_exist(editor: Staff) -> None:
    assert _step(editor, DRAFT_VERSION, "delete", "draft").status_code == 404


@pytest.fixture
def broken(service: FakedService) -> VersionId:
    """A draft that the checks do not let through: its only task gives no answer."""
    empty = replace(DENSITY, id=LessonId("physics-7-broken"), title="Broken", units=(), tasks=())
    service.publisher.add_drafts(SCHOOL.id, [(empty, ())], EDITOR, AT)
    return BROKEN_VERSION


def test_a_version_with_errors_cannot_be_approved(editor: Staff, service: FakedService, broken: VersionId) -> None:
    assert "cannot be approved while it has errors" in editor.read(f"/editor/lessons/{broken}")
    assert _step(editor, broken, "approve", "draft").status_code == 409
    assert _status(service, broken) is Status.DRAFT


@pytest.mark.parametrize(
    "fields", [{"scope": "selected", "version": [DRAFT_VERSION, BROKEN_VERSION]}, {"scope": "all", "status": "draft"}]
)
def test_many_are_approved_at_once_and_those_with_errors_named(
    editor: Staff, service: FakedService, broken: VersionId, fields: dict[str, object]
) -> None:
    answer = editor.send("/editor/approve", "/editor", **fields)
    assert "Versions approved: 1." in words(answer)
    assert "they have errors: Broken" in words(answer)
    assert (_status(service, DRAFT_VERSION), _status(service, broken)) == (Status.APPROVED, Status.DRAFT)


def test_a_version_shows_what_changed_since_the_one_before(editor: Staff, service: FakedService) -> None:
    oil = replace(DENSITY.units[2], text="Oil floats on water because its density is smaller, 0,92 g/cm³.")
    changed = replace(DENSITY, units=(*DENSITY.units[:2], oil, *DENSITY.units[3:]))
    service.publisher.add_drafts(SCHOOL.id, [(changed, ())], EDITOR, AT)
    page = editor.open(f"/editor/lessons/{NEXT_VERSION}").text
    assert "<del>0,9 </del><ins>0,92 </ins>" in page
    assert "Changes since version 1" in page
    _step(editor, NEXT_VERSION, "approve", "draft")
    assert _status(service, APPROVED_VERSION) is Status.RETIRED


def test_a_picture_that_an_import_lacks_is_replaced_by_its_description(editor: Staff, service: FakedService) -> None:
    figures = (
        Unit("here", UnitKind.FIGURE, "Here.", attributes={"src": "here.png", "alt": "a scale"}),
        Unit("gone", UnitKind.FIGURE, "Gone.", attributes={"src": "gone.png", "alt": "a spring"}),
    )
    drawn = replace(DENSITY, units=(*DENSITY.units, *figures))
    service.publisher.add_drafts(SCHOOL.id, [(drawn, (Figure("here.png", "image/png", b"\x89PNG"),))], EDITOR, AT)
    page = editor.open(f"/editor/lessons/{NEXT_VERSION}").text
    picture = re.search(r'<img src="([^"]+)" alt="a scale">', page)
    assert picture
    assert editor.open(picture[1]).status_code == 200
    assert '<p class="alt">a spring</p>' in page


def test_answers_and_hints_are_shown_to_the_editor(editor: Staff) -> None:
    page = editor.read(f"/editor/lessons/{APPROVED_VERSION}")
    assert "Answer 7,8 g/cm³" in page
    assert "Write what is known." in page


def _jobs(service: FakedService) -> Iterator[Job]:
    while job := service.outbox.take(AT.replace(year=2100)):
        yield job


def _upload(editor: Staff, content: bytes, name: str = "lesson.md", **fields: str):
    form = {"csrf": editor.csrf("/editor/imports"), **fields}
    return editor.browser.post("/editor/import", data=form, files={"file": (name, content)})


def test_an_upload_waits_for_the_worker_under_a_masked_name(editor: Staff, service: FakedService) -> None:
    answer = _upload(editor, b"# Ice\n\nIce floats.", "Айгерим 7.md", subject="physics", grades="7, 8")
    assert answer.status_code == 200
    assert "hidden: name 1 7.md" in words(answer)
    assert 'http-equiv="refresh"' in answer.text
    job = next(job for job in _jobs(service) if job.topic == "import")
    assert (job.payload["subject"], job.payload["grades"]) == ("physics", [7, 8])
    stored = service.settings.folder / "uploads" / job.payload["import"]
    assert stored.read_bytes() == b"# Ice\n\nIce floats."


@pytest.mark.parametrize(
    ("name", "book"), [("Айгерим 7.md", "7"), ("Ice and water.md", "Ice and water"), ("Айгерим.md", "⟨PERSON_1⟩")]
)
def test_a_book_that_does_not_name_itself_is_called_as_its_file_was(
    editor: Staff, service: FakedService, name: str, book: str
) -> None:
    _upload(editor, b"Ice floats on water because its density is smaller.", name, subject="physics", grades="7")
    Worker(service).drain()
    (state,) = service.imports.recent(SCHOOL.id)
    assert (state.status, state.report["drafts"]) == ("finished", 1)
    (added,) = [one for one in service.lessons.summaries(SCHOOL.id) if one.book != DENSITY.book]
    assert (added.book, added.title) == (book, book)


@pytest.mark.parametrize(
    ("fields", "content", "status"),
    [({"csrf": "guessed"}, b"x", 403), ({}, b"x" * (2**20 + 1), 413), ({}, b"", 422)],
    ids=["token", "large", "empty"],
)
def test_an_upload_that_cannot_be_taken_says_why_and_leaves_nothing(
    client: TestClient, service: FakedService, fields: dict[str, str], content: bytes, status: int
) -> None:
    service.settings = service.settings.model_copy(update={"upload_limit_bytes": 2**20})
    answer = _upload(Staff(client, login(Role.EDITOR)), content, **fields)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert list((service.settings.folder / "uploads").iterdir()) == []
    assert service.imports.recent(SCHOOL.id) == []


def test_a_question_shows_the_passages_it_finds(editor: Staff) -> None:
    page = editor.read("/editor/search?question=What+is+density%3F")
    assert "A student would be answered" in page
    assert "Density is the mass of a unit volume of a substance." in page
    assert "would be told that the lessons do not cover this" in editor.read("/editor/search?question=zzz+qqq")


def test_what_students_asked_in_vain_reaches_the_editor_without_names(student: Widget, editor: Staff) -> None:
    student.ask("zzz qqq xxx")
    page = editor.read("/editor/not-covered")
    assert "zzz qqq xxx" in page
    assert "Оқушы 1" not in page.replace("Оқушы 1 Lesson editor", "")


def test_a_wrong_password_is_answered_on_the_page(client: TestClient) -> None:
    answer = Staff(client).browser.post("/sign-in", data={"login": login(Role.EDITOR), "password": PASSWORD + "?"})
    assert answer.status_code == 401
    assert login(Role.EDITOR) in answer.text
