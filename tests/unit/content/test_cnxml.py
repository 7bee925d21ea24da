"""OpenStax books: a small book that holds one of everything."""

from pathlib import Path

import pytest

from content.importers.cnxml import is_book, read_book
from content.importers.report import ImportedModule
from content.lesson_format import read_lesson, write_lesson
from content.model import Lesson, UnitKind
from content.xml import XmlBroken

COLLECTION = """<col:collection xmlns:col="http://cnx.rice.edu/collxml" xmlns:md="http://cnx.rice.edu/mdml"
 authors="A. Author ,B. Author"><metadata><md:title>Physics</md:title><md:language>en</md:language>
<md:license url="http://creativecommons.org/licenses/by/4.0/">Attribution</md:license></metadata>
<col:content><col:module document="m0"/><col:subcollection><md:title>Forces</md:title><col:content>
<col:module document="m1"/><col:module document="m2"/><col:module document="gone"/>
</col:content></col:subcollection></col:content></col:collection>"""
MODULE = """<document xmlns="http://cnx.rice.edu/cnxml" xmlns:m="http://www.w3.org/1998/Math/MathML"{attributes}>
<title>{title}</title><content>{content}</content>{after}</document>"""
FORCE = """
<note class="learning-objectives"><title>Objectives</title>
<list><item>Draw a force</item></list></note>
<note class="os-teacher" id="t"><title>Teacher Support</title><para id="tp">[BL] Tell them.</para></note>
<note><title>Teacher Support</title><para>[OL] Unmarked.</para></note>
<section id="s1"><title>What force is</title>
<para id="p1"><term>Force</term> is a push, says
Newton\x92s law; see <link target-id="f1"/> and <link target-id="tab"/>.
It costs $5. <m:math><m:mi>F</m:mi><m:mo>=</m:mo><m:mi>m</m:mi><m:mi>a</m:mi></m:math> holds for m/s<sup>2</sup>.</para>
<equation id="e1"><m:math><m:mfrac><m:mi>F</m:mi><m:mi>m</m:mi></m:mfrac></m:math></equation>
<para id="p2">A lost one: <m:math><m:apply><m:ci>x</m:ci></m:apply></m:math>.</para>
<figure id="f1"><media id="md" alt="A  box"><image src="../../media/box one.png"/></media>
<caption>The box.</caption></figure>
<figure id="f2"><media alt="Gone"><image src="../../media/gone.jpg"/></media></figure>
<table id="tab"><tgroup cols="2"><thead><row><entry>a|b</entry><entry>c</entry></row></thead>
<tbody><row><entry>1</entry><entry><m:math><m:mi>x</m:mi></m:math></entry></row></tbody></tgroup></table>
<note class="worked-example" id="w"><title>A pull</title><exercise id="we"><problem><para>Find F.</para></problem>
<solution><title>Solution</title><para>F = 2 N.</para></solution></exercise></note>
<example id="ex"><para id="xp">For example, a door.</para></example></section>
<section id="s2" class="summary"><title>Section Summary</title>
<list id="l"><item>One.</item><item>Two.</item></list></section>
<section id="s3" class="key-equations"><title>Key Equations</title>
<table><tgroup cols="2"><tbody><row><entry>second law</entry>
<entry><m:math><m:mi>F</m:mi></m:math></entry></row></tbody></tgroup></table></section>
<section id="s4" class="references"><title>References</title><para>Somebody, 1999.</para></section>
<section id="s5"><title>Problems</title>
<exercise id="q1"><problem><para><link class="os-embed" url="#ost/api/ex/x"/></para></problem></exercise>
<exercise id="q2"><problem><!--<para><link url="#ost/api/ex/y"/></para>--><para>Which?</para>
<list list-type="enumerated" number-style="lower-alpha"><item>up</item><item>down</item></list></problem>
<solution><para>b</para></solution></exercise>
<exercise id="q3"><problem><para>How many?</para></problem>
<solution><para>12.5 N</para></solution></exercise></section>"""
GLOSSARY = '<glossary><definition id="d1"><term>force</term><meaning>a push or a pull</meaning></definition></glossary>'
PNG = b"\x89PNG\r\n\x1a\n...."


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "collections").mkdir()
    (tmp_path / "collections" / "physics.collection.xml").write_text(COLLECTION)
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "box one.png").write_bytes(PNG)
    write(tmp_path, "m0", "Preface", "<para id='p'>Welcome.</para>", ' class="preface"')
    write(tmp_path, "m1", "Introduction", "<para id='p'>Forces move us.</para>", ' class="introduction"')
    write(tmp_path, "m2", "Force", FORCE, after=GLOSSARY)
    return tmp_path


def write(book: Path, module: str, title: str, content: str, attributes: str = "", after: str = "") -> None:
    folder = book / "modules" / module
    folder.mkdir(parents=True, exist_ok=True)
    text = MODULE.format(attributes=attributes, title=title, content=content, after=after)
    (folder / "index.cnxml").write_text(text, encoding="utf-8")


@pytest.fixture
def module(book: Path) -> ImportedModule:
    return list(read_book(book, "physics", (9, 10)))[2]


def texts(lesson: Lesson, kind: UnitKind) -> list[str]:
    return [unit.text for unit in lesson.units if unit.kind is kind]


