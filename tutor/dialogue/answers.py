"""From a guarded question to the reply: task in hand, courtesy, follow-up or search, in that order."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from content.model import Lesson, LessonId, Passage, Task, VersionId
from guardrails.policy import KAZAKHSTAN, Helplines, alerts_adult, fixed_reply
from guardrails.verdict import Action, Category, Verdict
from retrieval.chunking import passages_of
from retrieval.retriever import Found, Query, Retriever, Scope
from tutor import texts
from tutor.dialogue import check_in, practice
from tutor.dialogue.composing import arrange, is_related, to_blocks
from tutor.dialogue.model import Block, Context, Move, Outcome, Question
from tutor.dialogue.moves import choose
from tutor.dialogue.ports import Library
from tutor.dialogue.replies import Reply, chip, next_chips, say
from tutor.dialogue.structures import STRUCTURES
from tutor.language import Detection, Language, to_cyrillic
from tutor.people import SchoolId

_LIMIT = 12
_AS_GOOD = 0.85
"""Hits with at least this share of the best score answer the question about as well."""
_OUTCOMES = {
    Action.REDIRECT: (Move.REDIRECT, Outcome.REDIRECTED),
    Action.REFUSE: (Move.REFUSE, Outcome.REFUSED),
    Action.SUPPORT: (Move.SUPPORT, Outcome.SUPPORT),
    Action.SUPPORT_ALERT: (Move.SUPPORT, Outcome.SUPPORT),
}
_COURTESIES = {Move.GREET, Move.THANK, Move.INTRODUCE_SELF}


@dataclass(frozen=True, slots=True)
class TurnInHand:
    """A question after masking and guarding, with everything around it."""

    question: Question
    message: str
    """Masked."""
    detection: Detection
    verdict: Verdict
    context: Context

    @property
    def language(self) -> Language:
        return self.detection.dominant

    @property
    def shown(self) -> frozenset[str]:
        return frozenset(entry for turn in self.context.past for entry in turn.shown)

    @property
    def alert(self) -> Category | None:
        return self.verdict.category if alerts_adult(self.verdict) else None


class Answers:
    """Finds and composes; knows the lessons and nothing of storage or screens."""

    def __init__(
        self, retriever: Callable[[SchoolId], Retriever], library: Library, helplines: Helplines = KAZAKHSTAN
    ) -> None:
        self._retriever = retriever
        self._library = library
        self._helplines = helplines

    def reply(self, turn: TurnInHand) -> Reply:
        if reply := _guarded(turn, self._helplines):
            return reply
        choice = choose(turn.message, turn.detection, turn.question.action, turn.context.past)
        if choice.move is Move.EXPLAIN and (attempt := self._attempt(turn)):
            return attempt
        if choice.move in _COURTESIES:
            return Reply(choice.move, Outcome.ANSWERED, (_say(turn, choice.move),))
        if choice.move is Move.CLARIFY or not searchable(turn.message):
            return Reply(Move.CLARIFY, Outcome.CLARIFY, (_say(turn, "clarify"),))
        if choice.follows_up and (reply := self._follow_up(turn, choice.move)):
            return reply
        return self._searched(turn, choice.move)

    def lesson_of(self, turn: TurnInHand, block: Block) -> Lesson | None:
        """The lesson a block cites, or None for the tutor's own words."""
        if not block.citations:
            return None
        return self._library.lesson(turn.question.student.school_id, block.citations[0].version_id)

    def _searched(self, turn: TurnInHand, move: Move) -> Reply:
        found = self._find(turn)
        if not found.hits:
            return self._not_covered(turn, found)
        best = found.hits[0]
        near = [hit.passage for hit in found.hits if hit.score >= best.score * _AS_GOOD]
        same_lesson = [passage for passage in near if passage.version_id == best.passage.version_id]
        return self._explained(turn, move, same_lesson, found.crossed)

    def _find(self, turn: TurnInHand) -> Found:
        message, language = searchable(turn.message), turn.language
        latin = turn.detection.script == "latin" and language != "en"
        views = (to_cyrillic(message, language),) if latin else ()
        retriever = self._retriever(turn.question.student.school_id)
        vector = retriever.embed(views[0] if views else message)
        scope = Scope(versions=turn.context.versions, prefer_language=language)
        return retriever.find(Query(message, language, vector, views), scope, _LIMIT)

    def _explained(self, turn: TurnInHand, move: Move, ranked: Sequence[Passage], crossed: bool) -> Reply:
        lesson, others = self._rest(turn, ranked[0].version_id)
        if move is Move.GIVE_TASK:
            return self._pose(turn, lesson, ranked[0].version_id)
        chosen = arrange(move if move in STRUCTURES else Move.EXPLAIN, ranked, others, turn.shown)
        if not chosen:
            return self._nothing_more(turn, lesson, ranked[0].version_id)
        blocks = tuple(to_blocks(chosen, lesson, turn.message, turn.language))
        task = practice.next_task(lesson, turn.context.past)
        if task and _is_check_due(turn):
            blocks += (_posed(turn, task, ranked[0].version_id, lesson.language),)
        return Reply(
            move=move,
            outcome=Outcome.ANSWERED,
            blocks=blocks,
            chips=next_chips(turn.language, chosen, others, turn.shown, has_task=task is not None),
            sources=chosen[:1],
            notice=_crossed(turn, chosen[0]) if crossed else None,
        )

    def _follow_up(self, turn: TurnInHand, move: Move) -> Reply | None:
        last = next((entry for past in reversed(turn.context.past) for entry in past.shown if "@" in entry), None)
        if last is None:
            return None
        version_id = VersionId(last.partition("#")[0])
        if version_id not in turn.context.versions:
            return None
        if move in (Move.HINT, Move.SHOW_SOLUTION):
            return self._help(turn)
        lesson, passages = self._rest(turn, version_id)
        if move is Move.GIVE_TASK:
            return self._pose(turn, lesson, version_id)
        anchor = next((passage for passage in passages if last.startswith(passage.id)), None)
        near = sorted(passages, key=lambda passage: not (anchor and is_related(passage, anchor)))
        chosen = arrange(move, (), near, turn.shown) if move in STRUCTURES else ()
        if not chosen:
            return self._nothing_more(turn, lesson, version_id)
        return self._explained(turn, move, chosen, crossed=False)

    def _not_covered(self, turn: TurnInHand, found: Found) -> Reply:
        blocks = [_say(turn, "not_covered")]
        nearest: LessonId | None = None
        if found.nearest:
            nearest = found.nearest.passage.lesson_id
            blocks.append(_say(turn, "nearest", title=found.nearest.passage.title))
        return Reply(Move.HAND_OVER, Outcome.NOT_COVERED, tuple(blocks), nearest_lesson=nearest, can_ask_teacher=True)

    def _nothing_more(self, turn: TurnInHand, lesson: Lesson, version_id: VersionId) -> Reply:
        has_task = practice.next_task(lesson, turn.context.past) is not None
        _, others = self._rest(turn, version_id)
        chips = next_chips(turn.language, (), others, turn.shown, has_task=has_task)
        return Reply(Move.CLARIFY, Outcome.CLARIFY, (_say(turn, "nothing_more"),), chips=chips, can_ask_teacher=True)

    def _pose(self, turn: TurnInHand, lesson: Lesson, version_id: VersionId) -> Reply:
        task = practice.next_task(lesson, turn.context.past)
        if task is None:
            return Reply(Move.GIVE_TASK, Outcome.CLARIFY, (_say(turn, "no_task"),))
        return Reply(
            Move.GIVE_TASK,
            Outcome.ANSWERED,
            (_posed(turn, task, version_id, lesson.language),),
            chips=(chip(Move.HINT, turn.language),),
        )

    def _attempt(self, turn: TurnInHand) -> Reply | None:
        active = practice.active_task(turn.context.past)
        if active is None or turn.question.action or active.version_id not in turn.context.versions:
            return None
        task = self._task(turn, active)
        if task is None or not practice.is_attempt(turn.message, task):
            return None
        if not practice.is_right(turn.message, task):
            return self._help(turn, "not_yet")
        done = practice.entry(active.version_id, task, "done")
        praise = _say(turn, "right")
        blocks = (praise, Block("text", turn.language, text=task.solution, shown=(done,)))
        return Reply(Move.AFFIRM, Outcome.ANSWERED, blocks, chips=(chip(Move.GIVE_TASK, turn.language),))

    def _help(self, turn: TurnInHand, lead: str = "hint") -> Reply | None:
        active = practice.active_task(turn.context.past)
        task = active and self._task(turn, active)
        if active is None or task is None:
            return None
        if active.hints >= len(task.hints):
            return _solved_together(turn, active.version_id, task)
        entry = practice.entry(active.version_id, task, str(active.hints + 1))
        frame = _say(turn, lead)
        hint = Block(
            "text", turn.language, text=task.hints[active.hints], frame=frame.frame, shown=(*frame.shown, entry)
        )
        chips = (chip(Move.HINT, turn.language),)
        return Reply(Move.HINT, Outcome.ANSWERED, (hint,), chips=chips)

    def _task(self, turn: TurnInHand, active: practice.ActiveTask) -> Task | None:
        lesson = self._library.lesson(turn.question.student.school_id, active.version_id)
        return next((task for task in lesson.tasks if task.key == active.key), None)

    def _rest(self, turn: TurnInHand, version_id: VersionId) -> tuple[Lesson, tuple[Passage, ...]]:
        lesson = self._library.lesson(turn.question.student.school_id, version_id)
        return lesson, passages_of(lesson, version_id)


