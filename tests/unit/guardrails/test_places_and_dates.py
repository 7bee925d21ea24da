"""School, class, address and birth date."""

from collections.abc import Callable

import pytest

Mask = Callable[[str], str]

HIDDEN = [
    ("школа №5, учусь там", "⟨SCHOOL_1⟩, учусь там", "number after the kind"),
    ("№ 12 мектепте оқимын", "⟨SCHOOL_1⟩ оқимын", "number before the kind, in Kazakh"),
    ("мен 15 мектепте оқимын", "мен ⟨SCHOOL_1⟩ оқимын", "no sign, but the student studies there"),
    ("я из школы-лицея № 28", "я из ⟨SCHOOL_1⟩", "a compound kind"),
    ("I go to school 17", "I go to ⟨SCHOOL_1⟩", "English"),
    ("мен НИШ-те оқимын", "мен ⟨SCHOOL_1⟩ оқимын", "a school network"),
    ("я из 7а класса", "я из ⟨CLASS_1⟩", "letter without quotation marks"),
    ("7 «Ә» сыныбы оқушысымын", "⟨CLASS_1⟩ оқушысымын", "quoted letter"),
    ("I'm in 7B", "I'm in ⟨CLASS_1⟩", "no word for class, but about oneself"),
    ("я учусь в 8 б", "я учусь в ⟨CLASS_1⟩", "spaced letter"),
    ("живу на улице Абая 15 кв 3", "живу на ⟨ADDRESS_1⟩", "street, house, flat"),
    ("Абай көшесі 25 үйде тұрамын", "⟨ADDRESS_1⟩ тұрамын", "in Kazakh, name first"),
    ("мкр Самал-2, 15 үй, 4 пәтер", "⟨ADDRESS_1⟩", "a microdistrict"),
    ("улица Пушкина, дом 5, квартира 12", "⟨ADDRESS_1⟩", "written in full"),
    ("проспект Назарбаева 120", "⟨ADDRESS_1⟩", "an avenue"),
    ("мы живём на улице Сейфуллина", "мы живём на ⟨ADDRESS_1⟩", "a street without a house, where somebody lives"),
    ("координаты 43.23861, 76.94521", "координаты ⟨ADDRESS_1⟩", "a shared position"),
    ("мен 2010 жылы 12 наурызда туғанмын", "мен ⟨DOB_1⟩ туғанмын", "in Kazakh"),
    ("я родилась 12 марта 2010 года", "я родилась ⟨DOB_1⟩", "in Russian"),
    ("мой др 05.06.2009", "мой др ⟨DOB_1⟩", "short for birthday"),
    ("my birthday is March 12", "my birthday is ⟨DOB_1⟩", "without a year"),
]

KEPT = [
    ("Где улица Абая?", "a street somebody asks about"),
    ("Абай 1845 жылы 10 тамызда туған", "a poet's birth"),
    ("Пушкин родился 6 июня 1799 года", "a poet's birth in Russian"),
    ("9 мая 1945 года закончилась война", "a date of history"),
    ("упрости 7а + 3а", "algebra"),
    ("2х + 3у = 12", "an equation"),
    ("Физика 7 сынып 5 тапсырма", "a year of study without a letter"),
    ("в 7 классе", "a year of study in Russian"),
    ("в 5 школ привезли 300 парт", "schools that are counted"),
    ("3 мектеп салынды", "schools that are counted, in Kazakh"),
    ("Как поступить в НИШ?", "a question about a school network"),
    ("набросок британской картины 1821 года", "a word that begins like a boulevard"),
    ("первые 15 минут", "a word that begins like a lane"),
    ("эссе на 300 слов", "a number after any word"),
    ("элементы 7А группы", "a group of the periodic table"),
]


@pytest.mark.parametrize(("text", "masked", "reason"), HIDDEN, ids=[case[2] for case in HIDDEN])
def test_hides_where_and_when_somebody_can_be_found(mask: Mask, text: str, masked: str, reason: str) -> None:
    assert mask(text) == masked, reason


@pytest.mark.parametrize(("text", "reason"), KEPT, ids=[case[1] for case in KEPT])
def test_leaves_places_and_dates_of_lessons(mask: Mask, text: str, reason: str) -> None:
    assert mask(text) == text, reason
