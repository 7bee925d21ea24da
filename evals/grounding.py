"""Whether sentences stand in what they cite: ``python -m evals grounding FILE.jsonl [--split NAME] [--errors]``.

``caught_rate`` is the share of unsupported claims judged unsupported, ``false_alarm_rate`` the share of supported
claims judged unsupported; both with Wilson 95 % intervals. ``auroc`` ranks by the score. ``by_kind`` is the share of a
kind judged right. ``ms`` is the whole check of one claim, ``ms_besides_encoder`` without the time the encoder took for
it: cited sentences are embedded when a passage is met first, and remembered.
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.claims import Claim, read_claims
from evals.messages import share
from evals.metrics import auroc, percentile
from evals.report import progress
from evals.safety import wilson
from evals.searching import add_model_options
from retrieval.embedding import Encoder, Progress, Vectors, load_encoder
from retrieval.support.judging import SupportCheck
from retrieval.support.records import Support
from tutor.language import LANGUAGES

_EVERY = 200


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, what was found, and how long that took with and without the encoder."""

    claim: Claim
    support: Support
    milliseconds: float
    milliseconds_besides: float

    @property
    def is_right(self) -> bool:
        return self.support.is_supported == self.claim.is_supported


class TimedEncoder:
    """An encoder that counts the seconds it takes."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.seconds = 0.0

    @property
    def model_id(self) -> str:
        return self._encoder.model_id

    @property
    def dimensions(self) -> int:
        return self._encoder.dimensions

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        began = time.perf_counter()
        vectors = self._encoder.encode_queries(texts)
        self.seconds += time.perf_counter() - began
        return vectors

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        began = time.perf_counter()
        vectors = self._encoder.encode_passages(texts, progress)
        self.seconds += time.perf_counter() - began
        return vectors

    def warm(self) -> None:
        self._encoder.warm()


def run(arguments: list[str]) -> dict[str, object]:
    options = _parser().parse_args(arguments)
    claims = read_claims([options.file], options.split)
    encoder = TimedEncoder(load_encoder(options.model, options.models, progress))
    check = SupportCheck(encoder)
    check.warm()
    judged: list[Judged] = []
    for number, claim in enumerate(claims, 1):
        judged.append(_judge(check, encoder, claim))
        if options.errors and not judged[-1].is_right:
            _show(judged[-1])
        if number % _EVERY == 0:
            progress(f"{number} of {len(claims)} claims")
    languages = [code for code in LANGUAGES if any(one.claim.lang == code for one in judged)]
    by_lang = {code: _figures([one for one in judged if one.claim.lang == code]) for code in languages}
    return _figures(judged) | {"by_lang": by_lang}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals grounding")
    parser.add_argument("file", type=Path, help="one JSON object a line with lang, passage, claim, label and kind")
    parser.add_argument("--split", help="only the lines with this split")
    parser.add_argument("--errors", action="store_true", help="show every claim judged wrong")
    add_model_options(parser)
    return parser


def _judge(check: SupportCheck, encoder: TimedEncoder, claim: Claim) -> Judged:
    encoded, began = encoder.seconds, time.perf_counter()
    support = check.check(claim.text, claim.language, [claim.cited])
    seconds = time.perf_counter() - began
    return Judged(claim, support, seconds * 1000, (seconds - (encoder.seconds - encoded)) * 1000)


def _show(judged: Judged) -> None:
    reasons = ", ".join(f"{reason.check} {reason.found}".strip() for reason in judged.support.reasons)
    found = "supported" if judged.support.is_supported else f"unsupported ({reasons or 'score'})"
    progress(f"{judged.claim.kind} → {found}, {judged.support.score:.2f}: {judged.claim.text!r}")


def _figures(judged: Sequence[Judged]) -> dict[str, object]:
    good = [one for one in judged if one.claim.is_supported]
    bad = [one for one in judged if not one.claim.is_supported]
    alarms, caught = sum(not one.is_right for one in good), sum(one.is_right for one in bad)
    times, besides = [one.milliseconds for one in judged], [one.milliseconds_besides for one in judged]
    return {
        "claims": len(judged),
        "auroc": auroc([one.support.score for one in good], [one.support.score for one in bad]),
        "caught_rate": share(caught, len(bad)),
        "caught_interval": wilson(caught, len(bad)),
        "false_alarm_rate": share(alarms, len(good)),
        "false_alarm_interval": wilson(alarms, len(good)),
        "by_kind": _by_kind(judged),
        "ms_p50": percentile(times, 50),
        "ms_p95": percentile(times, 95),
        "ms_besides_encoder_p50": percentile(besides, 50),
        "ms_besides_encoder_p95": percentile(besides, 95),
    }


def _by_kind(judged: Sequence[Judged]) -> dict[str, float | None]:
    kinds = dict.fromkeys(one.claim.kind for one in judged)
    members = {kind: [one for one in judged if one.claim.kind == kind] for kind in sorted(kinds)}
    return {kind: share(sum(one.is_right for one in own), len(own)) for kind, own in members.items()}
