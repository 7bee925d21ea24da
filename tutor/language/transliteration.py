"""Cyrillic for Kazakh and Russian typed in Latin letters: known words first, letters by rule for the others."""

import re
import unicodedata

from tutor.language import lexicon, vocabulary
from tutor.language.evidence import evidence
from tutor.language.odds import LIMIT
from tutor.language.records import Language
from tutor.language.spelling import cyrillic_by_rule
from tutor.language.words import Word, spans

_SHORTEST_STEM, _LONGEST_ENDING = 3, 9
# Few type the ң of "of the molecule"; a participle ends in атын, етін.
_GENITIVE = re.compile("(?<=н[ыі])н$|(?<=[^аеәй][тд][ыі])н$")
_CLEARLY_ENGLISH = -LIMIT / 2


def to_cyrillic(text: str, language: Language) -> str:
    """``text`` with its Latin words in Cyrillic, NFC; formulas, units, names and English words stay as they are."""
    text = unicodedata.normalize("NFC", text)
    if language == "en":
        return text
    result, at = [], 0
    for begin, end, word in spans(text):
        if word.script == "latin" and not _is_english(word, language):
            result += [text[at:begin], _with_case(_cyrillic(word.text, language), text[begin:end])]
            at = end
    return "".join(result) + text[at:]


def _is_english(word: Word, language: Language) -> bool:
    if word.text in lexicon.english("quoted") | lexicon.english("code"):
        return True
    odds = evidence(word)
    return odds["en"] == 0.0 and odds[language] <= _CLEARLY_ENGLISH


def _cyrillic(word: str, language: Language) -> str:
    known = vocabulary.spelling(word, language)
    if known or language == "ru":
        return known or cyrillic_by_rule(word, language)
    for size in range(len(word) - 1, max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING) - 1, -1):
        stem = vocabulary.spelling(word[:size], language)
        if stem:
            return _GENITIVE.sub("ң", stem + cyrillic_by_rule(word[size:], language, stem))
    return cyrillic_by_rule(word, language)


def _with_case(word: str, typed: str) -> str:
    if len(typed) > 1 and typed.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if word and typed[0].isupper() else word
