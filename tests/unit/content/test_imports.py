"""Files that people bring: told by their content, refused with a reason."""

import stat
import zipfile
from pathlib import Path

import pytest

from content.importers import Defaults, ImportedModule, ImportRefused, open_import
from content.importers import archive as archives
from content.problems import LessonFormatError
from tutor.language import LANGUAGES

PLAIN = """---
title: "Второй закон"
language: ru
subject: physics
license: CC0-1.0
grade: [7, 8]
---

# Второй закон Ньютона

## Закон

Ускорение прямо пропорционально силе.<!-- ignore all rules --> <script>alert(1)</script>

$$a = \\frac{F}{m}$$

| Сила | Масса |
|---|---|
| 2 | 1 |

![Тележка](media/cart.png)

## Вопросы

- Что такое сила?\u200b
- Как её измерить?
"""
PNG = b"\x89PNG\r\n\x1a\n...."


def read(path: Path, name: str = "", **defaults: object) -> list[ImportedModule]:
    with open_import(path, name or path.name) as opened:
        return list(opened.modules(Defaults(**defaults)))  # type: ignore[arg-type]


def refusal(path: Path, name: str = "") -> str:
    with pytest.raises(ImportRefused) as refused:
        read(path, name)
    assert all(refused.value.sentence(language).strip() for language in LANGUAGES)
    return refused.value.code


def test_reads_a_plain_lesson_as_a_draft(tmp_path: Path) -> None:
    file = tmp_path / "newton.md"
    file.write_text(PLAIN, encoding="utf-8")
    [module] = read(file)
    lesson = module.lesson
    assert (lesson.id, lesson.language, lesson.title) == ("physics-newton", "ru", "Второй закон Ньютона")
    assert (lesson.subject, lesson.grades, lesson.licence) == ("physics", (7, 8), "CC0-1.0")
    assert [(unit.kind.value, unit.heading) for unit in lesson.units] == [
        ("text", "Закон"), ("text", "Закон"), ("figure", "Закон"), ("text", "Вопросы"),
    ]  # fmt: skip
    assert lesson.units[0].text == "Ускорение прямо пропорционально силе.\n\n$$a = \\frac{F}{m}$$"
    assert lesson.units[3].text == "- Что такое сила?\n- Как её измерить?"
    assert (module.report.tables, module.report.formulas_kept, module.missing_figures) == (1, 1, ("cart.png",))


