"""A birth date, where birth is spoken of; dates of history stay."""

from guardrails.recognizers.context import FIRST_PERSON
from guardrails.recognizers.finding import Finding, Kind
from guardrails.recognizers.pattern import PatternDetector, Rule, compiled

_MONTH = (
    r"(?:январ\w|феврал\w|март\w?|апрел\w|ма[яй]|июн\w|июл\w|август\w?|сентябр\w|октябр\w|ноябр\w"
    r"|декабр\w|қаңтар\w{0,4}|ақпан\w{0,4}|наурыз\w{0,4}|сәуір\w{0,4}|мамыр\w{0,4}|маусым\w{0,4}"
    r"|шілде\w{0,4}|тамыз\w{0,4}|қыркүйек\w{0,4}|қазан\w{0,4}|қараша\w{0,4}|желтоқсан\w{0,4}"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb"
    r"|mar|apr|jun|jul|aug|sept?|oct|nov|dec|кантар\w{0,4}|акпан\w{0,4}|сауир\w{0,4}|шилде\w{0,4}"
    r"|кыркуйек\w{0,4}|желтоксан\w{0,4})"
)
_NUMERIC = (
    r"(?:\d{1,2}\s?[./\-]\s?\d{1,2}\s?[./\-]\s?(?:\d{4}|\d{2})|\d{4}[./\-]\d{1,2}[./\-]\d{1,2})"
    r"(?:\s?(?:г|ж|года|жылы|жылғы)\b\.?)?"
)
_WORDS_RU = rf"\d{{1,2}}(?:-?(?:го|е|ші|шы))?\s+{_MONTH}(?:\s+\d{{4}}(?:\s?(?:года|г\.?|жыл\w*|ж\.))?)?"
_WORDS_KK = (
    rf"\d{{4}}\s?(?:жыл\w{{0,4}}|ж\.)\s*,?\s*(?:\d{{1,2}}(?:-?\s?(?:ші|шы))?\s+{_MONTH}"
    rf"|{_MONTH}(?:\s\w+)?\s+\d{{1,2}}(?:-?\s?(?:сы|сі|ы|і|інде|ында|сында|сінде)\w*)?)"
)
_WORDS_EN = (
    rf"{_MONTH}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?"
)
_YEAR = r"(?:19[5-9]|20[0-2])\d(?:\s?(?:года|г\.?|жыл\w*|ж\.))?"
_DATE = rf"(?<![\d.,])(?:{_NUMERIC}|{_WORDS_KK}|{_WORDS_RU}|{_WORDS_EN})(?![\d])"
_BORN = compiled(
    r"(?<!\w)(?:родил\w{1,4}|рожд[её]н\w*|дата\s+рожд\w+|день\s+рожд\w+|днюх\w+|др|д\.р\.?|рождени\w*"
    r"|год\s+рожд\w+|туған\w*|туганмын|туылған\w*|туылдым|туған\s+күн\w*|дүниеге\s+кел\w+|born"
    r"|birth\s?day|birthdate|dob|b-?day|date\s+of\s+birth|tugan\w*|tuylgan\w*)(?!\w)"
)
_ME = compiled(
    rf"{FIRST_PERSON}|(?<!\w)(?:туғанмын|туылғанмын|туылдым|туганмын|күнім|др|д\.р|dob|дата\s+рожд\w+"
    r"|date\s+of\s+birth|брат\w*|сестр\w*|мам\w|пап\w|досым\w*|ағам\w*|апам\w*|анам\w*|әкем\w*|інім\w*"
    r"|сіңлім\w*|tuganmyn)(?!\w)"
)
_RECENT = 1940


def _is_recent(value: str) -> bool:
    """Whether the date can be that of somebody at a school: no year, a short year, or one of living memory."""
    years = [int(part) for part in "".join(c if c.isdigit() else " " for c in value).split() if len(part) == 4]
    return all(year >= _RECENT for year in years)


class BirthDetector:
    """Finds dates and years where the student speaks of a birth."""

    name = "birth date"
    kinds = (Kind.DOB,)

    def __init__(self) -> None:
        near_birth = (
            Rule("date beside birth", compiled(_DATE), near=_BORN, check=_is_recent),
            Rule("year beside birth", compiled(rf"(?<![\d.,]){_YEAR}(?![\d])"), near=_BORN),
        )
        self._patterns = PatternDetector(Kind.DOB, near_birth)

    def find(self, text: str) -> list[Finding]:
        return list(self._patterns.find(text)) if _ME.search(text) else []


DETECTOR = BirthDetector()
