"""Telephone numbers, of Kazakhstan above all: +7, 8, spaced, with brackets, spoken."""

import re
from collections.abc import Iterator

import phonenumbers

from guardrails.recognizers.finding import Finding, Kind, longest
from guardrails.recognizers.pattern import compiled, key_of

_SEPARATOR = r"[\s().\-–—/]{0,3}"
_MOBILE = re.compile(
    rf"(?<![\d.,=])(?<!\d\s)(?:(?:\+\s?7|[78]|\+\s?8){_SEPARATOR})"
    rf"\(?\s?[67]{_SEPARATOR}\d(?:{_SEPARATOR}\d){{8}}(?!\d|[.,]\d|\s\d)"
)
_LOCAL = re.compile(
    rf"(?<![\d.,=+\-*/^])\(?(?:70[0-8]|747|75[01]|76[0-4]|77[1-8])\)?(?:{_SEPARATOR}\d){{7}}(?!\d|[.,]\d)"
)
_INTERNATIONAL = re.compile(rf"(?<![\w+])\+\s?\d(?:{_SEPARATOR}\d){{8,13}}(?!\d)")
_ANY_SHAPE = re.compile(rf"(?<![\d.,])\+?\(?\d(?:{_SEPARATOR}\d){{5,13}}(?!\d|[.,]\d)")
_OPERATOR = r"[=×·*^÷√π+/:<>]"
_BEFORE = re.compile(rf"[\d)a-zа-я]\s*{_OPERATOR}\s*$")
_AFTER = re.compile(rf"^\s*{_OPERATOR}\s*[\d(a-zа-я?]")
_SPOKEN_OF = compiled(
    r"(?<!\w)(?:телефон\w*|тел|сот(?:к\w+|овый|ка)?|ұялы\w*|(?:мой|твой|наш|мамин|папин|его|её|сотовый"
    r"|номер)\s+номер\w*|номерім\w*|номер\s+(?:телефона|мамы|папы|мой|сотки)|номір\w*|нөмірім\w*"
    r"|немірім\w*|нөмірі\w{0,3}|ватсап\w*|вотсап\w*|уатсап\w*|вацап\w*|whats?app|wa|phone|mobile|cell"
    r"|(?:my|phone|mobile|cell|mom's|dad's|her|his)\s+(?:phone\s+)?number|number\s+is|позвони\w*"
    r"|звони\w*|набери"
    r"|перезвони\w*|смс|sms|напиши\w*|қоңырау\w*|звякни|хабарлас\w*|call|text|ring|tel|nomer\w*"
    r"|nomir\w*|telefon\w*|маған жаз|жазыңыз|каспи|kaspi|телеграм\w*|дома)(?!\w)"
)
_REACH = 45


class PhoneDetector:
    """Finds telephone numbers by the numbering plan, and by shape where a telephone is spoken of."""

    name = "phone"
    kinds = (Kind.PHONE,)

    def find(self, text: str) -> Iterator[Finding]:
        return longest((*self._plan(text), *self._library(text), *self._shape(text)))

    def _plan(self, text: str) -> Iterator[Finding]:
        for pattern in (_MOBILE, _LOCAL, _INTERNATIONAL):
            for match in pattern.finditer(text):
                if not _in_arithmetic(text, match.start(), match.end()):
                    yield _finding(text, match.start(), match.end(), "numbering plan")

    def _library(self, text: str) -> Iterator[Finding]:
        for match in phonenumbers.PhoneNumberMatcher(text, "KZ"):
            if _is_one_number(match.raw_string) and _spoken_of(text, match.start, match.end):
                yield _finding(text, match.start, match.end, "phonenumbers")

    def _shape(self, text: str) -> Iterator[Finding]:
        for match in _ANY_SHAPE.finditer(text):
            if _is_one_number(match.group()) and _spoken_of(text, match.start(), match.end()):
                yield _finding(text, match.start(), match.end(), "digits where a telephone is spoken of")


def _is_one_number(shape: str) -> bool:
    """Whether the digits are one number, not a row of values."""
    groups = re.findall(r"\d+", shape)
    digits = sum(map(len, groups))
    spaced_out = all(len(group) == 1 for group in groups) and digits >= 10
    return digits <= 12 and ".." not in shape and (spaced_out or digits >= 2 * len(groups))


def _spoken_of(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - _REACH) : end + _REACH // 2]
    return bool(_SPOKEN_OF.search(around)) and not _in_arithmetic(text, start, end)


def _in_arithmetic(text: str, start: int, end: int) -> bool:
    computed = _BEFORE.search(text[max(0, start - 6) : start]) and text[start] != "+"
    return bool(computed or _AFTER.search(text[end : end + 6]))


def _finding(text: str, start: int, end: int, rule: str) -> Finding:
    return Finding(
        start, end, Kind.PHONE, rule, 0.95, re.sub(r"\D", "", text[start:end])[-10:] or key_of(text[start:end])
    )


DETECTOR = PhoneDetector()
