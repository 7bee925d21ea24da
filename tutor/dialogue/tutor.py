"""The straight line from a student's question to its answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from guardrails.personal_data import MaskedEntry, MaskedText
from guardrails.pipeline import InboundContext
from guardrails.verdict import Action, Verdict
from retrieval.support.judging import quoted
from tutor.dialogue import check_in, supporting
from tutor.dialogue.answers import Answers
from tutor.dialogue.events import Recorder
from tutor.dialogue.model import Block, ClosedTurn, OpenedTurn, Outcome, Question, SealedEntry, TurnEvent
from tutor.dialogue.ports import Conversations, Guards, Safe, Supports
from tutor.dialogue.turn import TurnInHand
from tutor.language import detect


@dataclass(frozen=True, slots=True)
class Tutor:
    """Answers questions; one instance serves all threads."""

    conversations: Conversations
    guards: Guards
    vault: Safe
    answers: Answers
    now: Callable[[], datetime]
    keep_values: timedelta
    """How long a masked value can be opened again."""
    supports: Supports = quoted
    """Whether a sentence stands in what it cites; by itself the line lets only quotations out."""

    def answer(self, question: Question, is_stopped: Callable[[], bool] = lambda: False) -> Iterator[TurnEvent]:
        """Masks, guards, stores, answers and closes a turn; every event is stored before it is handed out.

        Raises ``TurnAlreadyAsked``, ``NotYours`` or ``MaskingUnavailable`` before anything is stored.
        """
        context = self.conversations.load_context(question, self.now())
        detection = detect(question.text, question.language)
        masked = self.guards.mask(question.text, detection.dominant, context.placeholders)
        verdict = check_in.verdict(question.action, context.past) or self.guards.check_inbound(
            masked.text, detection.dominant, InboundContext(context.careful)
        )
        turn = TurnInHand(question, masked.text, detection, verdict, context)
        self.conversations.open_turn(self._opened(turn, masked))

        record = Recorder(self.conversations, question)
        yield record.turn(turn, masked.hidden)
        reply = self.answers.reply(turn)
        if reply.notice:
            yield record.notice(*reply.notice)
        verdicts: list[Verdict] = []
        shown: list[str] = []
        for block in reply.blocks:
            if is_stopped():
                reply = replace(reply, outcome=Outcome.STOPPED, chips=(), can_ask_teacher=False)
                break
            verdicts.append(self._verdict(turn, block))
            if verdicts[-1].action is Action.ALLOW:
                yield record.block(block, self.answers.lesson_of(turn, block))
                shown.extend(block.shown)
        if reply.sources:
            yield record.sources(reply.sources, turn.language)
        done = record.done(reply)
        closed = ClosedTurn(
            question.turn_id,
            reply.outcome,
            reply.move,
            tuple(shown),
            reply.nearest_lesson,
            tuple(verdicts),
            self.now(),
        )
        self.conversations.close_turn(question.student.school_id, closed)
        yield done

    def _verdict(self, turn: TurnInHand, block: Block) -> Verdict:
        """The guards on the tutor's own words, and whether the lesson bears what the block states."""
        guarded = self.guards.check_outbound(block.frame, block.text, turn.language)
        sources = supporting.sources_of(block, self.answers.library, turn.question.student.school_id)
        return Verdict((*guarded.decisions, *supporting.check(block, sources, self.supports)))

    def _opened(self, turn: TurnInHand, masked: MaskedText) -> OpenedTurn:
        question, at = turn.question, self.now()
        entries = tuple(self._sealed(question, entry, at) for entry in masked.entries)
        return OpenedTurn(question, masked.text, masked.hidden, turn.language, turn.verdict, entries, turn.alert, at)

    def _sealed(self, question: Question, entry: MaskedEntry, at: datetime) -> SealedEntry:
        expires_at = at + self.keep_values
        sealed = self.vault.seal(entry.value, question.student.school_id, question.conversation_id, expires_at)
        return SealedEntry(entry.placeholder, entry.key, entry.kind, sealed, expires_at)
