from pathlib import Path

import numpy as np
import pytest

from retrieval.reference import Reference, load_reference, measure, save_reference
from tests.fakes import FakeEncoder
from tutor.language import LANGUAGES

LOW_ACROSS = Reference(np.where(np.eye(3), 0.8, 0.7), 0.05)


def test_the_same_cosine_says_more_where_less_is_usual() -> None:
    languages = np.array([LANGUAGES.index(language) for language in ("ru", "en")])
    found = LOW_ACROSS.deviations(np.array([0.9, 0.9]), "ru", languages)
    assert found.tolist() == pytest.approx([2.0, 4.0])


def test_an_unusual_text_stands_out_of_the_measured_reference() -> None:
    encoder = FakeEncoder()
    reference = measure(encoder)
    text = "Ice floats because it is less dense than water."
    cosines = encoder.encode_passages([text]) @ encoder.encode_queries([text])[0]
    assert reference.centres.shape == (3, 3)
    assert reference.deviations(cosines, "en", np.array([LANGUAGES.index("en")]))[0] > 3


def test_a_reference_is_read_as_it_was_written(tmp_path: Path) -> None:
    save_reference(LOW_ACROSS, tmp_path)
    read = load_reference(tmp_path)
    assert read.width == LOW_ACROSS.width
    assert np.allclose(read.centres, LOW_ACROSS.centres)
