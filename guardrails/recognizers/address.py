"""Postal addresses: street with house, microdistrict, flat, coordinates of a place."""

import re

from guardrails.recognizers.context import AT_HOME
from guardrails.recognizers.finding import Kind
from guardrails.recognizers.pattern import PatternDetector, Rule, compiled

_UPPER = "А-ЯЁӘҒҚҢӨҰҮҺІA-Z"
_NAME = r"[\w][\w.\-'’]*(?:\s+[\w][\w.\-'’]*){0,2}?"
_STREET_RU = (
    r"(?:(?:улиц\w{1,2}|проспект\w{0,2}|пр-?т\.?|пр-кт|переул\w+|бульвар\w{0,2}|шоссе|площад\w{1,2}"
    r"|набережн\w+|тупик|проезд)(?!\w)"
    r"|(?:ул|пр|просп|пер|б-р|ш|пл|наб)(?:\.|(?=\s)))"
)
_STREET_KK = (
    r"(?:көше\w{1,6}|коше\w{1,6}|даңғыл\w{1,6}|данғыл\w{1,6}|dangyl\w{0,4}|köshe\w{0,4}|koshe\w{0,5}"
    r"|тұйығы\w*|бульвары\w*)"
)
_STREET_EN = r"(?:[Ss]treet|St\.|[Aa]venue|Ave\.?|[Rr]oad|Rd\.?|Lane|Boulevard|Drive|[Uu]litsa|[Uu]lica|[Pp]rospekt)"
_DISTRICT = (
    r"(?:(?:микрорайон\w{0,2}|мкр\.?|мкрн\.?|м-?н|мөлтек\s?аудан\w{0,4}|шағын\s?аудан\w{0,4}"
    r"|ы?қшамаудан\w{0,4}|microdistrict|mkr\.?|аул\w*|ауыл\w{0,3}|жк|жилой комплекс|село|посёлок"
    r"|пос[её]лк\w+)(?!\w))"
)
_HOUSE = (
    r"(?:(?:дом\w{0,2}|д\.?|үй\w{0,4}|уй|house|здание|корпус|no\.?|№)\s?)?\d{1,4}(?:\s?[а-яa-z](?!\w)"
    r")?(?:\s?/\s?\d{1,3})?(?:-?\s?(?:үй\w{0,4}|дом))?"
)
_FLAT = (
    r"(?:[\s,.;]*(?:(?:кв(?:артир\w+)?\.?|пәтер\w{0,4}|патер|апарт\w*|apt\.?|apartment|flat|подъезд"
    r"|кіреберіс|этаж|қабат|корпус|к\.)\s?№?\s?\d{1,4}|\d{1,4}\s?-?\s?(?:-?ші|-?шы)?\s?(?:пәтер\w{0,5}"
    r"|патер\w*|квартир\w+|кв|подъезд\w*|кіреберіс\w*|этаж\w*|қабат\w*|үй\w{0,4}|дом\w*)))*"
)
_TOWN = rf"(?:(?:г\.|город|қ\.|city of|Алматы|Астана|Шымкент)\s*[{_UPPER}]?\w*(?:\s+қаласы)?[\s,]+)?"
_END = r"(?!\w)"
_CITY = r"(?:(?:[\w-]+\s+(?:қаласы|қ\.)|(?:г\.|город)\s?[\w-]+)[\s,]+)?"

