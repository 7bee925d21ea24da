"""Lessons in folders: one Markdown file per language beside its figures."""

from collections.abc import Iterator
from pathlib import Path

from content.figures import LARGEST_BYTES, FigureRefused, read_figure
from content.lesson_format import read_lesson
from content.model import Figure, Lesson, UnitKind
from content.problems import LessonFormatError, Problem
from tutor.language import LANGUAGES

LARGEST_LESSON_BYTES = 1_000_000


def lesson_files(path: Path) -> list[Path]:
    """The files ``kk.md``, ``ru.md`` and ``en.md`` anywhere under ``path``, in order; or ``path`` itself, a file."""
    if path.is_file():
        return [path]
    names = {f"{language}.md" for language in LANGUAGES}
    return sorted(file for file in path.rglob("*.md") if file.name in names)


def read_folder(path: Path) -> list[tuple[Lesson, tuple[Figure, ...]]]:
    """Every lesson under ``path`` with its pictures; raises `LessonFormatError` with all problems of all files."""
    problems: list[Problem] = []
    lessons = [(lesson, figures) for _, lesson, figures in _each(path, problems)]
    if problems:
        raise LessonFormatError(problems)
    return lessons


def _each(path: Path, problems: list[Problem]) -> Iterator[tuple[Path, Lesson, tuple[Figure, ...]]]:
    for file in lesson_files(path):
        try:
            lesson = read_lesson(read_source(file), str(file))
            yield file, lesson, read_figures(lesson, file.parent)
        except LessonFormatError as fault:
            problems += [problem.in_file(str(file)) for problem in fault.problems]


def read_source(file: Path) -> str:
    """A lesson file as text; raises `LessonFormatError` when it is no UTF-8 or too large."""
    if file.stat().st_size > LARGEST_LESSON_BYTES:
        raise LessonFormatError([Problem(1, "file_too_large", file=str(file))])
    data = file.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise LessonFormatError([Problem(line, "not_utf8", file=str(file))]) from None


def read_figures(lesson: Lesson, folder: Path) -> tuple[Figure, ...]:
    """The pictures the lesson's figure units name; raises `LessonFormatError` for missing or refused ones."""
    figures: dict[str, Figure] = {}
    problems: list[Problem] = []
    for unit in lesson.units:
        if unit.kind is UnitKind.FIGURE and (name := unit.attributes["src"]) not in figures:
            try:
                figures[name] = _figure(folder, name)
            except FigureRefused as refused:
                values = {"src": name, "detail": refused.detail}
                problems.append(Problem(0, refused.code, values, unit=unit.key))
    if problems:
        raise LessonFormatError(problems)
    return tuple(figures.values())


def _figure(folder: Path, name: str) -> Figure:
    file = folder / name
    if not file.is_file() or file.is_symlink():
        raise FigureRefused("figure_missing")
    if file.stat().st_size > LARGEST_BYTES:
        raise FigureRefused("figure_too_large")
    return read_figure(name, file.read_bytes())