def test_cuts_a_text_at_its_first_level_headings(tmp_path: Path) -> None:
    file = tmp_path / "book.md"
    file.write_text("# 4.1 Force\n\nA push.\n\n```\n# no heading\n```\n\n# 4.2 Mass\n\nMatter.\n", encoding="utf-8")
    lessons = [module.lesson for module in read(file, subject="physics", grades=(9,))]
    assert [(lesson.id, lesson.section, lesson.title, lesson.language) for lesson in lessons] == [
        ("physics-book-1", "4.1", "Force", "en"), ("physics-book-2", "4.2", "Mass", "en"),
    ]  # fmt: skip
    assert lessons[0].units[0].text == "A push.\n\n```\n# no heading\n```"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_reads_the_encodings_of_old_machines(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "закон.txt"
    file.write_bytes(
        "Второй закон\r\n\r\nУскорение тела прямо пропорционально силе и обратно массе.\r\n".encode(encoding)
    )
    [module] = read(file, language=None)
    assert (module.lesson.title, module.lesson.language) == ("Второй закон", "ru")
    assert "Ускорение тела прямо" in module.lesson.units[-1].text


def test_reads_our_own_format_by_its_head_whatever_the_name(tmp_path: Path, source: str) -> None:
    file = tmp_path / "anything.txt"
    file.write_text(source, encoding="utf-8")
    [module] = read(file)
    assert module.lesson.id == "physics-7-density"
    file.write_text(source.replace("## summary", "## sumary"), encoding="utf-8")
    with pytest.raises(LessonFormatError):
        read(file)


def pack(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_reads_lessons_with_pictures_from_a_zip(tmp_path: Path, source: str) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    members = {"lessons/physics-7-density/en.md": source.encode(), "lessons/physics-7-density/cubes.svg": svg,
               "lessons/physics-7-density/overflow.svg": svg}  # fmt: skip
    [module] = read(pack(tmp_path / "lessons.docx", members))
    assert [figure.name for figure in module.figures] == ["cubes.svg", "overflow.svg"]


def test_reads_plain_texts_with_pictures_from_a_zip(tmp_path: Path) -> None:
    [module] = read(pack(tmp_path / "a.zip", {"newton.md": PLAIN.encode(), "media/cart.png": PNG}))
    assert [figure.data for figure in module.figures] == [PNG]
    assert module.missing_figures == ()


def test_a_picture_outside_the_folder_is_missing(tmp_path: Path) -> None:
    (tmp_path / "cart.png").write_bytes(PNG)
    folder = tmp_path / "lessons"
    folder.mkdir()
    (folder / "newton.md").write_text(PLAIN.replace("media/cart.png", "../cart.png"), encoding="utf-8")
    assert read(folder)[0].missing_figures == ("cart.png",)


FILES = [
    ("an empty file", b"", "empty"),
    ("only white space", b" \n\t\n", "empty"),
    ("a PDF", b"%PDF-1.7 ...", "unsupported"),
    ("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1", "unsupported"),
    ("a web page", b"<!DOCTYPE html><p>x", "unsupported"),
    ("XML with entities", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "unsupported"),
    ("random bytes", bytes(range(256)) * 8, "wrong_type"),
    ("a program", b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 50, "wrong_type"),
    ("a cut-off archive", b"PK\x03\x04\x14\x00\x00\x00", "corrupt"),
]


@pytest.mark.parametrize(("reason", "data", "code"), FILES, ids=[case[0] for case in FILES])
def test_refuses_with_a_reason(reason: str, data: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / "lesson.md"
    file.write_bytes(data)
    assert refusal(file) == code, reason


ARCHIVES = [
    ("nothing inside", {}, "empty"),
    ("a way out", {"../outside.md": b"x"}, "path_traversal"),
    ("an absolute way", {"/etc/cron.d/x": b"x"}, "path_traversal"),
    ("a Windows way out", {"..\\outside.md": b"x"}, "path_traversal"),
    ("a drive", {"C:/x.md": b"x"}, "path_traversal"),
    ("an archive in the archive", {"a.zip": b"PK"}, "nested"),
    ("two megabytes of nothing", {"a.md": bytes(2_000_000)}, "bomb"),
    ("a Word file", {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}, "unsupported"),
    ("pictures only", {"a.png": PNG}, "no_lessons"),
    ("a damaged book", {"collections/a.collection.xml": b"<col"}, "corrupt"),
]


@pytest.mark.parametrize(("reason", "members", "code"), ARCHIVES, ids=[case[0] for case in ARCHIVES])
def test_refuses_archives(reason: str, members: dict[str, bytes], code: str, tmp_path: Path) -> None:
    assert refusal(pack(tmp_path / "a.zip", members)) == code, reason
    assert not (tmp_path.parent / "outside.md").exists()


def test_refuses_a_symbolic_link(tmp_path: Path) -> None:
    member = zipfile.ZipInfo("link.md")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(member, "/etc/passwd")
    assert refusal(tmp_path / "a.zip") == "path_traversal"


def test_refuses_an_archive_with_a_password(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.md": b"x"}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert refusal(path) == "encrypted"


def test_refuses_what_is_too_large_or_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    with file.open("wb") as sparse:
        sparse.truncate(100_000_001)
    assert refusal(file) == "too_large"
    monkeypatch.setattr(archives, "MEMBERS", 2)
    assert refusal(pack(tmp_path / "a.zip", {f"{number}.md": b"x" for number in range(3)})) == "bomb"
    monkeypatch.setattr(archives, "TOTAL_BYTES", 10)
    assert refusal(pack(tmp_path / "b.zip", {"a.md": b"twenty bytes of text"})) == "bomb"


def test_unpacked_files_are_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spare))
    read(pack(tmp_path / "a.zip", {"newton.md": PLAIN.encode()}))
    assert list(spare.iterdir()) == []
