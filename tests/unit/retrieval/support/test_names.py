import pytest

from retrieval.support.names import missing
from retrieval.support.spelling import difference
from retrieval.support.words import read
from tutor.language import Language

CASES = [
    ("kk", "Заңды Ньютонның өзі ашты.", "kk", "Ньютон үш заң ашты.", True, "an inflected name"),
    ("ru", "Закон открыл Ньютон.", "kk", "Ньютон үш заң ашты.", True, "a name in another language"),
    ("en", "The laws were found by Newton.", "kk", "Ньютон үш заң ашты.", True, "a name in other letters"),
    ("en", "The laws were found by Leibniz.", "kk", "Ньютон үш заң ашты.", False, "another name in other letters"),
    ("ru", "Об этом писал Валиханов.", "kk", "Шоқан Уәлиханов жазды.", True, "a surname of two spellings"),
    ("ru", "Первым ханом стал Жанибек.", "ru", "Первым ханом стал Керей.", False, "another ruler"),
    ("kk", "Хан болып Жәнібек сайланды.", "en", "Kerei became khan.", False, "another ruler across languages"),
    ("en", "Gold was found in Germany.", "ru", "Золото нашли в Германии.", True, "a country by its list"),
    ("en", "Gold was found in China.", "kk", "Алтын Қытайда табылды.", True, "a country with another name"),
    ("en", "Gold was found in China.", "kk", "Алтын Үндістанда табылды.", False, "another country"),
    ("ru", "Автором был учёный.", "ru", "Сеть создал учёный.", True, "a capital letter at the beginning"),
    ("ru", "Никогда не пиши код из SMS.", "kk", "SMS-кодты жазба.", True, "a part of a word with a hyphen"),
    ("en", "It is called the Ring of Fire.", "ru", "Это огненное кольцо.", True, "a translated name"),
]  # fmt: skip

SOUNDS = [
    ("ньютон", "newton", True), ("құсмұрын", "кушмурун", True), ("әбілқайыр", "abulkhair", True),
    ("хлоропласт", "chloroplast", True), ("архимед", "archimedes", True), ("галлий", "германий", False),
    ("керей", "жәнібек", False), ("есіл", "ертіс", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "claim", "other", "cited", "is_borne", "reason"), CASES, ids=[case[5] for case in CASES]
)
def test_a_name_has_to_stand_in_the_cited_text(
    language: Language, claim: str, other: Language, cited: str, is_borne: bool, reason: str
) -> None:
    assert (not missing(read(claim, language), (read(cited, other),))) is is_borne, reason


@pytest.mark.parametrize(("one", "other", "alike"), SOUNDS)
def test_names_sound_alike_in_all_alphabets(one: str, other: str, alike: bool) -> None:
    assert (difference(one, other) <= 0.27) is alike
