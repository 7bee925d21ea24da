"""Lessons in folders."""

from pathlib import Path

import pytest

from content.folder import read_folder
from content.problems import LessonFormatError

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


@pytest.fixture
def folder(tmp_path: Path, source: str) -> Path:
    lesson = tmp_path / "physics-7-density"
    lesson.mkdir()
    (lesson / "en.md").write_text(source, encoding="utf-8")
    (lesson / "cubes.svg").write_bytes(SVG)
    (lesson / "overflow.svg").write_bytes(SVG)
    (tmp_path / "README.md").write_text("not a lesson", encoding="utf-8")
    return tmp_path


def test_reads_lessons_with_their_pictures(folder: Path) -> None:
    [(lesson, figures)] = read_folder(folder)
    assert lesson.title == "Density"
    assert [figure.name for figure in figures] == ["cubes.svg", "overflow.svg"]
    assert figures[0].data == SVG


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda lesson: (lesson / "cubes.svg").unlink(), "figure_missing"),
        (lambda lesson: (lesson / "cubes.svg").write_bytes(b"<svg onload='x'"), "svg_broken"),
        (lambda lesson: (lesson / "ru.md").write_bytes("урок".encode("cp1251")), "not_utf8"),
        (lambda lesson: (lesson / "ru.md").write_bytes(b"x" * 1_000_001), "file_too_large"),
    ],
)
def test_names_the_file_that_cannot_be_read(folder: Path, spoil, code: str) -> None:
    spoil(folder / "physics-7-density")
    with pytest.raises(LessonFormatError) as refused:
        read_folder(folder)
    assert code in {problem.code for problem in refused.value.problems}
    assert all("physics-7-density" in problem.file for problem in refused.value.problems)


def test_a_picture_is_not_followed_out_of_the_folder(folder: Path) -> None:
    secret = folder / "secret.svg"
    secret.write_bytes(SVG)
    picture = folder / "physics-7-density" / "cubes.svg"
    picture.unlink()
    picture.symlink_to(secret)
    with pytest.raises(LessonFormatError):
        read_folder(folder)
