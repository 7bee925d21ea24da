from fractions import Fraction

import pytest

from retrieval.support.evidence import Said
from retrieval.support.numbers import check
from retrieval.support.quantities import find_quantities
from retrieval.support.words import read
from tutor.language import Language

READ = [
    ("kk", "жиырма бес оқушы", ["25"], "tens and units in words"),
    ("kk", "бір мың тоғыз жүз қырық бірінші жыл", ["1941"], "a year in words"),
    ("kk", "1,5 млн теңге", ["1500000"], "a decimal comma and a scale"),
    ("kk", "Ұлы жүз бен Орта жүз", [], "a zhuz is no hundred"),
    ("kk", "бұл сен үшін, оны онда қой", [], "words that only look like three and ten"),
    ("kk", "төрттен үшінен көбі", ["3/4"], "a part of a whole"),
    ("ru", "тысяча девятьсот сорок первый год", ["1941"], "a year in words"),
    ("ru", "температура −5 °C, ночью минус десять", ["-5", "-10"], "signs"),
    ("ru", "Ответ – 5 кг", ["5"], "a dash is no sign"),
    ("ru", "две трети и четверо", ["2/3", "4"], "a part and a collective number"),
    ("ru", "семья собрала семью", [], "a family is no seven"),
    ("ru", "с 5–7 до 12 000", ["5", "7", "12000"], "a range and a space between thousands"),
    ("en", "1,200 people, 9.8 m/s², 3/4 cup", ["1200", "49/5", "3/4"], "thousands, a decimal point and a fraction"),
    ("en", "two thousand and five, twenty-one", ["2005", "21"], "numbers in words"),
    ("en", "ten seconds in the second lesson", ["10", "2"], "a second of time is no number"),
    ("en", "one tenth of it, two thirds", ["1/10", "2/3"], "parts"),
    ("en", "Louis XIV, the XV century, I am", ["14", "15"], "Roman numerals"),
    ("kk", "XV ғасыр, ХІХ ғ., 15-ғасыр", ["15", "19", "15"], "Roman numerals in Cyrillic letters"),
    ("en", "3 · 10⁸ m", ["3", "100000000"], "a power of ten"),
]  # fmt: skip

BORNE = [
    ("kk", "Жасы 108-де.", "ru", "Ему было 108 лет.", True, "another language"),
    ("kk", "83.6 кг", "ru", "масса 83,6 кг", True, "a point for a comma"),
    ("ru", "Восемьдесят три килограмма", "kk", "салмағы 83 кг", True, "a word for digits"),
    ("ru", "1000 м", "en", "exactly 1 km", True, "another unit of the same quantity"),
    ("ru", "5 кг", "en", "5 km", False, "the unit of another quantity"),
    ("en", "5 m/s", "kk", "жылдамдығы 5 м/с", True, "a derived unit"),
    ("kk", "секундына 5 м/с", "ru", "5 метров в секунду", True, "a unit in words"),
    ("ru", "5 метров в секунду", "en", "5 metres per hour", False, "another unit in words"),
    ("en", "half of them", "ru", "50 % учеников", True, "half is 50 %"),
    ("ru", "в XV веке", "kk", "1465 жылы құрылды", True, "a year's century"),
    ("ru", "в XVI веке", "kk", "1465 жылы құрылды", False, "another century"),
    ("en", "in the 1st century BC", "en", "in the 3rd century BC, 1,000 kg and one tenth", False, "the first century"),
    ("ru", "строили три года", "kk", "1927 жылы басталып, 1930 жылы аяқталды", True, "the years between two years"),
    ("kk", "екі түрі бар", "kk", "Олар қатты және сұйық болып бөлінеді.", True, "a count of what is only listed"),
    ("ru", "пять стран", "ru", "Четыре страны имеют выход к морю.", False, "a count against another count"),
    ("en", "one year later", "ru", "через год", True, "one as an article"),
    ("kk", "екеуі де бірдей", "ru", "одинаковы все 7 и 3", True, "both counts nothing"),
    ("ru", "−5 °C", "kk", "температура 5 °C", False, "a lost sign"),
    ("en", "25 %", "ru", "35 %", False, "another percentage"),
    ("kk", "1688 жылы шықты", "kk", "1687 жылы жариялады", False, "another year"),
    ("kk", "Екі қадам: 1 және 2.", "kk", "Жарық жылдамдығы 299 792 458 м/с.", True, "small numbers count steps"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "values", "reason"), READ, ids=[case[3] + case[0] for case in READ])
def test_reads_a_number_however_it_is_written(language: Language, text: str, values: list[str], reason: str) -> None:
    assert [one.value for one in find_quantities(text, language)] == list(map(Fraction, values)), reason


@pytest.mark.parametrize(
    ("language", "claim", "other", "cited", "is_borne", "reason"), BORNE, ids=[case[5] for case in BORNE]
)
def test_a_number_has_to_stand_in_the_cited_text(
    language: Language, claim: str, other: Language, cited: str, is_borne: bool, reason: str
) -> None:
    said, source = Said(read(claim, language)), Said(read(cited, other))
    assert (not check(said.quantities, source.quantities, source.quantities)) is is_borne, reason
