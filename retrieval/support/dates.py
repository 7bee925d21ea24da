"""Days and months with their years, and times before our era, which no number alone tells."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.support.records import Reason
from retrieval.support.words import Reading
from tutor.language import Language

_BEFORE: dict[Language, re.Pattern[str]] = {
    "kk": re.compile(
        r"б\.\s?з\.\s?д|б\.\s?з\.\s?б|біздің (?:заманымызға|дәуірімізге) дейін|заманымыздан бұрын", re.IGNORECASE
    ),
    "ru": re.compile(r"до\s+(?:н\.\s?э|нашей эры|рождества христова|р\.\s?х)", re.IGNORECASE),
    "en": re.compile(r"\bB\.?C\.?(?:E\.?)?(?!\w)|before (?:Christ|the common era|our era)"),
}
_YEAR = r"(?<!\d)(?P<{}>1\d{{3}}|20\d\d|[3-9]\d\d)(?!\d)"
_ORDINAL = r"(?:\s?-?(?:st|nd|rd|th|го|е|ші|шы|нші|інші|ыншы)\b)?"
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?![\d.])")
_ENDINGS: dict[Language, str] = {
    "kk": r"(?:ы|і)?(?:н?[дт][ае]|н?[дт][ае]н|н[ае]н|[дтн][ыі]ң|[ғқ]а|[гк]е|н)?\b",
    "ru": r"(?:а|е|у|ом|ь|я|ю|ем)?\b",
    "en": r"\b",
}


@dataclass(frozen=True, slots=True)
class Day:
    """A month, with the day and the year where they are told."""

    month: int
    day: int | None
    year: int | None
    found: str

    def fits(self, other: "Day") -> bool:
        """Whether ``other`` says the same as far as it goes."""
        if self.month != other.month or (self.day and self.day != other.day):
            return False
        return None in (self.year, other.year) or self.year == other.year


def find_days(text: str, language: Language) -> tuple[Day, ...]:
    """The months and days of a plain text in their order."""
    dotted = [Day(int(match[2]), int(match[1]), int(match[3]), match[0]) for match in _DOTTED.finditer(text)]
    return (*dotted, *_named(text, language))


def check(claim: Sequence[Day], cited: Sequence[Day]) -> tuple[Reason, ...]:
    """A month has to stand in the cited texts, with the day and not with another year."""
    return tuple(Reason("date", day.found) for day in claim if not any(day.fits(other) for other in cited))


def check_era(claim: Reading, cited: Sequence[Reading]) -> tuple[Reason, ...]:
    """What a claim puts before our era, some cited text puts there too."""
    is_early = _is_before_our_era(claim) and not any(map(_is_before_our_era, cited))
    return (Reason("date", "era"),) if is_early else ()


def _is_before_our_era(reading: Reading) -> bool:
    return _BEFORE[reading.language].search(reading.plain) is not None


def _named(text: str, language: Language) -> Iterator[Day]:
    for match in _pattern(language).finditer(text):
        month = next(number for number in range(1, 13) if match[f"m{number}"])
        day = match["before"] or match["after"]
        year = match["year"] or match["led"]
        yield Day(month, int(day) if day else None, int(year) if year else None, match[0].strip())


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    listed = tomllib.loads(files("retrieval.support").joinpath("months.toml").read_text(encoding="utf-8"))[language]
    names = "|".join(f"(?P<m{number}>{name})" for number, name in enumerate(listed, 1))
    led = rf"(?:{_YEAR.format('led')}\s*(?:жылғы|жылдың|жылы|ж\.)\s+)?"
    before = rf"(?:(?<![\d.,])(?P<before>\d{{1,2}}){_ORDINAL}(?:\s+of)?[\s-]+)?"
    after = rf"(?:\s+(?:the\s+)?(?P<after>\d{{1,2}})(?!\d){_ORDINAL})?"
    # A Kazakh year stands before its month, and what follows belongs to something else.
    year = "(?P<year>(?!))?" if language == "kk" else rf"(?:,?\s+(?:of\s+)?{_YEAR.format('year')})?"
    if language != "en":
        after = "(?P<after>(?!))?"
    # May and March are words too: only with a capital letter are they months in English.
    return re.compile(
        rf"{led}{before}\b(?:{names}){_ENDINGS[language]}{after}{year}", 0 if language == "en" else re.IGNORECASE
    )
