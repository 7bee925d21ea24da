"""International words that Kazakh and Russian write alike, told by their sounds and endings."""

import re
from functools import cache

from tutor.language import lexicon, vocabulary
from tutor.language.letters import fold
from tutor.language.stems import stem, without_kazakh_ending

# Endings of Russian words that Kazakh does not borrow: adjectives, verbs and Slavic nouns.
_SLAVIC_END = re.compile(
    r"(?:[ыио]й|[ая]я|[ое]е|[ыи]е|[ое]го|[ое]му|ую|ть|ться|ешь|[ие]м|ость|[ае]ни[еяю]|ство|ник|[тчлк]о)$"
)
_SLAVIC_NOUN = re.compile("(?:[бвджзйлмнпрстчш]ка|ник|ость|[ае]ние|стви[ея]|ство|тель|ица)$")
_SLAVIC_START = re.compile("(?:не|на|за|по|про|до|со|во|при|пере|рас|бес|ис|от|об|под|над|паук|русск|росс)")
_START = re.compile(
    "(?:авто|аэро|био|гео|гидро|гипер|гипо|интер|кино|макро|мега|мета|микро|моно|мульти|нано|пара|поли|псевдо|супер|теле"
    "|термо|транс|фото|экзо|электро|эндо|инфра|ультра|экс)"
)
_END = re.compile(
    r"\w{2,}(?:[цсзрлгмф]ия|ония|стия|изм|тика|фика|метр|грамма|граф|скоп|синтез|лиз|оид|аза|оза|[тдс]ор|ент|ант|ист|тура"
    r"|инг|олог|аж|[нж]ер|[тмд]ат|инат|урат|икат|бус|дром|тека|стан)$"
)
# Sounds Slavic words do not have: ф, а and э at the start, vowels side by side, doubled consonants.
_SOUNDS = re.compile("ф|^[аэ]|[еиа]о|[иеоу]а|[ои]э|ау|иу|еу|([слмрпктбгд])\\1")


def is_listed(word: str) -> bool:
    """Whether a lower-case Cyrillic word is one of the lexicon's words of Kazakh and Russian alike."""
    return any(word in lexicon.shared(kind) for kind in lexicon.SHARED)


def is_borrowed(word: str) -> bool:
    """Whether a lower-case Cyrillic word sounds or ends like an international word in its dictionary form."""
    if len(word) < 4 or _is_slavic(word):
        return False
    strange = _SOUNDS.search(word) and not _SLAVIC_START.match(word)
    return bool(strange or _END.match(word) or _START.match(word))


def is_borrowed_form(word: str) -> bool:
    """Whether a lower-case Cyrillic word is such a word with a Russian ending."""
    base = stem(word, "ru")
    return (base in _term_stems() or is_borrowed(base)) and not _is_slavic(word)


def is_russian_with_kazakh_ending(word: str) -> bool:
    """Whether an unknown lower-case Cyrillic word is a Slavic noun, not a borrowed one, with an ending of Kazakh."""
    base = without_kazakh_ending(word)
    if base == fold(word) or is_listed(base) or is_borrowed(base):
        return False
    return base in lexicon.school("ru") or bool(_SLAVIC_NOUN.search(base) and vocabulary.is_known(base, "ru"))


def _is_slavic(word: str) -> bool:
    known = word in lexicon.function("ru") or word in lexicon.school("ru") or word in lexicon.function("kk")
    return known or fold(word) != word or _SLAVIC_END.search(word) is not None


@cache
def _term_stems() -> frozenset[str]:
    return frozenset(stem(word, "ru") for word in lexicon.shared("terms"))
