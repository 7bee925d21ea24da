"""Kazakhstan's individual and business numbers: twelve digits, six of them a date, the last a check digit."""

import re
from datetime import date

from guardrails.recognizers.finding import Kind
from guardrails.recognizers.pattern import PatternDetector, Rule, compiled

_FIRST_PASS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_PASS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
_SHAPE = r"(?<![\d.,])(?P<value>\d(?:[ \-]?\d){11})(?![\d]|[.,]\d)"
_SPOKEN_OF = compiled(
    r"(?<!\w)(?:иин|жсн|бин|бсн|iin|bin|zhsn|jsn|инн|идентификационн\w+|сәйкестендіру|individual "
    r"identification)(?:\w{0,4})(?!\w)"
)
_ABOUT = compiled(
    r"(?<!\w)(?:иин|жсн|бин|бсн|iin|zhsn|инн)\w{0,4}\s*(?:номер\w*|нөмір\w*|number|is|это|мой|менің"
    r"|my)?\s*[:=\-–—№#]*\s*(?P<value>\d[\d \-]{8,15}\d)"
)


def check_digit(digits: str) -> int | None:
    """The check digit of the first eleven digits; ``None`` where both passes give 10 and no number is issued."""
    for weights in (_FIRST_PASS, _SECOND_PASS):
        remainder = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False)) % 11
        if remainder < 10:
            return remainder
    return None


def is_iin(value: str) -> bool:
    """Whether the digits are a valid individual number: a real birth date, a century and a right check digit."""
    digits = re.sub(r"\D", "", value)
    return len(digits) == 12 and _is_birth_date(digits) and check_digit(digits) == int(digits[11])


def is_bin(value: str) -> bool:
    """Whether the digits are a valid business number: a month of registration, a type and a right check digit."""
    digits = re.sub(r"\D", "", value)
    typed = len(digits) == 12 and digits[4] in "456" and digits[5] in "0123" and 1 <= int(digits[2:4]) <= 12
    return typed and check_digit(digits) == int(digits[11])


def _is_birth_date(digits: str) -> bool:
    century = _CENTURIES.get(digits[6])
    if century is None:
        return False
    try:
        date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    return True


def _has_birth_date(value: str) -> bool:
    return _is_birth_date(re.sub(r"\D", "", value))


DETECTOR = PatternDetector(
    Kind.IIN,
    (
        Rule("valid individual number", re.compile(_SHAPE), check=is_iin, score=1.0),
        Rule("valid business number", re.compile(_SHAPE), near=_SPOKEN_OF, check=is_bin, score=1.0),
        Rule("twelve digits called a number", re.compile(_SHAPE), near=_SPOKEN_OF),
        Rule("digits after the word", _ABOUT, check=lambda value: 9 <= len(re.sub(r"\D", "", value)) <= 14),
        Rule(
            "mistyped, beside the student",
            re.compile(_SHAPE),
            near=compiled(
                r"(?<!\w)(?:менің|мой|моя|моё|моего|моей|my|атым|зовут|номер\w*|нөмір\w*|құжат\w*"
                r"|документ\w*|удостоверени\w+|куәлі\w+)(?!\w)"
            ),
            check=_has_birth_date,
        ),
    ),
)
