"""All findings on the lessons of a folder, each with its file and line."""

import unicodedata
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from content.checks.translations import check_translations
from content.folder import lesson_files, read_figures, read_source
from content.lesson_format import read_lesson, unit_lines
from content.model import Lesson
from content.problems import LessonFormatError, Problem, Severity, error


def check_folder(path: Path) -> list[Problem]:
    """Check every lesson under ``path`` and its language versions against one another."""
    files = lesson_files(path)
    if not files:
        return [error("no_lessons").in_file(str(path))]
    problems: list[Problem] = []
    versions: dict[Path, list[tuple[Lesson, dict[str, int]]]] = defaultdict(list)
    for file in files:
        found, version = _file(file)
        problems += [problem.in_file(str(file)) for problem in found]
        if version:
            versions[file.parent].append(version)
    if path.is_dir():
        problems += [problem for folder, read in versions.items() for problem in _versions(folder, read)]
    return sorted(problems, key=lambda problem: (problem.file, problem.line))


def _file(file: Path) -> tuple[list[Problem], tuple[Lesson, dict[str, int]] | None]:
    from content.checks import check_lesson

    try:
        source = read_source(file)
        found = _spelling(source)
        lesson = read_lesson(source, str(file))
    except LessonFormatError as fault:
        return list(fault.problems), None
    lines = unit_lines(source)
    found += _place(file, lesson)
    found += check_lesson(lesson)
    try:
        read_figures(lesson, file.parent)
    except LessonFormatError as fault:
        found += fault.problems
    return [problem.in_file(str(file), lines) for problem in found], (lesson, lines)


def _spelling(source: str) -> list[Problem]:
    """What reading forgives but other programs may not: byte-order mark, carriage returns, decomposed letters."""
    found = [("bom", 1)] if source.startswith("\ufeff") else []
    if "\r" in source:
        found.append(("carriage_return", source[: source.index("\r")].count("\n") + 1))
    for number, line in enumerate(source.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            found.append(("not_nfc", number))
            break
    return [Problem(line, code, severity=Severity.ADVICE) for code, line in found]


def _place(file: Path, lesson: Lesson) -> list[Problem]:
    found = []
    if file.stem != lesson.language:
        found.append(error("file_language", language=lesson.language, file=file.name))
    if file.parent.name != lesson.id:
        found.append(error("folder_name", lesson=lesson.id, folder=file.parent.name))
    return found


def _versions(folder: Path, read: list[tuple[Lesson, dict[str, int]]]) -> list[Problem]:
    lines = {f"{lesson.language}.md": at for lesson, at in read}
    placed = []
    for problem in check_translations([lesson for lesson, _ in read]):
        at = problem.in_file(problem.file, lines.get(problem.file))
        placed.append(replace(at, file=str(folder / at.file)))
    return placed