DETECTOR = PatternDetector(
    Kind.ADDRESS,
    (
        Rule("street and house", compiled(rf"(?<!\w){_TOWN}{_STREET_RU}\s*{_NAME}[\s,]+{_HOUSE}{_FLAT}{_END}")),
        Rule(
            "street and house, name first",
            compiled(rf"(?<!\w)(?:[\w.-]+\s+){{1,2}}{_STREET_RU}[\s,]+{_HOUSE}{_FLAT}{_END}"),
            near=AT_HOME,
        ),
        Rule(
            "street and house, Kazakh",
            compiled(rf"(?<!\w){_CITY}(?:[\w.\-]+\s+){{1,2}}{_STREET_KK}[\s,]+(?:№\s?)?{_HOUSE}{_FLAT}{_END}"),
        ),
        Rule(
            "street and house, English",
            re.compile(
                rf"(?<!\w)\d{{1,5}}[a-z]?,?\s+(?:[A-Z]\w+\s+){{1,3}}{_STREET_EN}(?:,?\s*(?:apt\.?"
                rf"|apartment|flat|unit|#)\s?\d{{1,4}})?{_END}"
            ),
        ),
        Rule(
            "street and house at home, English",
            compiled(
                rf"(?<!\w)\d{{1,5}}[a-z]?,?\s+(?:\w+\s+){{1,3}}?{_STREET_EN}(?:,?\s*(?:apt\.?|apartment|flat|unit|#)"
                rf"\s?\d{{1,4}})?{_END}"
            ),
            near=AT_HOME,
        ),
        Rule(
            "street and house, English order",
            compiled(
                rf"(?<!\w)(?:\w+\s+){{1,2}}{_STREET_EN}[\s,]+{_HOUSE}(?:,?\s*(?:apt\.?|apartment|flat"
                rf"|unit|#)\s?\d{{1,4}})?{_END}"
            ),
            near=AT_HOME,
        ),
        Rule(
            "microdistrict",
            compiled(
                rf"(?<!\w)(?:{_DISTRICT}\s*[«\"]?{_NAME}[»\"]?(?:[\s-]?\d{{1,2}})?"
                rf"|[\w-]+(?:\s?-?\s?\d{{1,2}})?\s+{_DISTRICT})[\s,]+{_HOUSE}{_FLAT}{_END}"
            ),
        ),
        Rule(
            "numbered microdistrict",
            compiled(rf"(?<![\w.,])\d{{1,2}}\s?-?\s?(?:й|ой|ші|шы)?\s?{_DISTRICT}(?:[\s,]+{_HOUSE})?{_FLAT}{_END}"),
            near=AT_HOME,
        ),
        Rule(
            "house and flat",
            compiled(
                r"(?<!\w)(?:дом|д\.|үй|house)\s?№?\s?\d{1,4}\s?[а-яa-z]?[\s,;]+(?:кв(?:артира)?\.?"
                r"|пәтер|flat|apt\.?)\s?№?\s?\d{1,4}(?!\w)"
            ),
        ),
        Rule(
            "house and flat, Kazakh",
            compiled(
                r"(?<![\w.,])\d{1,4}\s?-?\s?(?:ші|шы)?\s?үй\w{0,4}[\s,;]+\d{1,4}\s?-?\s?(?:ші|шы)?\s?пәтер\w{0,5}(?!\w)"
            ),
        ),
        Rule(
            "named street at home",
            compiled(
                rf"(?<!\w)(?:{_STREET_RU}\s+[\w.-]+(?:\s[{_UPPER}]\w+)?"
                rf"|(?:[\w.-]+\s+){{1,2}}{_STREET_KK}|(?:[A-Z]\w+\s+){{1,2}}{_STREET_EN}"
                rf"|{_DISTRICT}\s+[\w-]+|[\w-]+(?:-\d+)?\s+{_DISTRICT}){_END}"
            ),
            near=AT_HOME,
        ),
        Rule(
            "name and house at home",
            re.compile(
                r"(?:(?i:живу|живём|тұрамын|адрес\w*|мекенжай\w*|live at|live on|address(?: is)?)"
                r"\s*[:\-–—]?\s*(?i:на|по|мой|у|в)?\s*)"
                rf"(?P<value>(?:[{_UPPER}][\w.-]+\s+){{1,2}}\d{{1,4}}(?:\s?[а-яa-z](?!\w)"
                rf")?(?:[\s,/-]+(?i:кв\.?\s?)?\d{{1,4}})?)(?!\w)"
            ),
        ),
        Rule("coordinates", re.compile(r"(?<![\d.])-?\d{1,2}\.\d{4,},\s?-?\d{1,3}\.\d{4,}(?![\d.])")),
        Rule(
            "map link",
            compiled(
                r"https?://(?:maps\.|www\.)?(?:google\.[a-z]+/maps|2gis\.\w+|goo\.gl/maps"
                r"|yandex\.\w+/maps|maps\.app\.goo\.gl)\S*"
            ),
        ),
    ),
)
