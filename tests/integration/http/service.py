"""The real service with stand-ins for its models, and stand-ins that misbehave on purpose."""

import threading
from functools import cached_property
from typing import cast

from guardrails.personal_data import MaskedText, MaskingUnavailable
from guardrails.pipeline import Pipeline
from guardrails.verdict import Verdict
from retrieval.embedding import Encoder
from retrieval.retriever import Found, Query, Retriever, Scope
from tests.fakes import FakeEncoder, FakeGuards
from tutor.people import SchoolId
from tutor.settings import Settings
from tutor.wiring import Service


class SureRetriever(Retriever):
    """Covers every question that shares a word with a lesson: how sure the real model is, is measured elsewhere."""

    def find(self, query: Query, scope: Scope, limit: int = 10) -> Found:
        hits = self.ranking(query, scope, limit)
        crossed = bool(hits) and hits[0].passage.language != query.language
        is_covered = bool(hits) and hits[0].words > 0
        return Found(tuple(hits) if is_covered else (), float(is_covered), hits[0] if hits else None, crossed)


class FakedService(Service):
    """Everything real but the encoder, the guards and the doubt of the search."""

    def __init__(self, settings: Settings, fake_guards: FakeGuards) -> None:
        super().__init__(settings)
        self._fake_guards = fake_guards
        self._sure: dict[SchoolId, Retriever] = {}

    @cached_property
    def encoder(self) -> Encoder:
        return FakeEncoder()

    @cached_property
    def guards(self) -> Pipeline:
        return cast(Pipeline, self._fake_guards)

    def retriever(self, school_id: SchoolId) -> Retriever:
        folder = self.settings.folder / "index" / school_id
        return self._sure.setdefault(school_id, SureRetriever(folder, self.encoder))


class SwitchedGuards(FakeGuards):
    """Guards that a test can make slow, broken or unable to mask."""

    def __init__(self) -> None:
        self.can_mask = True
        self.breaks_at_block = 0
        """The block whose check raises; 0 for none."""
        self.is_waiting = threading.Event()
        """Whether a block has come to the gate."""
        self._gate: threading.Semaphore | None = None
        self._checked = 0

    def hold(self) -> None:
        """From now on every block waits until it is let through."""
        self._gate = threading.Semaphore(0)

    def let_through(self, blocks: int = 1000) -> None:
        if self._gate and blocks:
            self._gate.release(blocks)

    def mask(self, text: str, language, known) -> MaskedText:
        if not self.can_mask:
            raise MaskingUnavailable("switched off")
        return super().mask(text, language, known)

    def check_outbound(self, frame: str, cited: str, language) -> Verdict:
        self.is_waiting.set()
        if self._gate and not self._gate.acquire(timeout=60):
            raise TimeoutError("nobody let the block through")
        self._checked += 1
        if self._checked == self.breaks_at_block:
            raise RuntimeError("a secret of the inside")
        return super().check_outbound(frame, cited, language)
