import pytest

from retrieval.support.verbatim import find_verbatim

TEXT = """**Density** is the mass of a unit volume.  It is wrong that oil sinks.
- Water boils at 100 °C
| Ice | 900 |
Бәсеңдеу: $\\rho = 13\\,600$ кг/м³ болады. «Ол солай», — деді Абай."""

CASES = [
    ("Density is the mass of a unit volume.", True, "without its marks"),
    ("density is the mass  of a unit\nvolume", False, "a small letter is another writing"),
    ("Water boils at 100 °C", True, "an item of a list"),
    ("oil sinks.", False, "a part of a sentence that denies it"),
    ("It is wrong that oil sinks.", True, "the whole sentence"),
    ("Density is the mass of a unit vol", False, "half a word"),
    ("Water boils at 10", False, "half a number"),
    ("Density is the mass of a unit volume. It is wrong that oil sinks.", True, "two sentences"),
    ("Ice 900", True, "a row of a table"),
    ("", False, "nothing"),
]


@pytest.mark.parametrize(("claim", "is_there", "reason"), CASES, ids=[case[2] for case in CASES])
def test_finds_whole_sentences_whatever_their_marks(claim: str, is_there: bool, reason: str) -> None:
    assert (find_verbatim(claim, TEXT) is not None) is is_there, reason


def test_the_span_is_where_the_sentence_stands() -> None:
    span = find_verbatim("It is wrong that oil sinks.", TEXT)
    assert span is not None
    assert TEXT[span.start : span.end] == "It is wrong that oil sinks"
