"""Which sources a class uses, and what a question of its students knows of them."""

from dataclasses import replace

from content.model import Lesson, LessonId, VersionId
from storage.audit import AuditStore
from storage.conversations import ConversationStore
from storage.database import Database
from storage.lessons import LessonStore
from storage.people import PeopleStore
from storage.sources import OWN, SourceStore
from tests.samples import AT, OTHER_SCHOOL, SCHOOL, lesson, person
from tutor.dialogue.model import Context, ConversationId, Question, TurnId
from tutor.language import Language
from tutor.people import ClassId, Role, School, SchoolClass

EDITOR, TEACHER = person(1, Role.EDITOR).id, person(1, Role.TEACHER).id
CLASS = ClassId("class-school-1")


def titled(book: str, name: str, language: Language = "en", grades: tuple[int, ...] = (7,)) -> Lesson:
    return replace(lesson(language, grades=grades), id=LessonId(name), book=book)


def approve(database: Database, *lessons: Lesson, school: School = SCHOOL) -> None:
    store = LessonStore(database)
    for one in lessons:
        version_id = store.add_draft(school.id, one, [], EDITOR, AT)
        assert version_id
        store.take_step(school.id, version_id, "approve", EDITOR, AT)


def school_class(database: Database) -> SchoolClass:
    return PeopleStore(database).classes_of(SCHOOL.id)[0]


def context(database: Database, school: School = SCHOOL) -> Context:
    student = PeopleStore(database).student(school.id, person(1, school=school).id)
    assert student
    question = Question(TurnId("turn"), ConversationId("conversation"), student, "?", "en")
    return ConversationStore(database).load_context(question, AT)


def test_a_book_in_several_languages_is_one_source_and_lessons_without_a_book_are_the_schools_own(
    two_schools: Database,
) -> None:
    approve(
        two_schools,
        titled("Physics 7", "force"),
        titled("Физика 7", "force", "ru"),
        titled("Физика 7", "motion", "ru"),
        titled("Biology 7", "leaf"),
        titled("", "excursion"),
        titled("", "force", "kk"),
        titled("Physics 9", "waves", grades=(9,)),
    )
    found = SourceStore(two_schools).available(school_class(two_schools))
    assert [(source.book, dict(source.titles), sorted(source.lessons)) for source in found] == [
        (OWN, {}, ["excursion"]),
        ("Biology 7", {"en": "Biology 7"}, ["leaf"]),
        ("Physics 7", {"en": "Physics 7", "ru": "Физика 7"}, ["force", "motion"]),
    ]
    assert {"force@en.1", "force@kk.1", "force@ru.1", "motion@ru.1"} == found[2].versions


def test_a_question_knows_the_sources_of_its_class_in_their_order(two_schools: Database) -> None:
    approve(two_schools, titled("Physics 7", "force"), titled("", "excursion"), titled("Biology 7", "leaf"))
    store = SourceStore(two_schools)
    assert context(two_schools).sources == ()
    store.choose(SCHOOL.id, CLASS, ["Physics 7", OWN], TEACHER, AT)
    assert store.chosen(SCHOOL.id, CLASS) == ("Physics 7", OWN)
    assert context(two_schools).sources == (frozenset({"force@en.1"}), frozenset({"excursion@en.1"}))
    store.choose(SCHOOL.id, CLASS, [OWN], TEACHER, AT)
    assert context(two_schools).sources == (frozenset({"excursion@en.1"}),)


def test_a_choice_outlives_new_versions_and_new_translations_of_its_book(two_schools: Database) -> None:
    approve(two_schools, titled("Физика 7", "force", "ru"))
    SourceStore(two_schools).choose(SCHOOL.id, CLASS, ["Физика 7"], TEACHER, AT)
    approve(two_schools, titled("Physics 7", "force"), replace(titled("Физика 7", "force", "ru"), title="Новое"))
    assert context(two_schools).sources == (frozenset({"force@en.1", "force@ru.2"}),)


def test_a_source_whose_lessons_are_all_retired_prefers_nothing(two_schools: Database) -> None:
    approve(two_schools, titled("Physics 7", "force"))
    SourceStore(two_schools).choose(SCHOOL.id, CLASS, ["Physics 7"], TEACHER, AT)
    LessonStore(two_schools).take_step(SCHOOL.id, VersionId("force@en.1"), "retire", EDITOR, AT)
    assert context(two_schools).sources == ()


def test_what_a_class_uses_stands_in_the_audit_and_is_unknown_to_another_school(two_schools: Database) -> None:
    approve(two_schools, titled("Physics 7", "force"), school=OTHER_SCHOOL)
    store = SourceStore(two_schools)
    store.choose(SCHOOL.id, CLASS, ["Physics 7"], TEACHER, AT)
    entry = AuditStore(two_schools).entries(SCHOOL.id)[0]
    assert (entry.action, entry.subject, entry.details) == ("class.sources", CLASS, {"books": ["Physics 7"]})
    assert store.chosen(OTHER_SCHOOL.id, CLASS) == ()
    assert store.available(school_class(two_schools)) == []
    assert context(two_schools, OTHER_SCHOOL).sources == ()
