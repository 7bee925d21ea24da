"""Bank account numbers (IBAN) and bank cards."""

import re

from guardrails.recognizers.finding import Kind
from guardrails.recognizers.pattern import PatternDetector, Rule, compiled

_IBAN_KZ = compiled(r"(?<!\w)K\s?Z(?:[ \-]?\d){2}(?:[ \-]?[0-9A-Z]){16}(?!\w)")
_IBAN_KZ_MISTYPED = compiled(r"(?<!\w)KZ(?:[ \-]?\d){2}(?:[ \-]?[0-9A-Z]){10,20}(?!\w)")
_IBAN_ANY = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ \-]?[0-9A-Z]{4}){2,7}(?:[ \-]?[0-9A-Z]{1,3})?(?!\w)")
_CARD = re.compile(r"(?<![\d.,])\d(?:[ \-]?\d){12,18}(?!\d|[.,]\d)")
_CARD_GROUPS = re.compile(r"(?<![\d.,])(?<!\d[ \-])[2-6]\d{3}([ \-])\d{4}\1\d{4}\1\d{4}(?!\d|[.,]\d|[ \-]\d)")
_CARD_WORDS = compiled(
    r"(?<!\w)(?:карт\w{1,4}|карточк\w+|card|kaspi|каспи\w*|visa|mastercard|халык\w*|halyk|аудар\w+"
    r"|переведи\w*|скинь\w*|перекинь\w*|cvv|cvc|төле\w*|kartam?|debit|credit|номер карт\w+)(?!\w)"
)
_ACCOUNT_WORDS = compiled(r"(?<!\w)(?:iban|ибан|шот\w*|сч[её]т\w*|account|есепшот\w*)(?!\w)")


def is_luhn(value: str) -> bool:
    """Whether the digits pass the Luhn check (ISO/IEC 7812-1)."""
    digits = [int(digit) for digit in re.sub(r"\D", "", value)]
    doubled = [digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def is_iban(value: str) -> bool:
    """Whether the account number passes ISO 13616's modulo-97 check."""
    compact = re.sub(r"\W", "", value).upper()
    moved = compact[4:] + compact[:4]
    return (
        moved.isascii() and moved.isalnum() and int("".join(str(int(character, 36)) for character in moved)) % 97 == 1
    )


def _is_card(value: str) -> bool:
    return re.sub(r"\D", "", value)[0] in "23456" and is_luhn(value)


IBAN = PatternDetector(
    Kind.IBAN,
    (
        Rule("Kazakhstan's account number", _IBAN_KZ, score=1.0),
        Rule("mistyped account number", _IBAN_KZ_MISTYPED),
        Rule("valid account number", _IBAN_ANY, check=is_iban, score=1.0),
        Rule("account number spoken of", _IBAN_ANY, near=_ACCOUNT_WORDS),
    ),
)
CARD = PatternDetector(
    Kind.CARD,
    (
        Rule("four groups of four", _CARD_GROUPS),
        Rule("valid card number", _CARD, check=_is_card),
        Rule("card spoken of", _CARD, near=_CARD_WORDS),
    ),
)