def searchable(message: str) -> str:
    """The message without the clauses that were about somebody; empty where nothing was asked besides."""
    if "⟨" not in message:
        return message
    clauses = re.split(r"(?<=[,.!?;\n])\s+", message)
    kept = " ".join(clause for clause in clauses if "⟨" not in clause)
    if re.search(r"\w{3}", kept):
        return kept
    return re.sub(r"⟨\w+⟩", " ", message).strip() if "?" in message else ""


def _say(turn: TurnInHand, key: str, **values: object) -> Block:
    return say(key, turn.language, turn.context.past, **values)


def _guarded(turn: TurnInHand, helplines: Helplines) -> Reply | None:
    if turn.verdict.ruling.guard == "check-in":
        return _checked_in(turn, helplines)
    if turn.verdict.action is Action.ALLOW:
        return None
    move, outcome = _OUTCOMES[turn.verdict.action]
    spoken = fixed_reply(turn.verdict, turn.language, _contact(turn), len(turn.context.past), helplines)
    kind = "support" if outcome is Outcome.SUPPORT else "text"
    chips = check_in.chips(turn.language) if turn.verdict.action is Action.SUPPORT else ()
    return Reply(move, outcome, (Block(kind, turn.language, frame=spoken),), chips=chips)


def _checked_in(turn: TurnInHand, helplines: Helplines) -> Reply:
    spoken = check_in.text(turn.question.action or "", turn.language, _contact(turn), helplines)
    move = Move.THANK if turn.verdict.action is Action.ALLOW else Move.SUPPORT
    return Reply(move, Outcome.SUPPORT, (Block("support", turn.language, frame=spoken),))


