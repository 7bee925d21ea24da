"""Whether units stand alone, and whether words are written in the letters of their language."""

import re
from collections.abc import Iterator

from content.maths import find_formulas
from content.model import Lesson, Unit, UnitKind
from content.plain import plain
from content.problems import Problem, advice, error
from tutor.language import Language

_ORPHANS: dict[Language, re.Pattern[str]] = {
    "kk": re.compile(
        r"(?:ол|олар|оның|олардың|оны|бұл|бұны|бұның|осы|мұны|мұнда|мұндай|сол (?!жақ|қол)|сондықтан|"
        r"сонымен|демек|бірақ|алайда|дегенмен|сондай-ақ|сонда|осылай|осылайша|сол себепті)\b"
    ),
    "ru": re.compile(
        r"(?:он|она|оно|они|его|её|их|это|этот|эта|эти|этого|этой|этих|этому|такой|такая|такое|такие|поэтому|потому|"
        r"следовательно|значит|итак|таким образом|также|но|однако|затем|тогда)\b"
    ),
    "en": re.compile(
        r"(?:it|its|it's|this|that|these|those|they|them|their|he|she|his|her|therefore|thus|hence|so|such|also|but|"
        r"however|then|consequently|as a result)\b"
    ),
}
_STANDS_ALONE_ANYWAY = frozenset({UnitKind.TEXT, UnitKind.FIGURE, UnitKind.CONTRAST, UnitKind.TERM})
_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _CYRILLIC = re.compile(r"[A-Za-z\u00c0-\u024f\u0259]"), re.compile(r"[\u0400-\u04ff]")
_KAZAKH = re.compile(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_FOREIGN = re.compile(r"\w*[ўӯӊҥћїӄ]\w*", re.IGNORECASE)
_ENOUGH_WORDS = 15
_KAZAKH_SHARE = 0.15
"""In running Kazakh about half of the words hold one of its nine own letters."""


def check(lesson: Lesson) -> Iterator[Problem]:
    """Findings on the wording of units, tasks, hints and term glosses."""
    for unit in lesson.units:
        yield from _orphan(unit, lesson.language)
        words = [unit.heading, unit.text, *(unit.attributes[name] for name in unit.attributes if name != "src")]
        yield from _letters(unit.key, "\n".join(words), lesson.language)
    for task in lesson.tasks:
        words = [task.text, *task.hints, *task.choices, task.solution]
        yield from _letters(task.key, "\n".join(words), lesson.language)
    head = [lesson.title, *(item.text for item in lesson.objectives), *(skill.title for skill in lesson.skills)]
    head += [words for term in lesson.terms for words in (term.gloss, *term.aliases)]
    yield from _letters("", "\n".join(head), lesson.language)


def _orphan(unit: Unit, language: Language) -> Iterator[Problem]:
    if unit.kind in _STANDS_ALONE_ANYWAY:
        return
    start = plain(unit.text).lstrip("«\"'“„•-–— ").casefold()
    if match := _ORPHANS[language].match(start):
        yield advice("orphan", unit.key, key=unit.key, word=match[0].strip())


def _letters(key: str, source: str, language: Language) -> Iterator[Problem]:
    text = _without_formulas(source)
    words = _WORD.findall(text)
    for word in dict.fromkeys(word for word in words if _LATIN.search(word) and _CYRILLIC.search(word)):
        yield error("mixed_script", key, word=word)
    yield from _own_letters(key, text, words, language)


def _own_letters(key: str, text: str, words: list[str], language: Language) -> Iterator[Problem]:
    cyrillic = [word for word in words if _CYRILLIC.search(word)]
    kazakh = [word for word in cyrillic if _KAZAKH.search(word)]
    if language == "en":
        if len(cyrillic) > len(words) / 4 and len(cyrillic) > 3:
            yield error("wrong_language", key, language=language)
        return
    if len(words) >= _ENOUGH_WORDS and len(cyrillic) < len(words) / 2:
        yield error("wrong_language", key, language=language)
    elif language == "kk" and len(cyrillic) >= _ENOUGH_WORDS and len(kazakh) < _KAZAKH_SHARE * len(cyrillic):
        yield error("no_kazakh_letters", key)
    elif language == "ru" and len(cyrillic) >= _ENOUGH_WORDS and len(kazakh) > len(cyrillic) / 4:
        yield error("wrong_language", key, language=language)
    if language == "kk" and (match := _FOREIGN.search(text)):
        yield error("foreign_letter", key, word=match[0])


def _without_formulas(source: str) -> str:
    parts, position = [], 0
    for formula in find_formulas(source):
        parts.append(source[position : formula.start])
        position = formula.end
    return re.sub(r"`[^`]*`|https?://\S+", " ", " ".join([*parts, source[position:]]))
