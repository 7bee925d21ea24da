"""Personal data found and missed: ``python -m evals personal-data FILE.jsonl [--errors]``.

A span counts as found when every letter and digit of it is masked, whatever kind it was given. ``leak_rate`` is the
share of messages with personal data in which any of it survives, ``clean_touched_rate`` the share of messages without
any that were changed.
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.messages import Row, by_lang, read, share
from evals.metrics import percentile
from evals.report import progress
from guardrails.personal_data import PersonalDataMasker

_EVERY = 500


@dataclass(frozen=True, slots=True)
class Scored:
    """One message: its spans as (kind, found), whether anything was masked, and how long that took."""

    spans: tuple[tuple[str, bool], ...]
    touched: bool
    milliseconds: float


def run(arguments: list[str]) -> dict[str, object]:
    options = _parser().parse_args(arguments)
    rows = read(options.file, _is_usable, "spans with start, end and type")
    masker = PersonalDataMasker(b"evaluation")
    masker.warm_up()
    scored: list[Scored] = []
    for number, row in enumerate(rows, 1):
        scored.append(_score_row(masker, row))
        if options.errors:
            _show_errors(row, scored[-1])
        if number % _EVERY == 0:
            progress(f"{number} of {len(rows)} messages")
    return by_lang(rows, scored, _figures)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals personal-data")
    parser.add_argument("file", type=Path, help="one JSON object a line with lang, text and spans")
    parser.add_argument("--errors", action="store_true", help="show every missed span and every touched clean message")
    return parser


def _is_usable(row: Row) -> bool:
    spans = row.get("spans")
    return isinstance(spans, list) and all(_is_span(span, len(row["text"])) for span in spans)


def _is_span(span: object, length: int) -> bool:
    if not isinstance(span, dict) or not isinstance(span.get("type"), str):
        return False
    start, end = span.get("start"), span.get("end")
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length


def _score_row(masker: PersonalDataMasker, row: Row) -> Scored:
    began = time.perf_counter()
    hidden = masker.spans(row["text"], row["lang"])
    milliseconds = (time.perf_counter() - began) * 1000
    covered = {place for span in hidden for place in range(span.start, span.end)}
    spans = tuple((span["type"], _is_covered(row["text"], span, covered)) for span in row["spans"])
    return Scored(spans, bool(hidden), milliseconds)


def _is_covered(text: str, span: Row, covered: set[int]) -> bool:
    return all(place in covered for place in range(span["start"], span["end"]) if text[place].isalnum())


def _figures(scored: Sequence[Scored]) -> dict[str, object]:
    spans = [span for item in scored for span in item.spans]
    people = [found for kind, found in spans if kind == "PERSON"]
    marked = [item for item in scored if item.spans]
    clean = [item for item in scored if not item.spans]
    times = [item.milliseconds for item in scored]
    return {
        "messages": len(scored),
        "span_recall": share(sum(found for _, found in spans), len(spans)),
        "person_recall": share(sum(people), len(people)),
        "leak_rate": share(sum(not all(found for _, found in item.spans) for item in marked), len(marked)),
        "clean_touched_rate": share(sum(item.touched for item in clean), len(clean)),
        "ms_p50": percentile(times, 50),
        "ms_p95": percentile(times, 95),
        "by_type": _by_type(scored),
    }


def _by_type(scored: Sequence[Scored]) -> dict[str, object]:
    spans = [span for item in scored for span in item.spans]
    return {
        kind: {"spans": len(found), "span_recall": share(sum(found), len(found))}
        for kind in sorted({kind for kind, _ in spans})
        if (found := [is_found for other, is_found in spans if other == kind])
    }


def _show_errors(row: Row, scored: Scored) -> None:
    for span, (kind, found) in zip(row["spans"], scored.spans, strict=True):
        if not found:
            progress(f"missed {kind} {row['text'][span['start'] : span['end']]!r} in {row['text']!r}")
    if scored.touched and not scored.spans:
        progress(f"touched {row['text']!r}")
