"""Stand-ins that behave, for tests that are about something else."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np

from guardrails.personal_data import MaskedEntry, MaskedText
from guardrails.pipeline import InboundContext
from guardrails.verdict import Action, Category, Decision, Verdict
from retrieval.embedding import Progress, Vectors
from retrieval.stemming import grams
from tutor.language import Language


class FakeEncoder:
    """Hashes character 4-grams into a vector, so that like texts are near each other."""

    model_id = "fake"
    dimensions = 64

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return np.stack([_vector(text, self.dimensions) for text in texts])

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        if progress:
            progress(len(texts), len(texts))
        return self.encode_queries(texts) if texts else np.zeros((0, self.dimensions), np.float32)

    def warm(self) -> None:
        return


class FakeGuards:
    """Masks the name Aigerim, raises an alarm at the word ALARM, redirects IGNORE, passes everything else."""

    def mask(self, text: str, language: Language, known: Mapping[str, str]) -> MaskedText:
        if not re.search("айгерим", text, re.IGNORECASE):
            return MaskedText(text, (), ())
        entries = () if "key" in known else (MaskedEntry("⟨PERSON_1⟩", "PERSON", "Айгерим", "key"),)
        return MaskedText(re.sub("айгерим", "⟨PERSON_1⟩", text, flags=re.IGNORECASE), entries, ("PERSON",))

    def check_inbound(self, text: str, language: Language, context: InboundContext | None = None) -> Verdict:
        if "ALARM" in text:
            return Verdict((Decision("wellbeing", Action.SUPPORT_ALERT, Category.SELF_HARM, "fake"),))
        if "IGNORE" in text:
            return Verdict((Decision("injection", Action.REDIRECT, Category.JAILBREAK, "fake"),))
        return Verdict((Decision("wellbeing", Action.ALLOW),))

    def check_outbound(self, frame: str, cited: str, language: Language) -> Verdict:
        return Verdict((Decision("grounding", Action.ALLOW),))

    def check_passage(self, text: str) -> Verdict:
        return Verdict((Decision("injection", Action.ALLOW),))

    def warm(self) -> None:
        return


class FakeSafe:
    """Seals by reversing: enough to see that the value itself is not stored."""

    def seal(self, value: str, school_id: str, conversation_id: str, expires_at: datetime) -> bytes:
        return value[::-1].encode()


def _vector(text: str, dimensions: int) -> Vectors:
    vector = np.full(dimensions, 1e-6, np.float32)
    for gram in grams(text):
        vector[int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=4).digest()) % dimensions] += 1
    return (vector / np.linalg.norm(vector)).astype(np.float32)
