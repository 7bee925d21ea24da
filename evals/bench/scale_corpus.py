"""As many passages as wanted, made of real ones by mixing the words of their sentences."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from content.importers import Defaults, ImportRefused, open_import
from content.model import Lesson, LessonId, Passage, PassageId, Span, UnitKind, VersionId
from content.problems import LessonFormatError
from evals.report import UnusableInput
from retrieval.chunking import passages_of, sentence_texts
from tutor.language import Language

PER_LESSON = 30
KEPT_WORDS = 2
"""At the start of a sentence, these tell what its vector is to be like."""
_PAIRED = re.compile(r"[()\[\]{}«»“”\"$|`]")
SUBJECTS = tuple(f"subject-{number}" for number in range(12))
GRADES = (*((grade,) for grade in range(5, 12)), (10, 11))


@dataclass(frozen=True, slots=True)
class Originals:
    """Real passages with their sentences."""

    passages: tuple[Passage, ...]
    sentences: tuple[tuple[str, ...], ...]


def read_originals(books: Sequence[Path], limit: int) -> Originals:
    """``limit`` passages from everywhere in the books; raises UnusableInput."""
    found = [passage for book in books for lesson in _lessons(book) for passage in _passages(lesson)]
    random.Random(7).shuffle(found)
    if not found:
        raise UnusableInput("The books hold no text.")
    return Originals(tuple(found[:limit]), tuple(sentence_texts(passage) for passage in found[:limit]))


def _lessons(book: Path) -> list[Lesson]:
    try:
        with open_import(book, book.name) as opened:
            return [module.lesson for module in opened.modules(Defaults(subject="any", language="en"))]
    except (ImportRefused, LessonFormatError) as refused:
        raise UnusableInput(f"{book} cannot be imported: {refused}") from refused


def _passages(lesson: Lesson) -> tuple[Passage, ...]:
    return passages_of(lesson, VersionId(f"{lesson.id}@{lesson.language}.1"))


def made_passages(originals: Originals, count: int) -> Iterator[Passage]:
    """``count`` passages as long as real ones; every lesson is in one language and has a grade and a subject."""
    by_language: dict[Language, list[int]] = defaultdict(list)
    for number, passage in enumerate(originals.passages):
        by_language[passage.language].append(number)
    languages = sorted(by_language)
    for number in range(count):
        lesson = number // PER_LESSON
        own = by_language[languages[lesson % len(languages)]]
        yield _passage(originals, own, lesson, number, random.Random(number))


def _passage(originals: Originals, own: list[int], lesson: int, number: int, chance: random.Random) -> Passage:
    like = originals.passages[(model := chance.choice(own))]
    size = len(chance.choice(originals.passages).text)
    begun, any_sentence = originals.sentences[model][0], partial(_any_sentence, originals, own, chance)
    parts = [_crossed(begun, any_sentence())]
    while sum(map(len, parts)) < size:
        parts.append(_crossed(any_sentence(), any_sentence()))
    text = " ".join(parts)
    version = VersionId(f"lesson-{lesson}@{like.language}.1")
    return Passage(
        id=PassageId(f"{version}#unit-{number}"),
        version_id=version,
        lesson_id=LessonId(f"lesson-{lesson}"),
        language=like.language,
        subject=SUBJECTS[lesson // len(GRADES) % len(SUBJECTS)],
        grades=GRADES[lesson % len(GRADES)],
        kind=UnitKind.TEXT,
        unit_key=f"unit-{number}",
        span=Span(0, len(text)),
        text=text,
        title=like.title,
        heading=like.heading,
    )


def _any_sentence(originals: Originals, own: list[int], chance: random.Random) -> str:
    return chance.choice(originals.sentences[chance.choice(own)])


def _crossed(first: str, second: str) -> str:
    """One sentence with words of another between its own, so that no two passages say the same by accident."""
    own, others = _plain_words(first), _plain_words(second)
    words = [word if place < KEPT_WORDS or place % 2 else others[place % len(others)] for place, word in enumerate(own)]
    return " ".join(words).rstrip(".!?") + "."


def _plain_words(sentence: str) -> list[str]:
    """Without brackets, quotations and formulas, which would be opened in one sentence and closed in the next."""
    words = sentence.split(" ")
    return [word for word in words if not _PAIRED.search(word)] or words[:1]
