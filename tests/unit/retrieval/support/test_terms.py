import pytest

from retrieval.support import belonging, bindings, roles
from retrieval.support.concepts import compare, find_concepts
from retrieval.support.evidence import Said, gather
from retrieval.support.records import Cited
from retrieval.support.words import read
from tutor.language import Language

CONTRARY = [
    ("kk", "Ол солтүстікте жатыр.", "ru", "Оно лежит на юге.", True, "another direction"),
    ("ru", "Оно лежит на юге.", "kk", "Ол оңтүстікте жатыр.", False, "the same direction"),
    ("en", "It happens in the mitochondria.", "ru", "Это происходит в хлоропластах.", True, "another organelle"),
    ("en", "It happens in water.", "ru", "Это происходит в клетке.", False, "nothing of its kind in the text"),
    ("kk", "Ол осылай болады.", "en", "Divide the numerator.", False, "a folded word that looks like another"),
    ("ru", "Галлий нашли позже.", "kk", "Германий кейін табылды.", True, "another element"),
]  # fmt: skip

COUNTED = [
    ("en", "Six countries share the sea.", "en", "Five countries share its shores.", False, "another count"),
    ("ru", "Одна жёлтая и три зелёных.", "ru", "Три жёлтых и одна зелёная.", False, "swapped counts"),
    ("kk", "Бес елмен шектеседі.", "kk", "Бес ел жағасында орналасқан.", True, "the same count"),
    ("kk", "Бес елмен шектеседі.", "ru", "Шесть стран.", True, "nothing is told across languages"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "claim", "other", "cited", "is_contrary", "reason"), CONTRARY, ids=[case[5] for case in CONTRARY]
)
def test_a_term_of_a_closed_kind_may_not_stand_for_another(
    language: Language, claim: str, other: Language, cited: str, is_contrary: bool, reason: str
) -> None:
    source = read(cited, other)
    assert bool(compare(read(claim, language), source, (source,)).contrary) is is_contrary, reason


@pytest.mark.parametrize(
    ("language", "claim", "other", "cited", "is_borne", "reason"), COUNTED, ids=[case[5] for case in COUNTED]
)
def test_a_number_counts_what_it_counts_in_the_text(
    language: Language, claim: str, other: Language, cited: str, is_borne: bool, reason: str
) -> None:
    assert (not bindings.check(Said(read(claim, language)), gather([Cited(cited, other)]))) is is_borne, reason


BELONGING = [
    (
        "en",
        "The right ventricle pumps blood to the lungs, the left one to the body.",
        "The left ventricle pumps blood to the lungs, the right one to the body.",
        True,
    ),
    (
        "ru",
        "У катода водород, у анода кислород.",
        "У анода водород, у катода кислород.",
        True,
    ),
    ("kk", "Үдеу күшке тура, массаға кері пропорционал.", "Үдеу массаға тура, күшке кері пропорционал.", True),
    (
        "en",
        "Hydrogen collects at the cathode and oxygen at the anode.",
        "Oxygen collects at the anode and hydrogen at the cathode.",
        False,
    ),
    ("ru", "Вес зависит от массы и ускорения тела.", "Вес тела зависит от ускорения и массы.", False),
]


@pytest.mark.parametrize(("language", "sentence", "claim", "is_exchanged"), BELONGING)
def test_rivals_keep_what_stands_near_them(language: Language, sentence: str, claim: str, is_exchanged: bool) -> None:
    said, source = Said(read(claim, language)), Said(read(sentence, language))
    assert bool(belonging.check(said, source, 1.0)) is is_exchanged
    assert not belonging.check(source, source, 1.0)


def test_a_term_has_the_same_meaning_in_all_languages() -> None:
    texts = (read("Оттегі керек.", "kk"), read("Нужен кислород.", "ru"), read("Oxygen is needed.", "en"))
    first, second, third = ({named.concept for named in find_concepts(text)} for text in texts)
    assert first == second == third != set()


def test_a_word_put_in_the_place_of_another_is_found() -> None:
    sentence = read("Photosynthesis takes place in the chloroplasts of green cells.", "en")
    changed = read("Photosynthesis takes place in the mitochondria of green cells.", "en")
    replacement = roles.compare(changed, sentence).replaced
    assert replacement is not None
    assert (replacement.word.text, replacement.instead.text) == ("mitochondria", "chloroplasts")
    assert roles.compare(sentence, sentence).replaced is None


def test_swapped_roles_are_told_by_case_in_kazakh_and_by_order_in_english() -> None:
    kazakh = read("Батыр Абылай қалмақ Шарышты жекпе-жекте жеңді.", "kk")
    turned = read("Батыр Абылайды қалмақ Шарыш жекпе-жекте жеңді.", "kk")
    assert roles.compare(turned, kazakh).exchanged > roles.compare(kazakh, kazakh).exchanged
    english = read("The plant turns carbon dioxide into pure oxygen.", "en")
    reverse = read("The plant turns pure oxygen into carbon dioxide.", "en")
    assert roles.compare(reverse, english).exchanged > roles.compare(english, english).exchanged
