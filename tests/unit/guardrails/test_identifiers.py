"""Numbers and addresses that identify: what is hidden, what is schoolwork."""

from collections.abc import Callable

import pytest

Mask = Callable[[str], str]

HIDDEN = [
    ("менің жсн 050312550012 болады", "менің жсн ⟨IIN_1⟩ болады", "called a number, though its check digit is wrong"),
    ("050312501234", "⟨IIN_1⟩", "birth date, century and check digit are right"),
    ("ИИН: 123456789012", "ИИН: ⟨IIN_1⟩", "mistyped after its own name"),
    ("мой документ 120507600129", "мой документ ⟨IIN_1⟩", "mistyped, beside the student"),
    ("нөмірім 8 701 234 56 78", "нөмірім ⟨PHONE_1⟩", "spaced as people write it"),
    ("+7 (777) 123-45-67 звоните", "⟨PHONE_1⟩ звоните", "with country code and brackets"),
    ("87012345678", "⟨PHONE_1⟩", "without spaces"),
    ("7012345678", "⟨PHONE_1⟩", "without the leading 8"),
    ("8\u200b701\u200b234\u200b56\u200b78", "⟨PHONE_1⟩", "zero-width characters between"),
    ("домашний телефон 234567", "домашний телефон ⟨PHONE_1⟩", "six digits of a small town, where a telephone is meant"),
    ("eight seven oh one two three four five six seven eight", "⟨PHONE_1⟩", "dictated"),
    ("пиши на aika2010@gmail.com", "пиши на ⟨EMAIL_1⟩", "plain"),
    ("почта aida.k (at) mail (dot) ru", "почта ⟨EMAIL_1⟩", "disguised"),
    ("почта айда собака мейл ру", "почта ⟨EMAIL_1⟩", "spoken and in Cyrillic"),
    ("aida@gmail,com", "⟨EMAIL_1⟩", "mistyped: a comma for the point"),
    ("KZ86125KZT5004100100", "⟨IBAN_1⟩", "a Kazakh account number"),
    ("шот KZ86 125K ZT50 0410 0101", "шот ⟨IBAN_1⟩", "spaced, with a wrong check digit"),
    ("4400 4301 2345 6789", "⟨CARD_1⟩", "four groups of four, whatever the check digit"),
    ("каспи 4400430123456780", "каспи ⟨CARD_1⟩", "a card spoken of"),
    ("4111111111111111", "⟨CARD_1⟩", "passes the Luhn check"),
    ("паспорт N12345678", "паспорт ⟨DOC_ID_1⟩", "a passport"),
    ("жеке куәлік нөмірі 045612378", "жеке куәлік нөмірі ⟨DOC_ID_1⟩", "an identity card"),
    ("машина 123 ABC 02", "машина ⟨DOC_ID_1⟩", "a vehicle plate"),
    ("логин aika07 пароль qwerty123", "логин ⟨USERNAME_1⟩ пароль ⟨USERNAME_2⟩", "a user name and its password"),
    ("құпия сөзім: aika2010", "құпия сөзім: ⟨USERNAME_1⟩", "a password in Kazakh"),
    ("мой ip 192.168.1.15", "мой ip ⟨USERNAME_1⟩", "a network address"),
    ("инста: aika_07", "инста: ⟨SOCIAL_1⟩", "a handle after the network's name"),
    ("подпишись @aikos.kz", "подпишись ⟨SOCIAL_1⟩", "a handle with its sign"),
    ("https://t.me/aikos", "⟨SOCIAL_1⟩", "a link to a profile"),
    ("chat.whatsapp.com/GhT5x", "⟨SOCIAL_1⟩", "an invitation"),
    ("aika#1234 в дискорде", "⟨SOCIAL_1⟩ в дискорде", "a Discord tag"),
]

KEPT = [
    ("12345678901 : 3 = ?", "arithmetic with eleven digits"),
    ("вычисли 87012345678 + 5", "arithmetic with what could be a telephone number"),
    ("Ответ 123456789012", "a long answer"),
    ("число 600851475143 разложи на простые", "twelve digits to factor"),
    ("π = 3.14159265358979", "digits of pi"),
    ("скорость света 299792458 м/с", "a constant"),
    ("6022140760000000 молекул", "sixteen digits that are no card"),
    ("1914-1918 жж соғыс", "years"),
    ("1, 4, 9, 16, 25, 36, 49, 64", "a sequence"),
    ("1855 1856 1857 1858", "years in a row"),
    ("telegram деген не", "a question about a network"),
    ("как придумать надёжный пароль?", "a question about passwords"),
    ("кому звонить 112", "an emergency number"),
    ("a@b в программировании", "a sign between letters"),
    ("код 010101 в двоичной системе", "binary digits"),
]


@pytest.mark.parametrize(("text", "masked", "reason"), HIDDEN, ids=[case[2] for case in HIDDEN])
def test_hides_what_identifies(mask: Mask, text: str, masked: str, reason: str) -> None:
    assert mask(text) == masked, reason


@pytest.mark.parametrize(("text", "reason"), KEPT, ids=[case[1] for case in KEPT])
def test_leaves_numbers_of_schoolwork(mask: Mask, text: str, reason: str) -> None:
    assert mask(text) == text, reason
