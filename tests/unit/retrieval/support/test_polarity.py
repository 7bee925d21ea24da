import pytest

from retrieval.support.kazakh_negation import denied_verb
from retrieval.support.negation import negations
from retrieval.support.polarity import compare, opposites
from retrieval.support.words import read
from tutor.language import Language

NEGATIONS = [
    ("kk", "Дене қозғалмайды.", 1, "a denied verb"),
    ("kk", "Олар қарым-қатынас жүргізбеген.", 1, "a denied participle"),
    ("kk", "Бұл дұрыс емес.", 1, "емес"),
    ("kk", "Суда ауа жоқ.", 1, "жоқ"),
    ("kk", "Түссіз газ.", 1, "a word without something"),
    ("kk", "Абай Қозыбасыда көпес болмысын көрді.", 0, "names and nouns that only sound denied"),
    ("kk", "Көлемі азайып, жылдамдығы кемейді.", 0, "a verb that is not denied"),
    ("kk", "Теңсіздік пен дауыссыз дыбыс.", 0, "terms of the school"),
    ("ru", "Тело не движется.", 1, "не"),
    ("ru", "Без воздуха нет звука.", 2, "без and нет"),
    ("ru", "Не только вода, но и лёд.", 0, "not only"),
    ("en", "It doesn't move.", 1, "a contracted not"),
    ("en", "Sound never travels without air.", 2, "never and without"),
    ("en", "Not only water but ice.", 0, "not only"),
]  # fmt: skip

OPPOSITES = [
    ("kk", "Қысым артады.", "ru", "Давление уменьшается.", 1, "across languages"),
    ("ru", "Давление увеличивается.", "ru", "Давление растёт и увеличивается.", 0, "the same"),
    ("en", "Pressure decreases.", "kk", "Қысым артады.", 1, "from English"),
    ("en", "They cover unequal distances.", "en", "They cover equal distances.", 1, "a prefix that denies"),
    ("ru", "Заряд неподвижен.", "ru", "Заряд подвижен.", 1, "a prefix that denies in Russian"),
    ("kk", "Бұл дене тұрады.", "kk", "Бөледі деп болады.", 0, "бөледі and болады are no opposites"),
    ("en", "The people were imprisoned.", "en", "It was used as a prison.", 0, "im is not always a denial"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "count", "reason"), NEGATIONS, ids=[case[3] for case in NEGATIONS])
def test_counts_what_is_denied(language: Language, text: str, count: int, reason: str) -> None:
    assert negations(read(text, language)) == count, reason


@pytest.mark.parametrize(
    ("language", "claim", "other", "sentence", "count", "reason"), OPPOSITES, ids=[case[5] for case in OPPOSITES]
)
def test_sees_the_opposite_word(
    language: Language, claim: str, other: Language, sentence: str, count: int, reason: str
) -> None:
    assert len(opposites(read(claim, language), read(sentence, other))) == count, reason


def test_tells_an_added_negation_from_a_lost_one() -> None:
    plain, denied = read("Газ бөлінеді.", "kk"), read("Газ бөлінбейді.", "kk")
    assert (compare(denied, plain, [plain]).added, compare(denied, plain, [plain]).lost) == (1, 0)
    assert (compare(plain, denied, [denied]).added, compare(plain, denied, [denied]).lost) == (0, 1)


def test_finds_the_verb_that_is_denied() -> None:
    assert denied_verb("жүргізбеген") == "жүргіз"
    assert denied_verb("жүргізген") is None


CLAUSES = [
    ("ru", "Вода кипит, и масло не тонет.", "Вода кипит. Масло не тонет.", "Масло не тонет.", (0, 0), "joined"),
    ("kk", "Су қайнамайды.", "Су қайнайды. Май батпайды.", "Су қайнайды.", (1, 0), "the other verb is denied"),
    ("en", "The oil sinks.", "Water boils. The oil never sinks.", "The oil never sinks.", (0, 1), "a denial left out"),
    ("en", "Water boils.", "Water boils but does not sink.", "Water boils but does not sink.", (0, 0), "cut"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "claim", "cited", "sentence", "found", "reason"), CLAUSES, ids=[case[5] for case in CLAUSES]
)
def test_a_negation_belongs_to_its_word(
    language: Language, claim: str, cited: str, sentence: str, found: tuple[int, int], reason: str
) -> None:
    compared = compare(read(claim, language), read(sentence, language), [read(cited, language)])
    assert (compared.added, compared.lost) == found, reason
