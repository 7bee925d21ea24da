import subprocess
import sys
import traceback
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrails.personal_data import MaskedText, MaskingUnavailable, PersonalDataMasker
from guardrails.placeholders import PLACEHOLDER
from guardrails.recognizers.finding import Finding


def known_from(masked: MaskedText) -> dict[str, str]:
    return {entry.key: entry.placeholder for entry in masked.entries}


def test_a_person_keeps_the_placeholder_in_every_case_form(masker: PersonalDataMasker) -> None:
    first = masker.mask("досым Айгерім келді", "kk", {})
    second = masker.mask("айгеріммен ойнадым, Айгерімге айттым", "kk", known_from(first))
    assert second.text == "⟨PERSON_1⟩ ойнадым, ⟨PERSON_1⟩ айттым"
    assert second.entries == ()
    assert second.hidden == ("PERSON",)


def test_a_given_name_finds_the_full_name_it_belongs_to(masker: PersonalDataMasker) -> None:
    first = masker.mask("менің атым Айгерім Ахметова", "kk", {})
    assert masker.mask("айгерим келди", "kk", known_from(first)).text == "⟨PERSON_1⟩ келди"


def test_two_people_of_one_given_name_stay_two(masker: PersonalDataMasker) -> None:
    text = masker.mask("Айгерім Ахметова мен Айгерім Серікова", "kk", {}).text
    assert text == "⟨PERSON_1⟩ мен ⟨PERSON_2⟩"


def test_numbers_placeholders_from_left_to_right_after_the_known_ones(masker: PersonalDataMasker) -> None:
    known = {"PERSON/x": "⟨PERSON_4⟩"}
    masked = masker.mask("Асан мен Үсен, 87012345678", "kk", known)
    assert masked.text == "⟨PERSON_5⟩ мен ⟨PERSON_6⟩, ⟨PHONE_1⟩"
    assert [entry.value for entry in masked.entries] == ["Асан", "Үсен", "87012345678"]


def test_a_stored_key_says_nothing_about_the_value(masker: PersonalDataMasker) -> None:
    (entry,) = masker.mask("менің атым Айгерім", "kk", {}).entries
    other = PersonalDataMasker(b"another key").mask("менің атым Айгерім", "kk", {}).entries[0]
    assert "йгер" not in entry.key
    assert entry.key != other.key
    assert len(masker.mask("я Анна Мария Ивановна Петрова", "ru", {}).entries[0].key) <= 64


@pytest.mark.parametrize("language", ["kk", "ru", "en", "mixed", "de"])
def test_masks_in_every_language_it_is_told(masker: PersonalDataMasker, language: str) -> None:
    assert masker.mask("мой друг Данияр", language, {}).text == "мой друг ⟨PERSON_1⟩"


def test_masks_file_names_and_teacher_notes(masker: PersonalDataMasker) -> None:
    assert masker.mask("Айгерім_Ахметова_БЖБ.docx", "kk", {}).text.startswith("⟨PERSON_1⟩")
    assert masker.mask("Арман Сериков: не сдал 2 темы", "ru", {}).text == "⟨PERSON_1⟩: не сдал 2 темы"


def test_an_address_wins_over_the_name_inside_it(masker: PersonalDataMasker) -> None:
    masked = masker.mask("улица Айгерім Ахметовой 15", "ru", {})
    assert masked.text == "⟨ADDRESS_1⟩"


def test_refuses_the_text_when_a_detector_fails_and_tells_nothing_of_it() -> None:
    def broken(text: str, language: str) -> list[Finding]:
        raise ValueError(f"cannot read {text}")

    masker = PersonalDataMasker(b"key", broken)
    with pytest.raises(MaskingUnavailable) as caught:
        masker.mask("меня зовут Айгерим", "ru", {})
    told = "".join(traceback.format_exception(caught.value))
    assert "Айгерим" not in told.replace('masker.mask("меня зовут Айгерим"', "")
    assert caught.value.__context__ is None


WILD = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("айгерім Ахметов 8701234 @.,-«»⟨⟩_\u200b")),
    max_size=60,
)
WORDS = """
меня зовут Айгерім менің атым 87012345678 aika@mail.ru Абай кім 7 «Ә» сынып школа №5 Ньютон , . досым Асанға я
Арман апай улица Абая 15 ⟨PERSON_1⟩ 050312501234 инста aika_07 x=3
"""
TALK = st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(st.one_of(WILD, TALK))
def test_masking_again_changes_nothing_and_loses_no_character(masker: PersonalDataMasker, text: str) -> None:
    spans = masker.spans(text, "ru")
    masked = masker.mask(text, "ru", {})
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert _outside(text, [(span.start, span.end) for span in spans]) == PLACEHOLDER.sub("", masked.text)
    assert masker.mask(masked.text, "ru", {}).text == masked.text


def _outside(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = end
    return PLACEHOLDER.sub("", "".join([*pieces, text[at:]]))


@settings(deadline=None, max_examples=80)
@given(TALK)
def test_never_leaves_half_a_word(masker: PersonalDataMasker, text: str) -> None:
    for span in masker.spans(text, "ru"):
        assert not (span.start > 0 and text[span.start - 1].isalnum() and text[span.start].isalnum())
        assert not (span.end < len(text) and text[span.end - 1].isalnum() and text[span.end].isalnum())


def test_the_analyzer_starts_without_torch_and_leaves_it_importable() -> None:
    program = (
        "import sys\n"
        "from guardrails.personal_data import PersonalDataMasker\n"
        "assert 'presidio_analyzer' not in sys.modules\n"
        "PersonalDataMasker(b'key').warm_up()\n"
        "assert 'presidio_analyzer' in sys.modules\n"
        "assert 'torch' not in sys.modules and 'transformers' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - a program of our own
