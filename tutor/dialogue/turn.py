"""A question after masking and guarding, with everything around it."""

from collections.abc import Iterator
from dataclasses import dataclass

from content.model import VersionId
from guardrails.policy import alerts_adult
from guardrails.verdict import Category, Verdict
from tutor.dialogue.model import Block, Context, Question
from tutor.dialogue.replies import say
from tutor.language import Detection, Language


@dataclass(frozen=True, slots=True)
class TurnInHand:
    """What every part of the tutor knows while it answers."""

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
    def last_shown(self) -> str | None:
        """The id of the passage or task shown last, of a lesson the student may still read."""
        return next(self._shown_backwards(), None)

    @property
    def last_passage(self) -> str | None:
        """The id of the passage that the last explanation began with."""
        return next((entry for entry in self._shown_backwards() if "#task:" not in entry), None)

    def _shown_backwards(self) -> Iterator[str]:
        """Passages and tasks, the newest turn first, each turn in its order."""
        for turn in reversed(self.context.past):
            for entry in turn.shown:
                if "@" in entry and VersionId(entry.partition("#")[0]) in self.context.versions:
                    yield entry

    @property
    def alert(self) -> Category | None:
        return self.verdict.category if alerts_adult(self.verdict) else None

    def say(self, key: str, **values: object) -> Block:
        """A fixed text in the student's language, in a phrasing not used lately."""
        return say(key, self.language, self.context.past, **values)
