import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.normalise import normalise

VIEWS = [
    ("Айгeрім", "Айгерім", "a Latin e in a Cyrillic word"),
    ("Ｈｅｌｌｏ", "Hello", "full-width letters"),
    ("8\u200b701\u200b2334567", "87012334567", "zero-width spaces between digits"),
    ("и\u0306", "й", "a letter in two parts"),
    ("x² + 10²", "x² + 10²", "a power is no digit of its base"),
    ("№5", "№5", "the number sign stays itself"),
    ("½ стакана", "½ стакана", "a fraction stays itself"),
    ("восемь семьсот один двести тридцать три сорок пять шестьдесят семь", "87012334567", "dictated in Russian"),
    ("сегіз жеті жүз бір екі жүз отыз үш қырық бес алпыс жеті", "87012334567", "dictated in Kazakh"),
    ("eight seven oh one two three four five six seven eight", "87012345678", "dictated in English"),
    ("два плюс три", "два плюс три", "arithmetic in words"),
    ("один два три четыре", "один два три четыре", "counting to four is no telephone number"),
    ("aida.k (at) mail (dot) ru", "aida.k@mail.ru", "an address in brackets"),
    ("aida собака mail точка ru", "aida@mail.ru", "an address as it is spoken in Russian"),
    ("look at it", "look at it", "at is a word"),
]


@pytest.mark.parametrize(("text", "view", "reason"), VIEWS, ids=[case[2] for case in VIEWS])
def test_reads_one_form_of_what_is_written_in_many(text: str, view: str, reason: str) -> None:
    assert normalise(text).text == view, reason


def test_leads_back_to_the_words_a_number_was_dictated_in() -> None:
    text = "мой номер восемь семьсот один двести тридцать три сорок пять шестьдесят семь, звони"
    view = normalise(text)
    start = view.text.index("87012334567")
    begin, end = view.source_span(start, start + 11)
    assert text[begin:end] == "восемь семьсот один двести тридцать три сорок пять шестьдесят семь"


WILD = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("аәқ8701 @.\u200bo0Aзcе-⟨⟩_")), max_size=80
)


@given(WILD)
def test_every_character_of_a_view_stands_for_a_piece_of_the_source(text: str) -> None:
    view = normalise(text)
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(view.starts, view.ends, strict=True))
    assert list(view.starts) == sorted(view.starts)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя ,!?", max_size=80))
def test_plain_text_is_its_own_view(text: str) -> None:
    view = normalise(text)
    assert view.text == text
    assert view.starts == tuple(range(len(text)))
