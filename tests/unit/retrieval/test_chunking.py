from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.model import Lesson, LessonId, Task, Term, Unit, UnitKind, VersionId
from retrieval.chunking import LONGEST, lexical_text, passages_of, search_text, sentence_texts

VERSION = VersionId("physics-7-density@en.3")
SENTENCE = "The density of a body is $\\rho = m/V$, about 0.9 g/cm³ for ice. "


def lesson(*units: Unit) -> Lesson:
    return Lesson(
        id=LessonId("physics-7-density"),
        language="en",
        title="Density",
        subject="physics",
        grades=(7,),
        book="Physics 7",
        section="2",
        licence="CC-BY-4.0",
        units=units,
        tasks=(Task("oak", "An oak beam…", "600", 2, "physics.density"),),
        terms=(
            Term(
                key="density",
                names={"kk": "тығыздық", "ru": "плотность", "en": "density"},
                gloss="the mass of one cubic metre",
                aliases=("mass per volume",),
            ),
        ),
    )


def unit(text: str, key: str = "why") -> Unit:
    return Unit(key, UnitKind.EXPLANATION, text, heading="Why it floats")


def test_a_short_unit_is_one_passage_with_the_unit_as_its_id() -> None:
    first, *_ = passages_of(lesson(unit("Ice floats.")), VERSION)
    assert first.id == "physics-7-density@en.3#why"
    assert (first.text, first.title, first.heading) == ("Ice floats.", "Density", "Why it floats")


def test_tasks_are_not_searchable() -> None:
    found = passages_of(lesson(unit("Ice floats.")), VERSION)
    assert not any("oak" in passage.text for passage in found)


def test_a_term_is_a_passage_with_its_names_in_the_other_languages() -> None:
    *_, term = passages_of(lesson(), VERSION)
    assert (term.kind, term.unit_key) == (UnitKind.TERM, "term-density")
    assert term.text == "density — the mass of one cubic metre (тығыздық, плотность)"


def test_a_term_without_translations_has_no_brackets() -> None:
    alone = lesson()
    alone = replace(alone, terms=(replace(alone.terms[0], names={"en": "density"}),))
    assert passages_of(alone, VERSION)[-1].text == "density — the mass of one cubic metre"


def test_a_long_unit_is_cut_between_sentences() -> None:
    text = (SENTENCE * 40).strip()
    parts = [p for p in passages_of(lesson(unit(text)), VERSION) if p.unit_key == "why"]
    assert len(parts) > 2
    assert [part.id for part in parts] == [f"{VERSION}#why.{i}" for i in range(1, len(parts) + 1)]
    assert all(part.text.startswith("The density") and part.text.endswith("for ice.") for part in parts)
    assert max(len(part.text) for part in parts) <= LONGEST


@given(st.lists(st.sampled_from([SENTENCE, "Short one. ", "\n\n", "- item\n", "| a | b |\n"]), max_size=60))
def test_the_parts_of_any_unit_are_its_text_and_lose_no_letter(pieces: list[str]) -> None:
    text = "".join(pieces)
    parts = [p for p in passages_of(lesson(unit(text)), VERSION) if p.unit_key == "why"]
    assert all(part.text == text[part.span.start : part.span.end] for part in parts)
    assert all(a.span.end <= b.span.start for a, b in pairwise(parts))
    kept = "".join(filter(str.isalnum, "".join(part.text for part in parts)))
    assert kept == "".join(filter(str.isalnum, text))


def test_a_passage_carries_the_names_of_the_terms_it_uses() -> None:
    uses, does_not, _ = passages_of(lesson(unit("Densities differ."), unit("Ice floats.", "ice")), VERSION)
    assert uses.terms == ("density", "mass per volume")
    assert does_not.terms == ()


def test_a_short_text_is_embedded_with_its_title_a_long_one_without() -> None:
    short, long, _ = passages_of(lesson(unit("Ice floats."), unit("Ice floats on water. " * 30, "long")), VERSION)
    assert search_text(short) == "Ice floats. (Why it floats, Density)"
    assert "Density" not in search_text(long)


@pytest.mark.parametrize("part", ["Density", "Why it floats", "mass per volume", "ρ = m/V"])
def test_words_are_searched_in_title_heading_terms_and_readable_formulas(part: str) -> None:
    passage, *_ = passages_of(lesson(unit("The density is $\\rho = m/V$.")), VERSION)
    assert part in lexical_text(passage)


LONG = "Ice floats on cold water because it is less dense than the water is."


def test_sentences_are_embedded_one_by_one_without_marks() -> None:
    passage, *_ = passages_of(lesson(unit(f"**{LONG}** {LONG}")), VERSION)
    assert sentence_texts(passage) == (LONG, LONG)


def test_a_short_sentence_is_embedded_with_the_next() -> None:
    passage, *_ = passages_of(lesson(unit(f"Why so? {LONG} It is $m/V$.")), VERSION)
    assert sentence_texts(passage) == (f"Why so? {LONG}", "It is m/V.")


@pytest.mark.parametrize("text", ["Ice floats.", "Ice floats. Iron sinks.", LONG])
def test_a_passage_of_one_sentence_is_its_own_sentence(text: str) -> None:
    passage, *_ = passages_of(lesson(unit(text)), VERSION)
    assert sentence_texts(passage) == (search_text(passage),)
