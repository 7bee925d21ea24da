import pytest

from tutor.dialogue.searching import searchable


@pytest.mark.parametrize(
    ("message", "searched"),
    [
        ("what is density", "what is density"),
        ("my name is ⟨PERSON_1⟩, what is density?", "what is density?"),
        ("менің атым ⟨PERSON_1⟩. Тығыздық деген не?", "Тығыздық деген не?"),
        ("how many apples does ⟨PERSON_1⟩ have?", "how many apples does   have?"),
        ("my phone is ⟨PHONE_1⟩", ""),
        ("масса 300 г, объём 0,5 дм3, найди плотность", "масса  , объём  , найди плотность"),
        ("көлемі 2 м³ дененің массасын тап", "көлемі   дененің массасын тап"),
        ("что было в 1465 году", "что было в 1465 году"),
        ("100 г", ""),
        ("7,8", ""),
    ],
)
def test_what_was_about_somebody_is_not_searched_with(message: str, searched: str) -> None:
    assert searchable(message) == searched
