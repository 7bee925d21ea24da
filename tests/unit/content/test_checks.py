"""What is said about lessons that are not yet good."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from content.checks import check_folder, check_lesson, is_imported
from content.checks.__main__ import main
from content.lesson_format import read_lesson
from content.model import Unit, UnitKind
from content.problems import Severity, blocking
from tests.samples import lesson
from tutor.language import LANGUAGES
from tutor.texts import area

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


def found(source: str) -> set[str]:
    return {problem.code for problem in check_lesson(read_lesson(source))}


def without(source: str, heading: str) -> str:
    return re.sub(rf"## {heading} .*?(?=\n## |\Z)", "", source, flags=re.DOTALL)


def test_a_complete_lesson_has_no_findings(source: str) -> None:
    assert check_lesson(read_lesson(source)) == []


MISSING = [
    ("definition", "no_kind"), ("plain_words", "no_kind"), ("worked_example", "no_kind"), ("summary", "no_kind"),
    ("explanation {#deep", "no_depth"), ("figure {#cubes", "few_figures"), ("task {#oak-1", "few_tasks"),
    ("contrast", "no_contrast"), ("cause", "no_cause"), ("misconception", "no_misconception"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "code"), MISSING)
def test_names_the_part_that_is_missing(source: str, heading: str, code: str) -> None:
    assert found(without(source, heading)) == {code}


CHANGED = [
    ("no aliases", "aliases: [a, b, c, d, e]", "aliases: [a]", "few_aliases"),
    ("no gloss", "gloss: how much matter", "gloss: ''", "no_gloss"),
    ("no Kazakh name", "kk: тығыздық, ", "", "term_names"),
    ("a term twice", "key: mass", "key: density", "duplicate_term"),
    ("no book", 'book: "Physics 7"', "book: ''", "empty_key"),
    ("no alternative text", 'alt="Two cubes on scales"', 'alt=""', "no_attribute"),
    ("no wrong answer", ' betrayed_by="the bigger piece is denser"', "", "no_attribute"),
    ("a long definition", "**Density** is", "**Density** " + "very " * 60 + "is", "long_block"),
    ("begins with it", "Density depends on", "It depends on", "orphan"),
    ("begins with therefore", "Density depends on", "Therefore the density depends on", "orphan"),
    ("a point in a formula", "5400 : 2", "5400 : 2.0", "point_formula"),
    ("a point in prose", "a mass of 5400 kg", "a mass of 5400.5 kg", "point"),
    ("a point in an answer", 'answer="600"', 'answer="600.5"', "point_answer"),
    ("tan for tg", "5400 : 2", r"\tan\alpha : 2", "tangent"),
    ("a formula nobody can set", "5400 : 2", r"\ce{H2O}", "formula"),
    ("a Latin letter in a Cyrillic word", "Density depends", "Dеnsity depends", "mixed_script"),
    ("four hints", "5. $\\rho = 300 : 0{,}5$. Work it out.\n", "", "hints"),
    ("a hint that says the answer", "4. Divide 300 kg by the volume.", "4. It is 600 kg/m³.", "hint_answer"),
    ("no solution", "### solution\n$\\rho = \\frac{300}{0{,}5} = 600$ kg/m³.\n", "", "no_solution"),
    ("a solution without the answer", "= 600$", "= 601$", "solution_answer"),
    ("an unknown skill", "skill=physics.density", "skill=physics.mass", "task_skill"),
    ("a skill in a circle", "title: find", "requires: [physics.density]\n    title: find", "skill_circle"),
    ("an answer not among the choices", "### hints", "### choices\n- 500\n- 700\n\n### hints", "choice_missing"),
    ("a stray $$", "The iron cube", "The $$ $ $$ iron cube", "stray_dollars"),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "old", "new", "code"), CHANGED, ids=[case[0] for case in CHANGED])
def test_notices(reason: str, old: str, new: str, code: str, source: str) -> None:
    assert old in source
    assert code in found(source.replace(old, new)), reason


ALLOWED = [
    ("a section number", "a mass of 5400 kg", "a mass (see 7.2.2.11) of 5400 kg"),
    ("the given number in a hint", "4. Divide 300 kg by the volume.", "4. Put in 300 and 0,5."),
    ("a word that begins like a pronoun", "Density depends", "Items differ: density depends"),
    ("a formula of Latin letters in a Cyrillic word's place", "Density depends on", "Density $d$ depends on"),
    ("a year in brackets", "Iron is denser", "Iron (Fe) is denser"),
]


@pytest.mark.parametrize(("reason", "old", "new"), ALLOWED, ids=[case[0] for case in ALLOWED])
def test_lets_pass(reason: str, old: str, new: str, source: str) -> None:
    assert found(source.replace(old, new)) == set(), reason


KAZAKH = (
    "Тығыздық заттың бірлік көлемінің массасы қандай екенін көрсетеді, "
    "сондықтан темір ағаштан ауыр болып келеді және батады"
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (KAZAKH, None),
        (KAZAKH.translate(str.maketrans("ғқіңөұүәһ", "ғқіңoұүәh")), "mixed_script"),
        (KAZAKH.translate(str.maketrans("ғқіңөұүәһ", "гкиноууах")), "no_kazakh_letters"),
        (KAZAKH.replace("і", "i"), "mixed_script"),
        (KAZAKH.replace("ң", "ҥ"), "foreign_letter"),
        (
            "Density is the mass of a unit volume and it tells how tightly the matter of a body is packed there",
            "wrong_language",
        ),
    ],
)
def test_knows_kazakh_by_its_letters(text: str, code: str | None, source: str) -> None:
    lesson = source.replace("language: en", "language: kk").replace(
        "Density depends on the mass of the particles", text
    )
    codes = {problem.code for problem in check_lesson(read_lesson(lesson)) if problem.unit == "deep"}
    assert codes == ({code} if code else set())


def test_asks_less_of_a_textbook(source: str) -> None:
    lesson = read_lesson(
        re.sub(r"## .*", "## text {#only}\nLengths of 3.5 m and $\\\\ce{x}$.", source, flags=re.DOTALL)
    )
    assert is_imported(lesson)
    problems = check_lesson(lesson)
    assert {problem.code for problem in problems} == {"formula"}
    assert blocking(problems) == ()


def write(folder: Path, name: str, source: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(source, encoding="utf-8", newline="")
    for picture in ("cubes.svg", "overflow.svg"):
        (folder / picture).write_bytes(SVG)


def test_a_finding_in_a_folder_has_its_file_and_line(tmp_path: Path, source: str) -> None:
    folder = tmp_path / "physics-7-density"
    write(folder, "en.md", source.replace("Density depends on", "It depends on"))
    [problem] = [problem for problem in check_folder(tmp_path) if problem.code == "orphan"]
    assert problem.file == str(folder / "en.md")
    assert "## explanation {#deep" in (folder / "en.md").read_text(encoding="utf-8").split("\n")[problem.line - 1]


@pytest.mark.parametrize(
    ("name", "spoil", "code"),
    [
        ("en.md", lambda s: "\ufeff" + s, "bom"),
        ("en.md", lambda s: s.replace("\n", "\r\n"), "carriage_return"),
        ("en.md", lambda s: s.replace("Density is", "De\u0301nsity is", 1), "not_nfc"),
        ("ru.md", lambda s: s, "file_language"),
        ("en.md", lambda s: s.replace("lesson: physics-7-density", "lesson: physics-7-mass"), "folder_name"),
        ("en.md", lambda s: s.replace("cubes.svg", "cube.svg"), "figure_missing"),
        ("en.md", lambda s: s.replace("## summary", "## sumary"), "unknown_kind"),
    ],
)
def test_notices_in_files(name: str, spoil, code: str, tmp_path: Path, source: str) -> None:
    write(tmp_path / "physics-7-density", name, spoil(source))
    assert code in {problem.code for problem in check_folder(tmp_path)}


def test_an_empty_folder_is_a_finding(tmp_path: Path) -> None:
    assert [problem.code for problem in check_folder(tmp_path)] == ["no_lessons"]


def test_the_command_prints_lines_and_fails_only_on_errors(tmp_path: Path, source: str, capsys) -> None:
    write(tmp_path / "physics-7-density", "en.md", source)
    assert main([str(tmp_path)]) == 0
    assert main([str(tmp_path), "--strict"]) == 1
    out = capsys.readouterr().out
    assert "en.md:1: advice: The lesson has no version in kk." in out
    write(tmp_path / "physics-7-density", "en.md", without(source, "summary"))
    assert main([str(tmp_path), "--lang", "ru"]) == 1
    assert "В уроке нет блока вида summary." in capsys.readouterr().out


def test_every_finding_the_code_makes_has_its_sentence() -> None:
    package = Path(__file__).parents[3] / "content"
    source = "\n".join(file.read_text(encoding="utf-8") for file in package.rglob("*.py"))
    makers = r"(?:\berror|\badvice|FigureRefused|ImportRefused|Problem\([^()\"]*(?:\([^()]*\))?[^()\"]*,)"
    codes = set(re.findall(makers + r"\(?\s*\"([a-z_0-9]+)\"", source)) - {"content"}
    sentences = {key.partition("_")[2] for key in area("content") if key.startswith(("problem_", "import_"))}
    assert len(codes) > 60
    assert codes <= sentences


def test_every_sentence_of_the_area_is_in_all_languages() -> None:
    assert [
        key for key, entry in area("content").items() if not all(entry.get(language) for language in LANGUAGES)
    ] == []
    assert Severity.ERROR in Severity


def test_imported_prose_without_a_licence_is_pointed_out_and_can_be_approved() -> None:
    imported = replace(lesson(), licence="", units=(Unit("prose", UnitKind.TEXT, "Su — kanshama."),))
    found = [problem for problem in check_lesson(imported) if problem.values.get("key") == "licence"]
    assert [problem.severity for problem in found] == [Severity.ADVICE]
