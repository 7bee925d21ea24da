"""From a guarded question to the reply: task in hand, courtesy, follow-up or search, in that order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from content.model import Lesson, LessonId, Passage, VersionId
from guardrails import heads
from guardrails.policy import KAZAKHSTAN, Helplines, fixed_reply
from guardrails.verdict import Action, Category, Verdict
from retrieval.chunking import passages_of
from retrieval.confidence import calibration
from retrieval.retriever import Found, Query, Retriever, Scope
from tutor import texts
from tutor.dialogue import check_in, practice
from tutor.dialogue.composing import arrange, is_related, to_blocks
from tutor.dialogue.exercises import Exercises, answer_chips, posed
from tutor.dialogue.model import Block, Chip, Move, Outcome
from tutor.dialogue.moves import Choice, choose
from tutor.dialogue.ports import Library
from tutor.dialogue.replies import Reply, fit_for, next_chips
from tutor.dialogue.searching import searchable
from tutor.dialogue.structures import SOUGHT, STRUCTURES
from tutor.dialogue.translating import Translating, without_language
from tutor.dialogue.turn import TurnInHand
from tutor.language import to_cyrillic
from tutor.people import SchoolId

_LIMIT = 12
_AS_GOOD = 0.85
"""Hits with at least this share of the best score answer the question about as well."""
_GOOD_ENOUGH = 0.75
"""The same for the kind of passage that the question asks for."""
_NEAR = 0.5
"""From this share of the floor on, the nearest lesson is worth naming although it does not answer the question."""
_OUTCOMES = {
    Action.REDIRECT: (Move.REDIRECT, Outcome.REDIRECTED),
    Action.REFUSE: (Move.REFUSE, Outcome.REFUSED),
    Action.SUPPORT: (Move.SUPPORT, Outcome.SUPPORT),
    Action.SUPPORT_ALERT: (Move.SUPPORT, Outcome.SUPPORT),
}
_COURTESIES = {Move.GREET, Move.THANK, Move.INTRODUCE_SELF}
_HELP = {Move.HINT, Move.SHOW_SOLUTION}


@dataclass(frozen=True, slots=True)
class Answers:
    """Finds and composes; knows the lessons and nothing of storage or screens."""

    retriever: Callable[[SchoolId], Retriever]
    library: Library
    helplines: Helplines = KAZAKHSTAN

    def reply(self, turn: TurnInHand) -> Reply:
        if turn.verdict.ruling.guard == "check-in":
            return self._checked_in(turn)
        if turn.verdict.action is not Action.ALLOW and not self._is_a_lesson_after_all(turn):
            return self._guarded(turn)
        choice = choose(turn.message, turn.detection, turn.question.action, turn.context.past)
        return self._from_state(turn, choice) or self._searched(turn, choice.move)

    def _is_a_lesson_after_all(self, turn: TurnInHand) -> bool:
        """Whether only a likeness, no rule, speaks against a question that the approved lessons answer."""
        return _is_a_likeness(turn.verdict) and bool(self._find(turn).hits)

    def _from_state(self, turn: TurnInHand, choice: Choice) -> Reply | None:
        """What needs no search: an attempt at the task in hand, a courtesy, a follow-up."""
        move = choice.move
        if move in (Move.EXPLAIN, Move.CLARIFY) and (attempt := self._exercises.attempt(turn)):
            return attempt
        if move in _COURTESIES:
            return Reply(move, Outcome.ANSWERED, (turn.say(move),), chips=self._onward(turn))
        if move is Move.CLARIFY or not searchable(turn.message):
            return self._exercises.guess(turn) or Reply(
                Move.CLARIFY, Outcome.CLARIFY, (turn.say("clarify"),), chips=self._onward(turn)
            )
        return self._follow_up(turn, move) if choice.follows_up else None

    def lesson_of(self, turn: TurnInHand, block: Block) -> Lesson | None:
        """The lesson a block cites, or None for the tutor's own words."""
        return self._rest(turn, block.citations[0].version_id)[0] if block.citations else None

    @property
    def _exercises(self) -> Exercises:
        return Exercises(self.library)

    def _searched(self, turn: TurnInHand, move: Move) -> Reply:
        found = self._find(turn)
        if not found.hits:
            return self._exercises.guess(turn) or self._not_covered(turn, found)
        best = found.hits[0]
        if move is Move.TRANSLATE_TERM and (term := Translating(self.library).term(turn, best.passage.version_id)):
            return term
        shares = dict.fromkeys(SOUGHT.get(move, ()), _GOOD_ENOUGH)
        near = [hit.passage for hit in found.hits if hit.score >= best.score * shares.get(hit.passage.kind, _AS_GOOD)]
        same_lesson = [passage for passage in near if passage.version_id == best.passage.version_id]
        return self._explained(turn, move, same_lesson, found.crossed)

    def _find(self, turn: TurnInHand) -> Found:
        message, language = without_language(searchable(turn.message)), turn.language
        latin = turn.detection.script == "latin" and language != "en"
        views = (to_cyrillic(message, language),) if latin else ()
        retriever = self.retriever(turn.question.student.school_id)
        vector = retriever.embed(views[0] if views else message)
        scope = Scope(versions=turn.context.versions, prefer_language=language, sources=turn.context.sources)
        return retriever.find(Query(message, language, vector, views), scope, _LIMIT)

    def _explained(self, turn: TurnInHand, move: Move, ranked: Sequence[Passage], crossed: bool) -> Reply:
        version_id = ranked[0].version_id
        lesson, others = self._rest(turn, version_id)
        if move is Move.GIVE_TASK:
            return self._exercises.pose(turn, lesson, version_id)
        move = move if move in STRUCTURES else Move.EXPLAIN
        chosen = arrange(move, ranked, fit_for(move, lesson, others), turn.shown)
        if not chosen:
            return self._nothing_more(turn, version_id)
        blocks = tuple(to_blocks(chosen, lesson, turn.message, turn.language))
        seen = turn.shown | {passage.id for passage in chosen}
        task = practice.next_task(lesson, turn.context.past)
        if task and lesson.language == turn.language and _is_check_due(turn):
            blocks += (posed(turn, task, version_id, lesson),)
            chips = (*answer_chips(turn, task), *next_chips(turn.language, lesson, others, seen, has_task=False))
        else:
            chips = next_chips(turn.language, lesson, others, seen, has_task=task is not None)
        return Reply(
            move=move,
            outcome=Outcome.ANSWERED,
            blocks=blocks,
            chips=chips,
            sources=chosen[:1],
            notice=_crossed(turn, chosen[0]) if crossed else None,
            can_ask_teacher=crossed,
        )

    def _follow_up(self, turn: TurnInHand, move: Move) -> Reply | None:
        if move in _HELP:
            help_with = self._exercises.solve if move is Move.SHOW_SOLUTION else self._exercises.help
            return help_with(turn) or self._nothing_in_hand(turn)
        if move is Move.TRANSLATE_TERM:
            other = Translating(self.library).shown_before(turn)
            return other and replace(other, chips=self._onward(turn))
        last = turn.last_passage or turn.last_shown
        if last is None:
            return None
        version_id = VersionId(last.partition("#")[0])
        lesson, passages = self._rest(turn, version_id)
        if move is Move.GIVE_TASK:
            return self._exercises.pose(turn, lesson, version_id)
        anchor = next((passage for passage in passages if last.startswith(passage.id)), None)
        near = sorted(passages, key=lambda passage: not (anchor and is_related(passage, anchor)))
        chosen = arrange(move, (), fit_for(move, lesson, near), turn.shown) if move in STRUCTURES else ()
        if not chosen:
            return self._nothing_more(turn, version_id)
        return self._explained(turn, move, chosen, crossed=False)

    def _not_covered(self, turn: TurnInHand, found: Found) -> Reply:
        blocks = [turn.say("not_covered")]
        nearest: LessonId | None = None
        if found.nearest:
            nearest = found.nearest.passage.lesson_id
        if found.nearest and found.confidence >= _NEAR * calibration().floors[turn.language]:
            blocks.append(turn.say("nearest", title=found.nearest.passage.title))
        return Reply(Move.HAND_OVER, Outcome.NOT_COVERED, tuple(blocks), nearest_lesson=nearest, can_ask_teacher=True)

    def _nothing_more(self, turn: TurnInHand, version_id: VersionId) -> Reply:
        chips = self._chips_of(turn, version_id)
        return Reply(Move.CLARIFY, Outcome.CLARIFY, (turn.say("nothing_more"),), chips=chips, can_ask_teacher=True)

    def _nothing_in_hand(self, turn: TurnInHand) -> Reply:
        return Reply(Move.CLARIFY, Outcome.CLARIFY, (turn.say("no_open_task"),), chips=self._onward(turn))

    def _guarded(self, turn: TurnInHand) -> Reply:
        if _is_a_likeness(turn.verdict) and turn.verdict.category is Category.OFF_TOPIC:
            return self._not_covered(turn, self._find(turn))
        move, outcome = _OUTCOMES[turn.verdict.action]
        if turn.verdict.category is Category.ACADEMIC_INTEGRITY and (hint := self._exercises.help(turn, "first_try")):
            return hint
        spoken = fixed_reply(turn.verdict, turn.language, _contact(turn), len(turn.context.past), self.helplines)
        kind = "support" if outcome is Outcome.SUPPORT else "text"
        chips: tuple[Chip, ...] = ()
        if turn.verdict.action is Action.SUPPORT:
            chips = check_in.chips(turn.language)
        elif turn.verdict.action is Action.REDIRECT:
            chips = self._onward(turn)
        return Reply(move, outcome, (Block(kind, turn.language, frame=spoken),), chips=chips)

    def _checked_in(self, turn: TurnInHand) -> Reply:
        spoken = check_in.text(turn.question.action or "", turn.language, _contact(turn), self.helplines)
        block = Block("support", turn.language, frame=spoken)
        if turn.verdict.action is Action.ALLOW:
            return Reply(Move.THANK, Outcome.SUPPORT, (block,), chips=self._onward(turn))
        return Reply(Move.SUPPORT, Outcome.SUPPORT, (block,))

    def _onward(self, turn: TurnInHand) -> tuple[Chip, ...]:
        """Ways to go on with the lesson of the last answer."""
        last = turn.last_shown
        return self._chips_of(turn, VersionId(last.partition("#")[0])) if last else ()

    def _chips_of(self, turn: TurnInHand, version_id: VersionId) -> tuple[Chip, ...]:
        lesson, passages = self._rest(turn, version_id)
        has_task = practice.next_task(lesson, turn.context.past) is not None
        return next_chips(turn.language, lesson, passages, turn.shown, has_task=has_task)

    def _rest(self, turn: TurnInHand, version_id: VersionId) -> tuple[Lesson, tuple[Passage, ...]]:
        lesson = self.library.lesson(turn.question.student.school_id, version_id)
        return lesson, passages_of(lesson, version_id)


def _is_a_likeness(verdict: Verdict) -> bool:
    """Whether a redirect or refusal rests on the heads alone: a message like others that were not about lessons."""
    return verdict.ruling.guard == heads.NAME and verdict.action in (Action.REDIRECT, Action.REFUSE)


def _contact(turn: TurnInHand) -> str:
    """The adult at school who is told, and where to find them."""
    school = turn.context.school
    return f"{school.safeguarding_name} ({school.safeguarding_contact})"


def _is_check_due(turn: TurnInHand) -> bool:
    """After the first explanation and then at most after every second one."""
    asked = [any("#task:" in entry for entry in past.shown) for past in turn.context.past]
    return not asked or (len(asked) > 1 and not any(asked[-2:])) or (len(asked) == 1 and not asked[0])


def _crossed(turn: TurnInHand, source: Passage) -> tuple[str, str]:
    language = texts.text(f"dialogue.language_{source.language}", turn.language)
    return "crossed", texts.text("dialogue.crossed", turn.language, source=language)
