"""What a message is written in: the evidence of its words added up, and content words of a second language."""

import math
from dataclasses import dataclass

from tutor.language.evidence import evidence
from tutor.language.odds import LIMIT, Odds
from tutor.language.records import LANGUAGES, Detection, Language, Script
from tutor.language.words import Word, words

DEFAULT: Language = "kk"
# Log-odds; chosen on the development half of evals/data/language_messages.jsonl.
_PRIOR = 1.0
_DEFAULT = 0.2
_SECOND_LANGUAGE = 3.5
_CLEAR_WORD = 2.5
# One foreign word in a long message does not make it mixed.
_PER_CLEAR_WORD = 0.6
_NAME, _LETTER = 0.3, 0.3


@dataclass(frozen=True, slots=True)
class _Weighed:
    word: Word
    weight: float
    odds: Odds


def detect(text: str, prior: Language | None = None) -> Detection:
    """The language of ``text``; ``prior`` decides where the text itself does not, Kazakh where there is none."""
    found = words(text)
    weighed = [_weighed(word, alone=len(found) == 1) for word in found]
    totals = _totals(weighed, prior)
    dominant = max(LANGUAGES, key=lambda language: totals[language])
    second = max(_seconds(weighed, dominant).values(), default=0.0)
    enough = max(_SECOND_LANGUAGE, _PER_CLEAR_WORD * _clear_words(weighed, dominant))
    mixed = second >= enough and _clear_words(weighed, dominant) > 0
    confidence = _sigmoid(second - enough) if mixed else _share(totals, dominant)
    return Detection("mixed" if mixed else dominant, dominant, _script(weighed, text), confidence)


def _weighed(word: Word, alone: bool) -> _Weighed:
    weight = _NAME if word.named or word.quoted else 1.0
    return _Weighed(word, weight * (_LETTER if len(word.text) == 1 else 1.0), evidence(word, alone))


def _totals(weighed: list[_Weighed], prior: Language | None) -> Odds:
    totals = dict.fromkeys(LANGUAGES, 0.0)
    totals[prior or DEFAULT] += _PRIOR if prior else _DEFAULT
    for item in weighed:
        for language in LANGUAGES:
            totals[language] += item.weight * item.odds[language]
    return totals


def _seconds(weighed: list[_Weighed], dominant: Language) -> Odds:
    """For every other language, how strongly its own words speak against the dominant one."""
    found: Odds = {}
    for item in weighed:
        against = -item.odds[dominant]
        if item.weight == 1.0 and against >= _CLEAR_WORD:
            language = max(LANGUAGES, key=lambda each: item.odds[each])
            found[language] = found.get(language, 0.0) + against
    return found


def _clear_words(weighed: list[_Weighed], dominant: Language) -> int:
    """How many words clearly are of the dominant language."""
    own = [item for item in weighed if item.odds[dominant] == 0.0]
    return sum(sorted(item.odds.values())[-2] <= -_CLEAR_WORD for item in own)


def _share(totals: Odds, dominant: Language) -> float:
    return 1 / sum(math.exp(max(totals[each] - totals[dominant], -10 * LIMIT)) for each in LANGUAGES)


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def _script(weighed: list[_Weighed], text: str) -> Script:
    if not weighed:
        return "latin" if any("a" <= letter <= "z" for letter in text.lower()) else "cyrillic"
    cyrillic = sum(len(item.word.text) for item in weighed if item.word.script == "cyrillic")
    return "cyrillic" if 2 * cyrillic >= sum(len(item.word.text) for item in weighed) else "latin"
