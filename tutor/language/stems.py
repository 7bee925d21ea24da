"""Words without their endings, for Russian and English; Kazakh endings that Russian words take in Kazakh speech."""

import re

from tutor.language.letters import fold
from tutor.language.records import Language

# The leftmost match is the longest ending; three letters of the word always stay.
_ENDINGS: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(
        r"(?<=\w{3})(?:[иая]ми|[ое]го|[ое]му|[ыи]ми|ией|иях|[еи]шь|[еи]те|[аяеи](?:ть|л[аи]?)|[аяеу]ет|[аяеу]ют|[аяоыие]й"
        r"|[ая]я|[ое]е|[ыи]е|[ую]ю|[оеая]м|[ая]х|[ое]в|и[юяи]|[еиуюая]т|ть|[ыиаяоеуюь])$"
    ),
    "en": re.compile(r"(?<=\w{3})(?:ings?|ied|ies|ed|es|ly|er|s)$"),
}
_KAZAKH_ENDING = re.compile(
    r"(?<=\w{3})(?:(?:л|д|т)[ае]р)?(?:сы|си|ым|им|ын|ин|ымыз|имиз)?"
    r"(?:[нтд][ыи]н|[нтд][ыи]|[кг]а|[кг]е|н?[дт][ае]н?|мен|пен|бен|га|ге|сыз|сиз)?$"
)


def stem(word: str, language: Language) -> str:
    """A lower-case word without its ending; in Kazakh the word itself."""
    pattern = _ENDINGS.get(language)
    return pattern.sub("", word) if pattern else word


def without_kazakh_ending(word: str) -> str:
    """A lower-case Cyrillic word without the Kazakh endings that a borrowed noun takes."""
    return _KAZAKH_ENDING.sub("", fold(word), count=1)
