"""The same thing in another language: a term's names, or what was shown, from the lesson's other version."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.model import Lesson, LessonId, Passage, Term, VersionId
from retrieval.chunking import passages_of
from retrieval.stemming import fold, stems
from tutor.dialogue.composing import to_blocks
from tutor.dialogue.model import Block, Move, Outcome
from tutor.dialogue.ports import Library
from tutor.dialogue.replies import Reply
from tutor.dialogue.turn import TurnInHand
from tutor.language import Language

_NAMES: dict[Language, re.Pattern[str]] = {
    "kk": re.compile(r"\bказакша\b|\bпо-казахски\b|\bна казахск\w+|\b(in|into) kazakh\b"),
    "ru": re.compile(r"\bорысша\b|\bпо-русски\b|\bна русск\w+|\b(in|into) russian\b"),
    "en": re.compile(r"\bагылшынша\b|\bпо-английски\b|\bна английск\w+|\b(in|into) english\b"),
}


def language_named(message: str) -> Language | None:
    """The language a message asks for."""
    folded = fold(message)
    return next((language for language, names in _NAMES.items() if names.search(folded)), None)


def without_language(message: str) -> str:
    """The message without the name of the language, as it is searched for."""
    named = language_named(message)
    return message if named is None else " ".join(_NAMES[named].sub(" ", fold(message)).split())


@dataclass(frozen=True, slots=True)
class Translating:
    """Finds the other version of what was shown; nothing is ever translated by the program."""

    library: Library

    def shown_before(self, turn: TurnInHand) -> Reply | None:
        """What the last answer began with, in the language asked for; None where nothing was shown or named."""
        last, wanted = turn.last_passage, language_named(turn.message)
        if last is None or wanted is None:
            return None
        lesson_id = LessonId(last.partition("@")[0])
        other = next((v for v in turn.context.versions if v.startswith(f"{lesson_id}@{wanted}.")), None)
        passages = self._passages(turn, other) if other else ()
        key = last.partition("#")[2]
        same = [passage for passage in passages if passage.id.partition("#")[2] == key]
        if not other or not same:
            return Reply(Move.TRANSLATE_TERM, Outcome.CLARIFY, (turn.say("no_other_language"),), can_ask_teacher=True)
        # Remembered as not shown: the conversation goes on in the student's own language.
        blocks = tuple(replace(block, shown=()) for block in self._blocks(turn, other, same))
        return Reply(Move.TRANSLATE_TERM, Outcome.ANSWERED, blocks)

    def term(self, turn: TurnInHand, version_id: VersionId) -> Reply | None:
        """The names and the gloss of the term that the message is about, from a lesson."""
        asked = stems(without_language(turn.message), turn.language)
        terms = self._lesson(turn, version_id).terms
        named = {term.key: _words_named(term, asked, turn.language) for term in terms}
        best = max(named, key=lambda key: named[key], default="")
        if not named.get(best):
            return None
        found = [one for one in self._passages(turn, version_id) if one.unit_key == f"term-{best}"]
        blocks = self._blocks(turn, version_id, found)
        return Reply(Move.TRANSLATE_TERM, Outcome.ANSWERED, blocks, sources=tuple(found))

    def _passages(self, turn: TurnInHand, version_id: VersionId) -> tuple[Passage, ...]:
        return passages_of(self._lesson(turn, version_id), version_id)

    def _lesson(self, turn: TurnInHand, version_id: VersionId) -> Lesson:
        return self.library.lesson(turn.question.student.school_id, version_id)

    def _blocks(self, turn: TurnInHand, version_id: VersionId, passages: Sequence[Passage]) -> tuple[Block, ...]:
        return tuple(to_blocks(passages, self._lesson(turn, version_id), turn.message, turn.language))


def _words_named(term: Term, asked: frozenset[str], language: Language) -> int:
    """How many words of the longest name of the term that is asked about; 0 where none is."""
    names = (stems(name, language) for name in (*term.names.values(), *term.aliases))
    return max((len(name) for name in names if name and name <= asked), default=0)
