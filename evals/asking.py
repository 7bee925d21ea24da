"""A question put to the tutor's own line, with guards and checks, and without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from content.model import VersionId
from evals.curriculum import Curriculum
from evals.searching import Search
from guardrails.heads import Meaning
from guardrails.personal_data import PersonalDataMasker
from guardrails.pipeline import Pipeline
from guardrails.vault import Vault
from retrieval.retriever import Found, Query, Retriever, Scope
from tutor.dialogue.answers import Answers
from tutor.dialogue.model import ClosedTurn, Context, ConversationId, OpenedTurn, Outcome, Question, TurnEvent, TurnId
from tutor.dialogue.tutor import Tutor
from tutor.language import Language
from tutor.people import ClassId, Person, PersonId, Role, School, SchoolClass, SchoolId, Student

_KEY = b"k" * 32
_SCHOOL = SchoolId("evaluation")


@dataclass(frozen=True, slots=True)
class Cited:
    """One shown block with its source; ``text`` is what the student reads, ``language`` that of the source."""

    reference: str
    version_id: VersionId
    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What reached the student; ``confidence`` is 0 where nothing was searched."""

    outcome: Outcome
    cited: tuple[Cited, ...]
    confidence: float

    @property
    def is_answered(self) -> bool:
        return self.outcome is Outcome.ANSWERED and bool(self.cited)


class Asking:
    """Asks one question after the other, each as the first of a conversation."""

    def __init__(self, curriculum: Curriculum, search: Search) -> None:
        self._curriculum = curriculum
        self._retriever = _Listening(search.folder, search)
        meaning = Meaning(search.encoder.model_id, self._retriever.embed)
        guards = Pipeline(PersonalDataMasker(_KEY), meaning)
        answers = Answers(lambda _school: self._retriever, curriculum)
        self._turn = _OneTurn(frozenset(curriculum.lessons))
        self._tutor = Tutor(self._turn, guards, Vault(_KEY), answers, lambda: datetime.now(UTC), timedelta(days=1))

    def ask(self, text: str, language: Language) -> Answer:
        """The answer to ``text``, typed in an interface in ``language``."""
        self._turn.events, self._retriever.last = [], None
        question = Question(TurnId(str(uuid4())), ConversationId(str(uuid4())), _student(language), text, language)
        for _ in self._tutor.answer(question):
            pass
        found = self._retriever.last
        blocks = [event.data for event in self._turn.events if event.name == "block" and event.data["citations"]]
        outcome = Outcome(self._turn.events[-1].data["outcome"])
        return Answer(outcome, tuple(self._cited(block) for block in blocks), found.confidence if found else 0.0)

    def _cited(self, block: Mapping[str, Any]) -> Cited:
        place = block["citations"][0]
        version, unit = place["version"], place["unit"]
        text = self._curriculum.text(version, unit)[place["start"] : place["end"]]
        return Cited(self._curriculum.reference(version, unit), version, self._curriculum.language(version), text)


class _Listening(Retriever):
    """Remembers what was found last."""

    last: Found | None = None

    def __init__(self, folder: Path, search: Search) -> None:
        super().__init__(folder, search.encoder)

    def find(self, query: Query, scope: Scope, limit: int = 10) -> Found:
        self.last = super().find(query, scope, limit)
        return self.last


@dataclass
class _OneTurn:
    """Conversations that forget; keeps the events of the turn in hand."""

    versions: frozenset[VersionId]
    events: list[TurnEvent] = field(default_factory=list)

    def load_context(self, question: Question, at: datetime) -> Context:
        return Context(_school(question.language), self.versions, (), {})

    def open_turn(self, turn: OpenedTurn) -> None:
        return None

    def add_event(self, school_id: SchoolId, turn_id: TurnId, event: TurnEvent) -> None:
        self.events.append(event)

    def close_turn(self, school_id: SchoolId, turn: ClosedTurn) -> None:
        return None


def _school(language: Language) -> School:
    return School(_SCHOOL, "evaluation", language, "Evaluation", "room 1")


def _student(language: Language) -> Student:
    person = Person(PersonId("student"), _SCHOOL, Role.STUDENT, "student", "student", language, notice_seen=True)
    return Student(person, SchoolClass(ClassId("class"), _SCHOOL, "7", 7, "EVAL7"), 1)
