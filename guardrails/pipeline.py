"""Every text's way through the guards, in a fixed order, each decision kept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from guardrails import heads, injection, outbound, topics, wellbeing
from guardrails.heads import Meaning
from guardrails.personal_data import MaskedText, PersonalDataMasker
from guardrails.policy import is_fixed_text, settle
from guardrails.readings import Reading, readings
from guardrails.schoolwork import is_schoolwork
from guardrails.verdict import Action, Decision, Verdict
from tutor.language import Language

_FEWEST_WORDS = 3
"""One or two words have no meaning a head could be sure of."""


@dataclass(frozen=True, slots=True)
class InboundContext:
    """What is known around a message: an earlier signal of danger within 24 hours makes the guards careful."""

    careful: bool = False


class Pipeline:
    """Masks, and checks what comes in, goes out and is imported; one instance serves all threads.

    Without ``meaning``, or with an encoder the heads were not trained for, the rules decide alone.
    """

    def __init__(self, masker: PersonalDataMasker, meaning: Meaning | None = None) -> None:
        self._masker = masker
        self._embed = meaning.embed if meaning and heads.load().fit(meaning.model_id) else None

    def warm(self) -> None:
        """Load every rule and detector, about two seconds; raises ``MaskingUnavailable``."""
        self._masker.warm_up()
        self.check_inbound("фотосинтез", "ru")
        self.check_passage("фотосинтез")
        self.check_outbound("фотосинтез", "", "ru")

    def mask(self, text: str, language: str, known: Mapping[str, str]) -> MaskedText:
        """The text with placeholders for personal data; raises ``MaskingUnavailable``."""
        return self._masker.mask(text, language, known)

    def redact(self, text: str, language: str = "ru") -> str:
        """The text with placeholders, for people who only want the text; raises ``MaskingUnavailable``."""
        return self.mask(text, language, {}).text

    def check_inbound(self, text: str, language: Language, context: InboundContext | None = None) -> Verdict:
        """The verdict on a masked message; rules of all languages read it, because students mix them."""
        ways = readings(text)
        decisions = (
            wellbeing.check(ways),
            injection.check(ways),
            topics.check(ways),
            *self._heads(text, ways, language),
        )
        return settle(decisions, careful=context is not None and context.careful)

    def _heads(self, text: str, ways: tuple[Reading, ...], language: Language) -> tuple[Decision, ...]:
        if self._embed is None or len(text.split()) < _FEWEST_WORDS:
            return ()
        return (heads.load().check(self._embed(text), language, is_schoolwork(ways)),)

    def check_outbound(self, frame: str, cited: str, language: Language) -> Verdict:
        """The verdict on the tutor's own words beside the cited text they rely on ("" when they cite nothing)."""
        if not frame or is_fixed_text(frame):
            return Verdict((Decision("fixed text", Action.ALLOW),))
        ways = readings(frame)
        spans = self._masker.spans(frame, language)
        return Verdict(
            (
                topics.check_harm(ways),
                outbound.check_promises(ways),
                outbound.check_containment(frame, cited),
                outbound.check_personal_data(spans, frame, cited),
            )
        )

    def check_passage(self, text: str) -> Verdict:
        """The verdict on imported content: anything but allow marks a hidden instruction to look at."""
        return Verdict((injection.check_hidden(text), injection.check_passage(readings(text))))

    def guard(self, text: str, language: Language = "ru") -> dict[str, object]:
        """Mask and check one message; the verdict as plain data for a command line."""
        verdict = self.check_inbound(self.mask(text, language, {}).text, language)
        return {
            "action": verdict.action,
            "category": verdict.category,
            "rule": verdict.ruling.rule,
            "decisions": [asdict(decision) for decision in verdict.decisions],
        }