def test_follows_the_table_of_contents_and_tells_its_progress(book: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    lessons = [found.lesson for found in read_book(book, "physics", (9,), lambda *step: seen.append(step))]
    assert [(lesson.id, lesson.section, lesson.title) for lesson in lessons] == [
        ("physics-m0", "Preface", "Preface"), ("physics-m1", "1", "Forces"), ("physics-m2", "1.1", "Force"),
    ]  # fmt: skip
    assert seen[-1] == (3, 4, "Force")
    assert is_book(book)
    assert not is_book(book / "modules")


def test_says_where_the_text_comes_from(module: ImportedModule) -> None:
    lesson = module.lesson
    assert (lesson.book, lesson.licence, lesson.grades, lesson.language) == ("Physics", "CC-BY-4.0", (9, 10), "en")
    assert lesson.attribution == "A. Author, B. Author. Physics, OpenStax. Access for free at openstax.org."


def test_keeps_words_formulas_and_links(module: ImportedModule) -> None:
    [first] = [text for text in texts(module.lesson, UnitKind.TEXT) if "push" in text]
    assert first.startswith("**Force** is a push, says Newton’s law; see Figure 1.1 and Table 1.1.")
    assert r"It costs \$5. $F=ma$ holds for m/s²." in first
    assert "$$\\frac{F}{m}$$" in first
    assert module.lost_formulas == ("x",)


def test_gives_each_part_the_kind_its_markup_names(module: ImportedModule) -> None:
    lesson = module.lesson
    assert texts(lesson, UnitKind.DEFINITION) == ["**force** — a push or a pull"]
    assert texts(lesson, UnitKind.SUMMARY) == ["- One.\n- Two."]
    assert texts(lesson, UnitKind.FORMULA) == ["second law: $F$"]
    assert texts(lesson, UnitKind.WORKED_EXAMPLE) == ["Find F.\n\n**Solution**\n\nF = 2 N.", "For example, a door."]
    assert any(text.endswith("| a\\|b | c |\n| --- | --- |\n| 1 | $x$ |") for text in texts(lesson, UnitKind.TEXT))
    assert [objective.text for objective in lesson.objectives] == ["Draw a force"]
    assert [(term.names["en"], term.gloss) for term in lesson.terms] == [("force", "a push or a pull")]


def test_keeps_captions_of_pictures_that_are_missing(module: ImportedModule) -> None:
    figures = [unit for unit in module.lesson.units if unit.kind is UnitKind.FIGURE]
    assert [(figure.heading, figure.text) for figure in figures] == [("Figure 1.1", "The box."), ("Figure 1.2", "Gone")]
    assert figures[0].attributes == {"src": "box one.png", "alt": "A box"}
    assert [figure.data for figure in module.figures] == [PNG]
    assert module.missing_figures == ("gone.jpg",)


def test_takes_exercises_whose_text_is_here(module: ImportedModule) -> None:
    first, second = module.lesson.tasks
    assert (first.text, first.choices, first.answer, first.solution) == ("Which?", ("up", "down"), "down", "b")
    assert (second.text, second.answer, second.hints, second.difficulty) == ("How many?", "12.5 N", (), 3)
    assert first.skill == module.lesson.skills[0].id == "physics.m2"


def test_leaves_out_what_is_for_teachers_and_links_to_elsewhere(module: ImportedModule) -> None:
    written = write_lesson(module.lesson)
    assert not [word for word in ("Teacher", "BL", "OL", "#ost", "Somebody", "\x92") if word in written]


def test_counts_what_it_did(module: ImportedModule) -> None:
    report = module.report
    assert (report.formulas_kept, report.formulas_lost) == (4, 1)
    assert (report.tables, report.figures, report.figures_missing) == (1, 1, 1)
    assert (report.exercises, report.exercises_skipped, report.glossary_terms) == (2, 1, 1)
    assert report.teacher_notes_skipped == 2
    assert (report + report).units == 2 * len(module.lesson.units)


def test_the_draft_can_be_written_and_read(module: ImportedModule) -> None:
    assert read_lesson(write_lesson(module.lesson)) == module.lesson


def test_long_prose_is_cut_into_units_between_paragraphs_and_sentences(book: Path) -> None:
    sentence = "Force is a push or a pull. "
    paragraphs = "".join(f"<para id='p{number}'>{sentence * 15}</para>" for number in range(4))
    write(book, "m2", "Force", paragraphs + f"<para id='long'>{sentence * 60}</para>")
    lesson = list(read_book(book, "physics"))[2].lesson
    lengths = [len(unit.text.split()) for unit in lesson.units]
    assert max(lengths) <= 180
    assert sum(lengths) == 7 * (15 * 4 + 60)
    assert all(unit.text.endswith("pull.") for unit in lesson.units)


def test_no_file_of_the_machine_comes_in_through_an_entity_or_a_picture(book: Path, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret.png"
    secret.write_bytes(PNG)
    write(book, "m2", "Force", "<figure id='f'><media alt='x'><image src='../../../secret.png'/></media></figure>")
    assert list(read_book(book, "physics"))[2].missing_figures == ("secret.png",)
    file = book / "modules" / "m2" / "index.cnxml"
    file.write_text('<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><document>&e;</document>')
    with pytest.raises(XmlBroken):
        list(read_book(book, "physics"))
