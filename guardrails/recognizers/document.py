"""Identity cards, passports, birth certificates and vehicle plates."""

import re

from guardrails.recognizers.finding import Kind
from guardrails.recognizers.pattern import PatternDetector, Rule, compiled

_WORDS = (
    r"(?:удостоверени\w+|удост\w*|уд\.?\s?личности|удв|паспорт\w*|төлқұжат\w*|толкужат\w*"
    r"|жеке\s+куәлі\w+|куәлі\w+|куалик\w*|свидетельств\w+(?:\s+о\s+рождении)?|туу\s+туралы\s+куәлі\w+"
    r"|құжат\w*|документ\w*"
    r"|identity\s+card|id\s+card|id\s+number|id\s?№|passport|birth\s+certificate|student\s+id"
    r"|student\s+card|студенческ\w+|ученическ\w+\s+билет\w*|оқушы\s+билет\w*|id|снилс"
    r"|загранпаспорт\w*)"
)
_NUMBER = r"(?P<value>(?:[A-ZА-ЯЁ]{1,3}[ \-]?)?(?:№\s?|N\s?)?\d(?:[ \-]?\d){5,11})(?!\d)"
_AFTER_WORD = compiled(rf"(?<!\w){_WORDS}(?!\w)[^\d\n.!?]{{0,30}}?(?<!\w){_NUMBER}")
_PASSPORT_KZ = re.compile(r"(?<![\w])[NНSnн][ \-]?\d{8}(?!\w)")
_DOCUMENT_KZ = re.compile(r"(?<!\w)0[1-6]\d{7}(?!\w)")
_PLATE = re.compile(
    r"(?<!\w)(?:\d{3}[ \-]?[A-ZАВЕКМНОРСТУХ]{2,3}[ \-]?(?:0[1-9]|1\d|20)|[A-ZАВЕКМНОРСТУХ][ "
    r"\-]?\d{3}[ \-]?[A-ZАВЕКМНОРСТУХ]{2,3}(?:[ \-]?\d{2})?)(?!\w)"
)
_CARS = compiled(
    r"(?<!\w)(?:көлік\w*|машина\w*|машины|авто\w*|госномер\w*|гос\.?\s?номер\w*|номер\w*|нөмір\w*"
    r"|такси|car|plate|тачк\w+|мотоцикл\w*)(?!\w)"
)
_OWN = compiled(rf"(?<!\w)(?:{_WORDS}|менің|мой|моя|моего|my|номер\w*|нөмір\w*)(?!\w)")

DETECTOR = PatternDetector(
    Kind.DOC_ID,
    (
        Rule("number after the document's name", _AFTER_WORD),
        Rule("passport of Kazakhstan", _PASSPORT_KZ, near=_OWN),
        Rule("identity card of Kazakhstan", _DOCUMENT_KZ, near=_OWN),
        Rule("vehicle plate", _PLATE, near=_CARS),
    ),
)
