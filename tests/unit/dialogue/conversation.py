"""A conversation with the tutor over a few lessons, without storage, models or screens."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from content.model import Lesson, LessonId, Passage, Unit, UnitKind, VersionId
from guardrails.heads import NAME
from guardrails.verdict import Action, Category, Decision, Verdict
from retrieval.chunking import passages_of
from retrieval.records import Found, Hit, Query, Scope
from retrieval.stemming import stems
from tests.samples import SCHOOL, lesson, student
from tutor.dialogue.answers import Answers
from tutor.dialogue.model import Context, ConversationId, PastTurn, Question, TurnId
from tutor.dialogue.replies import Reply
from tutor.dialogue.turn import TurnInHand
from tutor.language import Language, detect
from tutor.people import SchoolId

ALLOWED = Verdict((Decision("topics", Action.ALLOW),))
COVERED = 0.5


def explained(key: str, text: str, **attributes: str) -> Unit:
    return Unit(key, UnitKind.EXPLANATION, text, attributes=attributes)


def with_units(*units: Unit, language: Language = "en") -> Lesson:
    """The sample lesson with more units."""
    known = lesson(language)
    return replace(known, units=(*known.units, *units))


@dataclass(frozen=True, slots=True)
class Shelf:
    """Lessons by their version."""

    lessons: dict[VersionId, Lesson]

    def lesson(self, school_id: SchoolId, version_id: VersionId) -> Lesson:
        return self.lessons[version_id]


@dataclass(slots=True)
class WordSearch:
    """Finds passages by the words they share with the question; sure of them only where words are shared."""

    passages: Sequence[Passage]
    confidence: float = 0.9
    asked: list[str] = field(default_factory=list)

    def embed(self, text: str) -> str:
        return text

    def find(self, query: Query, scope: Scope, limit: int) -> Found:
        self.asked.append(query.text)
        wanted = stems(query.text, query.language)
        scored = [(len(wanted & stems(f"{one.heading} {one.text}", one.language)), one) for one in self.passages]
        hits = [Hit(one, float(score), 0.0, 0.0, 0.0) for score, one in sorted(scored, key=lambda each: -each[0])]
        good = tuple(hit for hit in hits if hit.score > 0)[:limit]
        sure = self.confidence if good else 0.1
        return Found(good if sure >= COVERED else (), sure, hits[0], crossed=False)


class Conversation:
    """Says things to the tutor one after another; remembers what was shown as storage does."""

    def __init__(self, *, confidence: float = 0.9, **lessons: Lesson) -> None:
        chosen = lessons or {"en": lesson()}
        shelf = Shelf({VersionId(f"{one.id}@{one.language}.1"): one for one in chosen.values()})
        passages = [one for version, found in shelf.lessons.items() for one in passages_of(found, version)]
        self.search = WordSearch(passages, confidence)
        self._answers = Answers(lambda _school: self.search, shelf)  # pyright: ignore[reportArgumentType]
        self._versions = frozenset(shelf.lessons)
        self._past: tuple[PastTurn, ...] = ()

    def say(self, message: str, action: str | None = None, verdict: Verdict = ALLOWED) -> Reply:
        question = Question(TurnId("turn"), ConversationId("conversation"), student(), message, "en", action)
        context = Context(SCHOOL, self._versions, self._past, {})
        reply = self._answers.reply(TurnInHand(question, message, detect(message, "en"), verdict, context))
        shown = tuple(entry for block in reply.blocks for entry in block.shown)
        self._past = (*self._past, PastTurn(message, "en", reply.move, shown))
        return reply


def redirected(category: Category) -> Verdict:
    return Verdict((Decision("topics", Action.REDIRECT, category, "rule"),))


def resembling(category: Category, action: Action = Action.REDIRECT) -> Verdict:
    """A verdict that rests on the heads alone."""
    return Verdict((Decision(NAME, action, category, "likeness", 0.95),))


def labels(reply: Reply) -> list[str]:
    return [chip.label for chip in reply.chips]


def said(reply: Reply) -> str:
    return "\n".join(f"{block.frame}\n{block.text}" for block in reply.blocks)


def other_lesson(title: str, *units: Unit) -> Lesson:
    return replace(lesson(title=title), id=LessonId(title.lower()), units=units, tasks=(), terms=())
