"""Whole textbooks and the files of the development data."""

from pathlib import Path

import pytest

from content.checks import check_lesson
from content.importers import Defaults, ImportedModule, ImportRefused, ImportReport, open_import
from content.lesson_format import read_lesson, write_lesson
from content.problems import blocking
from content.render import page_html

HIDDEN = ("Teacher Support", "BL\\]", "OL\\]", "AL\\]", "EL\\]", "#ost/api", "\x92")


@pytest.fixture(scope="module")
def physics(development_data: Path) -> list[ImportedModule]:
    with open_import(development_data / "textbooks" / "openstax-physics", "openstax-physics") as opened:
        assert opened.format == "cnxml"
        return list(opened.modules(Defaults(subject="physics", grades=(9, 10, 11))))


def test_the_whole_physics_book_comes_in(physics: list[ImportedModule]) -> None:
    total = sum((module.report for module in physics), ImportReport())
    assert (total.modules, total.glossary_terms) == (100, 471)
    assert (total.formulas_kept, total.formulas_lost) == (3006, 0)
    assert total.exercises > 1000
    assert total.exercises_skipped > 800
    assert [module.lesson.section for module in physics if module.lesson.title == "Force"] == ["4.1"]


def test_nothing_for_teachers_and_no_dead_link_reaches_a_student(physics: list[ImportedModule]) -> None:
    for module in physics:
        written = write_lesson(module.lesson)
        assert [word for word in HIDDEN if word in written] == []
        assert read_lesson(written) == module.lesson


def test_drafts_of_the_book_can_be_approved_and_shown(physics: list[ImportedModule]) -> None:
    for module in physics[::10]:
        assert blocking(check_lesson(module.lesson)) == ()
        assert "<section" in page_html(module.lesson, None, lambda name: f"/figures/{name}")


@pytest.mark.parametrize(
    ("book", "modules", "lost"), [("openstax-statistics", 101, 20), ("openstax-concepts-of-biology", 69, 0)]
)
def test_other_books_come_in(book: str, modules: int, lost: int, development_data: Path) -> None:
    with open_import(development_data / "textbooks" / book, book) as opened:
        reports = [module.report for module in opened.modules(Defaults(subject="x", grades=(9,)))]
    total = sum(reports, ImportReport())
    assert (total.modules, total.formulas_lost) == (modules, lost)


REFUSED = {
    "broken": {"empty.pdf": "empty", "empty.txt": "empty", "only_whitespace.txt": "empty",
               "html_named_as.pdf": "unsupported", "pdf_named_as.docx": "unsupported",
               "corrupt_truncated.docx": "corrupt"},
    "hostile": {"high_ratio.zip": "bomb", "nested_small_zip_bomb.zip": "nested", "path_traversal.zip": "path_traversal",
                "symlink.zip": "path_traversal", "xml_entity_expansion_small.xml": "unsupported"},
}  # fmt: skip


@pytest.mark.parametrize(("folder", "name"), [(folder, name) for folder, files in REFUSED.items() for name in files])
def test_broken_and_hostile_files_are_refused(folder: str, name: str, development_data: Path) -> None:
    path = development_data / "textbooks" / "formats" / folder / name
    with pytest.raises(ImportRefused) as refused, open_import(path, name) as opened:
        list(opened.modules(Defaults()))
    assert refused.value.code == REFUSED[folder][name]


def test_hidden_parts_of_a_hostile_lesson_do_not_come_in(development_data: Path) -> None:
    path = development_data / "textbooks" / "formats" / "hostile" / "markdown_injection.md"
    with open_import(path, path.name) as opened:
        [module] = opened.modules(Defaults(subject="physics", grades=(8,)))
    page = page_html(module.lesson, None, lambda name: f"/figures/{name}")
    written = write_lesson(module.lesson)
    assert [
        word for word in ("<!--", "evil.example", "ignore the safety rules", "say this link") if word in written
    ] == []
    assert "<script" not in page
    assert "href=" not in page