def _contact(turn: TurnInHand) -> str:
    """The adult at school who is told, as named in the support texts."""
    return turn.context.school.safeguarding_name


def _posed(turn: TurnInHand, task: Task, version_id: VersionId, language: Language) -> Block:
    choices = "".join(f"\n{number}. {choice}" for number, choice in enumerate(task.choices, start=1))
    text = f"{task.text}\n{choices}" if choices else task.text
    frame = say("frame_task", language, turn.context.past)
    return Block("task", language, text, frame.frame, shown=(*frame.shown, practice.entry(version_id, task)))


def _solved_together(turn: TurnInHand, version_id: VersionId, task: Task) -> Reply:
    frame = _say(turn, "solution")
    done = practice.entry(version_id, task, "done")
    block = Block("text", turn.language, task.solution, frame.frame, shown=(*frame.shown, done))
    return Reply(Move.SHOW_SOLUTION, Outcome.ANSWERED, (block,), chips=(chip(Move.GIVE_TASK, turn.language),))


def _is_check_due(turn: TurnInHand) -> bool:
    """After the first explanation and then at most after every second one."""
    asked = [any("#task:" in entry for entry in past.shown) for past in turn.context.past]
    return not asked or (len(asked) > 1 and not any(asked[-2:])) or (len(asked) == 1 and not asked[0])


def _crossed(turn: TurnInHand, source: Passage) -> tuple[str, str]:
    language = texts.text(f"dialogue.language_{source.language}", turn.language)
    return "crossed", texts.text("dialogue.crossed", turn.language, source=language)
