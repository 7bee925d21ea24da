"""Personal data found and replaced by placeholders, before anything else sees a text."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from guardrails.analyzer import Analyze, build_analyzer
from guardrails.normalise import normalise
from guardrails.placeholders import PLACEHOLDER, Placeholders, stored_key
from guardrails.recognizers.finding import FIGURE, Finding, Kind
from guardrails.recognizers.registry import DETECTORS
from guardrails.view import View, ViewBuilder

log = logging.getLogger(__name__)
_IDENTIFYING = frozenset({Kind.CLASS, Kind.SCHOOL, Kind.PHONE, Kind.IIN, Kind.DOB, Kind.ADDRESS, Kind.DOC_ID})
_RANK = (Kind.IIN, Kind.CARD, Kind.IBAN, Kind.EMAIL, Kind.DOC_ID, Kind.PHONE, Kind.ADDRESS, Kind.SCHOOL, Kind.CLASS)
_MOST_PASSES = 4


class MaskingUnavailable(RuntimeError):
    """Personal data could not be looked for, so the text must not go on; carries nothing of the text."""


@dataclass(frozen=True, slots=True)
class MaskedEntry:
    """A value new to the conversation: what stands in for it, what it was, and the key that finds it again."""

    placeholder: str
    kind: str
    value: str
    key: str


@dataclass(frozen=True, slots=True)
class MaskedText:
    """``text`` without personal data; ``entries`` are values new to the vault, ``hidden`` all hidden kinds."""

    text: str
    entries: tuple[MaskedEntry, ...]
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A half-open range of the source text that is personal data."""

    start: int
    end: int
    kind: str
    key: str


class PersonalDataMasker:
    """Masks personal data; ``secret`` keys the hashes that let a value be recognised again."""

    def __init__(self, secret: bytes, analyze: Analyze | None = None) -> None:
        self._secret = secret
        self._analyze = analyze
        self._building = Lock()

    def warm_up(self) -> None:
        """Build the analyzer now, about two seconds; raises ``MaskingUnavailable``."""
        self.spans("Меня зовут Айгерим", "ru")

    def mask(self, text: str, language: str, known: Mapping[str, str]) -> MaskedText:
        """The text with placeholders; ``known`` maps the conversation's keys to theirs; fails closed."""
        hidden = self.spans(text, language)
        placeholders = Placeholders(known, text)
        pieces: list[str] = []
        entries: list[MaskedEntry] = []
        at = 0
        for span in hidden:
            key = stored_key(self._secret, span.kind, span.key)
            placeholder = placeholders.find(key)
            if placeholder is None:
                placeholder = placeholders.make(span.kind, key)
                entries.append(MaskedEntry(placeholder, span.kind, text[span.start : span.end], key))
            pieces += [text[at : span.start], placeholder]
            at = span.end
        kinds = tuple(dict.fromkeys(span.kind for span in hidden))
        return MaskedText("".join([*pieces, text[at:]]), tuple(entries), kinds)

    def spans(self, text: str, language: str) -> list[Hidden]:
        """The ranges of ``text`` that are personal data, left to right, apart; raises ``MaskingUnavailable``."""
        failure = ""
        try:
            return _hidden(text, self._analyzer(), language)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in there, the text must not go on
            failure = type(error).__name__
        # Raised outside the handler: a chained error would carry the text in its traceback.
        log.error("personal data could not be looked for: %s", failure)
        raise MaskingUnavailable(failure)

    def _analyzer(self) -> Analyze:
        with self._building:
            if self._analyze is None:
                self._analyze = build_analyzer(DETECTORS)
            return self._analyze


def _hidden(text: str, analyze: Analyze, language: str) -> list[Hidden]:
    """What is found in the text, and in the text with that hidden: a number can stand in another one's way."""
    spans: list[Hidden] = []
    for _ in range(_MOST_PASSES):
        found = _found(text, _without(text, spans), analyze, language)
        if not found:
            break
        spans = _apart([*spans, *found])
    return spans


def _without(text: str, spans: Sequence[Hidden]) -> View:
    """The text as a view in which placeholders stand for the spans."""
    builder, source, at = ViewBuilder(), View(text, *_each_place(text)), 0
    for span in spans:
        builder.copy(source, at, span.start)
        builder.put(f"⟨{span.kind}_1⟩", span.start, span.end)
        at = span.end
    builder.copy(source, at, len(text))
    return builder.view()


def _each_place(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(range(len(text))), tuple(range(1, len(text) + 1))


def _found(text: str, shown: View, analyze: Analyze, language: str) -> list[Hidden]:
    view = normalise(shown.text)
    if not view.text.strip():
        return []
    taken = [shown.source_span(*match.span()) for match in PLACEHOLDER.finditer(shown.text)]
    findings = _decide(analyze(view.text, language), view.text)
    spans = [
        _to_source(finding, shown.source_span(*view.source_span(finding.start, finding.end)), text)
        for finding in findings
    ]
    return [span for span in spans if not any(span.start < end and start < span.end for start, end in taken)]


def _decide(findings: Sequence[Finding], text: str) -> list[Finding]:
    """Which findings to hide: a figure of the curriculum only when the message identifies somebody and asks nothing."""
    identified = any(finding.kind in _IDENTIFYING for finding in findings) and "?" not in text
    inside = [finding for finding in findings if finding.kind in (Kind.ADDRESS, Kind.SCHOOL)]
    kept = [f for f in findings if f.kind != FIGURE or (identified and not _within(f, inside) and _opens(f, text))]
    return [Finding(f.start, f.end, Kind.PERSON, f.rule, f.score, f.key) if f.kind == FIGURE else f for f in kept]


def _opens(finding: Finding, text: str) -> bool:
    """Whether the name opens its message or a list item, as a signature or a heading does."""
    before = text[: finding.start].rstrip()
    return not before or before.endswith((",", "\n"))


def _within(finding: Finding, others: Sequence[Finding]) -> bool:
    return any(other.start <= finding.start and finding.end <= other.end for other in others)


def _to_source(finding: Finding, span: tuple[int, int], text: str) -> Hidden:
    """The finding as a range of the source, widened to whole words."""
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Hidden(start, end, finding.kind, finding.key or "?")


def _apart(spans: Sequence[Hidden]) -> list[Hidden]:
    """The spans left to right, overlapping ones made one; the graver kind names the union."""
    merged: list[Hidden] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if merged and span.start < merged[-1].end:
            merged[-1] = _union(merged[-1], span)
        else:
            merged.append(span)
    return merged


def _union(left: Hidden, right: Hidden) -> Hidden:
    leading = min((left, right), key=_gravity)
    return Hidden(left.start, max(left.end, right.end), leading.kind, leading.key)


def _gravity(span: Hidden) -> tuple[int, int]:
    rank = _RANK.index(span.kind) if span.kind in _RANK else len(_RANK)
    return rank, span.start - span.end
