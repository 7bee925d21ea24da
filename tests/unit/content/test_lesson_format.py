"""Reading and writing the lesson format."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.lesson_format import ATTRIBUTES, LessonFormatError, Problem, read_lesson, unit_lines, write_lesson
from content.model import Lesson, LessonId, Objective, Skill, Task, Term, Unit, UnitKind
from tutor.language import LANGUAGES


def problems_of(source: str) -> list[tuple[int, str]]:
    with pytest.raises(LessonFormatError) as refused:
        read_lesson(source, "en.md")
    return [(problem.line, problem.code) for problem in refused.value.problems]


def test_reads_the_lesson_of_the_documentation() -> None:
    document = (Path(__file__).parents[3] / "docs" / "lesson-format.md").read_text(encoding="utf-8")
    fences = [part.partition("\n") for part in document.split("```")[1::2]]
    lesson = read_lesson("".join(body for kind, _, body in fences if kind in {"yaml", "markdown"}), "en.md")
    assert [unit.kind.value for unit in lesson.units][:3] == ["definition", "explanation", "formula"]
    assert len(lesson.tasks[0].hints) == 5
    assert lesson.tasks[0].answer_unit == "kg/m³"


def test_writes_what_it_reads(source: str) -> None:
    lesson = read_lesson(source)
    assert read_lesson(write_lesson(lesson)) == lesson


@pytest.mark.parametrize(
    "spoil", [lambda s: "\ufeff" + s, lambda s: s.replace("\n", "\r\n"), lambda s: s.replace("й", "и\u0306")]
)
def test_a_file_from_a_windows_editor_reads_the_same(spoil, source: str) -> None:
    russian = source.replace("Density tells", "Плотный — какой")
    assert read_lesson(spoil(russian)) == read_lesson(russian)


HEAD = "---\nlesson: a-b\nlanguage: en\ntitle: T\nsubject: physics\ngrades: [7]\nlicence: CC0\n---\n"
BROKEN = [
    ("no head", "## text {#a}\nx\n", [(1, "no_head")]),
    ("head never closed", "---\nlesson: a\n", [(1, "head_open")]),
    ("a key twice", HEAD.replace("title: T", "title: T\ntitle: U"), [(5, "duplicate_key")]),
    ("a key we do not know", HEAD.replace("title: T", "title: T\ntitel: U"), [(5, "unknown_key")]),
    ("broken YAML", HEAD.replace("title: T", "title: a: b"), [(4, "yaml")]),
    ("a tab in YAML", HEAD.replace("title: T", "\ttitle: T"), [(4, "yaml")]),
    ("an alias", HEAD.replace("title: T", "title: &x T\nbook: *x"), [(2, "yaml_alias")]),
    ("a list for a text", HEAD.replace("title: T", "title: [T]"), [(4, "not_text"), (4, "empty_key")]),
    ("a text for a list", HEAD.replace("grades: [7]", "grades: 7"), [(6, "not_list")]),
    ("a grade that is none", HEAD.replace("[7]", "[seven]"), [(6, "grades")]),
    ("a language we do not speak", HEAD.replace("language: en", "language: de"), [(3, "language")]),
    ("a lesson id with capitals", HEAD.replace("a-b", "A b"), [(2, "lesson_id")]),
    ("a missing key", HEAD.replace("title: T\n", ""), [(1, "missing_key")]),
    ("terms that are texts", HEAD.replace("title: T", "title: T\nterms: [x]"), [(5, "not_tables")]),
    ("text before the first unit", HEAD + "hello\n", [(9, "text_before_units")]),
    ("a heading without braces", HEAD + "## text\nx\n", [(9, "braces")]),
    ("an unknown kind", HEAD + "## poem {#a}\nx\n", [(9, "unknown_kind")]),
    ("no key", HEAD + "## text {heading=x}\nx\n", [(9, "no_unit_key")]),
    ("a bad key", HEAD + "## text {#Ключ}\nx\n", [(9, "unit_key")]),
    ("two keys", HEAD + "## text {#a #b}\nx\n", [(9, "two_keys")]),
    ("an attribute twice", HEAD + "## text {#a rev=2 rev=3}\nx\n", [(9, "duplicate_attribute")]),
    ("an attribute we do not know", HEAD + "## text {#a depth=deep}\nx\n", [(9, "unknown_attribute")]),
    ("an open quotation mark", HEAD + '## text {#a heading="x}\nx\n', [(9, "attributes")]),
    ("a depth we do not know", HEAD + "## explanation {#a depth=abyss}\nx\n", [(9, "depth")]),
    ("a revision of words", HEAD + "## text {#a rev=new}\nx\n", [(9, "revision")]),
    ("the same key twice", HEAD + "## text {#a}\nx\n## text {#a}\ny\n", [(11, "duplicate_unit")]),
    ("an empty unit", HEAD + "## text {#a}\n\n## text {#b}\ny\n", [(9, "empty_unit")]),
    ("a figure from elsewhere", HEAD + "## figure {#a src=../x.svg alt=x}\nx\n", [(9, "figure_src")]),
    ("a formula never closed", HEAD + "## text {#a}\n$$x\n\n## text {#b}\ny\n", [(10, "unclosed")]),
    ("code never closed", HEAD + "## text {#a}\n```\n## text {#b}\ny\n", [(10, "unclosed")]),
    ("a control character", HEAD + "## text {#a}\nx\x92s\n", [(10, "character")]),
    ("a task without attributes", HEAD + "## task {#a}\nx\n", [(9, "task_attribute")] * 3),
    ("a difficulty of six", HEAD + "## task {#a difficulty=6 skill=s answer=1}\nx\n", [(9, "difficulty")]),
    (
        "an unknown section",
        HEAD + "## task {#a difficulty=1 skill=s answer=1}\nx\n### tips\ny\n",
        [(11, "task_section")],
    ),
    (
        "hints that are no list",
        HEAD + "## task {#a difficulty=1 skill=s answer=1}\nx\n### hints\ny\n",
        [(12, "not_item")],
    ),
]


@pytest.mark.parametrize(("reason", "broken", "expected"), BROKEN, ids=[case[0] for case in BROKEN])
def test_names_what_is_wrong_and_its_line(reason: str, broken: str, expected: list[tuple[int, str]]) -> None:
    assert [problem for problem in problems_of(broken) if problem in expected] == expected, reason


def test_says_every_problem_in_three_languages() -> None:
    for language in LANGUAGES:
        for _, broken, _ in BROKEN:
            with pytest.raises(LessonFormatError) as refused:
                read_lesson(broken, "en.md")
            for problem in refused.value.problems:
                sentence = problem.sentence(language)
                assert sentence.strip()
                assert "{" not in sentence.replace("{#", "").replace("{,}", "")


def test_a_heading_inside_code_or_a_formula_begins_no_unit() -> None:
    lesson = read_lesson(HEAD + "## text {#a}\n```\n## not a unit\n```\n$$\n## x\n$$\nend\n")
    assert [unit.key for unit in lesson.units] == ["a"]


def test_a_deeply_nested_head_is_refused_quickly() -> None:
    for nested in ("[" * 20_000, "{a: " * 10_000, "- " * 20_000, "? " * 20_000):
        assert problems_of(f"---\n{nested}\n---\n")[0][1] == "yaml"


def test_knows_the_line_of_every_unit() -> None:
    assert unit_lines(HEAD + "## text {#a}\nx\n\n## text {#b}\ny\n") == {"a": 9, "b": 12}


def test_a_problem_names_its_file() -> None:
    with pytest.raises(LessonFormatError, match=r"lessons/kk\.md:1: "):
        read_lesson("", "lessons/kk.md")
    assert Problem(3, "no_units").in_file("a.md").file == "a.md"


LINES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=40).map(
    lambda text: " ".join(normalize("NFC", text).split())
)
KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)


def block(text: str) -> str:
    return text.replace("#", "x").replace("`", "x").replace("~", "x").replace("$", "x").replace("\ufffd", "x")


TEXTS = st.lists(LINES.map(block), min_size=1, max_size=3).map("\n".join).map(str.strip).filter(bool)
ITEMS = TEXTS.map(lambda text: "\n".join(line.lstrip() for line in text.split("\n")).strip()).filter(bool)


@st.composite
def units(draw: st.DrawFn, key: str) -> Unit:
    kind = draw(st.sampled_from(list(UnitKind)))
    values = {"depth": st.sampled_from(["short", "deep"]), "src": st.just("a b.svg")}
    attributes = {name: draw(values.get(name, LINES)) for name in ATTRIBUTES.get(kind, ())}
    return Unit(key, kind, draw(TEXTS), draw(LINES), draw(st.integers(1, 9)), attributes)


@st.composite
def tasks(draw: st.DrawFn, key: str) -> Task:
    listed = st.lists(ITEMS, max_size=3).map(tuple)
    solution = draw(TEXTS | st.just(""))
    return Task(key, draw(TEXTS), draw(LINES), draw(st.integers(1, 5)), draw(KEYS), draw(listed), solution,
                draw(LINES), draw(listed), draw(st.integers(1, 9)))  # fmt: skip


@st.composite
def lessons(draw: st.DrawFn) -> Lesson:
    keys = draw(st.lists(KEYS, unique=True, min_size=4, max_size=4))
    filled = LINES.filter(bool)
    names = draw(st.dictionaries(st.sampled_from(LANGUAGES), LINES))
    return Lesson(
        LessonId(draw(st.from_regex(r"[a-z]{1,5}(-[a-z0-9]{1,4})?", fullmatch=True))), draw(st.sampled_from(LANGUAGES)),
        draw(filled), draw(filled), tuple(draw(st.lists(st.integers(1, 12), max_size=3))), draw(LINES), draw(LINES),
        draw(LINES), (draw(units(keys[0])), draw(units(keys[1]))), (draw(tasks(keys[2])), draw(tasks(keys[3]))),
        (Term(draw(KEYS), names, draw(LINES), tuple(draw(st.lists(LINES, max_size=2)))),),
        (Objective(draw(LINES), draw(LINES)),),
        (Skill(draw(KEYS), draw(LINES), tuple(draw(st.lists(KEYS, max_size=2)))),),
        draw(LINES), draw(LINES),
    )  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(lessons())
def test_any_lesson_survives_writing_and_reading(lesson: Lesson) -> None:
    assert read_lesson(write_lesson(lesson)) == lesson


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200).map(lambda text: HEAD + text) | st.text(max_size=300))
def test_wild_input_is_read_or_refused_with_lines(source: str) -> None:
    problems: tuple[Problem, ...] = (Problem(1, "read"),)
    try:
        read_lesson(source, "x.md")
    except LessonFormatError as refused:
        problems = refused.problems
    assert problems
    assert all(1 <= problem.line <= source.count("\n") + source.count("\r") + 2 for problem in problems)
