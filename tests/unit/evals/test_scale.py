from pathlib import Path

import numpy as np
import pytest

from content.xml import local_name, parse_xml
from evals.bench import scale
from evals.bench.scale_corpus import Originals, made_passages, read_originals
from evals.bench.scale_encoder import MadeEncoder
from evals.bench.scale_memory import memory
from evals.bench.scale_plot import plot
from evals.bench.scale_questions import scopes_of, wrong_scopes
from evals.report import UnusableInput
from retrieval.chunking import sentence_texts
from retrieval.indexing import build
from retrieval.records import Scope
from retrieval.scoping import rows_of
from tests.fakes import FakeEncoder
from tests.unit.retrieval.passages import passage

LONG = (
    "Ice floats on cold water because it is so much less dense than water. "
    "Iron sinks in cold water because it is so much denser than water is."
)
REAL = (passage("physics-7-ice", LONG), passage("physics-7-лёд", "Лёд плавает на воде.", "ru"))
ORIGINALS = Originals(REAL, tuple(sentence_texts(each) for each in REAL))
STEP = {
    "passages": 2000, "find_processor_ms_p50": 4.0, "find_processor_ms_p95": 9.0,
    "build_processor_seconds": 3.0, "rebuild_processor_seconds": 2.0,
    "proportional_mb_per_process": 40.0, "private_growth_mb_per_process": 8.0,
}  # fmt: skip


def test_made_passages_are_as_many_as_wanted_and_the_same_at_every_run() -> None:
    made = list(made_passages(ORIGINALS, 200))
    assert len({each.id for each in made}) == 200
    assert made == list(made_passages(ORIGINALS, 200))
    assert {each.language for each in made} == {"en", "ru"}
    assert len({(each.subject, each.grades) for each in made}) == 7
    assert all(len({each.language for each in made if each.lesson_id == lesson}) == 1 for lesson in ("lesson-1",))


def test_made_passages_have_the_words_and_about_the_length_of_real_ones() -> None:
    english = [each.text for each in made_passages(ORIGINALS, 30)]
    assert set(" ".join(english).split()) <= set(LONG.split())
    assert 0.5 * len(LONG) < np.mean([len(text) for text in english]) < 1.5 * len(LONG)


def test_made_vectors_are_unit_vectors_near_the_text_they_begin_like() -> None:
    real = FakeEncoder()
    (near,) = MadeEncoder(ORIGINALS, real).encode_passages([f"{LONG[:30]} and so on"])
    vectors = real.encode_passages([each.text for each in REAL])
    assert np.linalg.norm(near) == pytest.approx(1, abs=1e-5)
    assert near @ vectors[0] > near @ vectors[1]


def test_a_scope_that_differs_from_what_it_holds_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(made_passages(ORIGINALS, 120), FakeEncoder(), tmp_path)
    scopes = scopes_of(tmp_path, "fake")
    assert wrong_scopes(tmp_path, "fake", scopes) == []
    wrong = Scope(grades=frozenset({5}))
    monkeypatch.setattr(
        "evals.bench.scale_questions.rows_of",
        lambda origins, scope: rows_of(origins, wrong if scope.grades else scope),
    )
    assert wrong_scopes(tmp_path, "fake", {"a grade": Scope(grades=frozenset({6})), "all": Scope()}) == ["a grade"]


def test_the_plot_is_xml_with_a_line_for_each_figure() -> None:
    drawn = parse_xml(plot([STEP, {**STEP, "passages": 200_000, "find_processor_ms_p95": 61.0}]).encode())
    assert sum(local_name(node) == "polyline" for node in drawn.iter()) == 6
    assert "200\u202f000" in "".join(drawn.itertext())


def test_one_size_alone_can_be_drawn() -> None:
    assert "<svg" in plot([STEP])


def test_memory_is_read_from_the_kernel() -> None:
    measured = memory()
    assert 0 < measured["private"] <= measured["resident"]


@pytest.mark.parametrize("steps", ["", "many", "2000,"])
def test_steps_that_are_no_numbers_are_refused_in_one_sentence(steps: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="not a list of numbers"):
        scale.run([str(tmp_path), "--steps", steps])


def test_books_without_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("")
    with pytest.raises(UnusableInput):
        read_originals([tmp_path / "empty.md"], 10)
