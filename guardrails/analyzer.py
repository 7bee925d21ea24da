"""Presidio's analyzer with our detectors in it; the only module that imports Presidio, on first use."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from guardrails.recognizers.finding import Detector, Finding
from tutor.language import LANGUAGES

_KEPT_OUT = ("torch", "transformers", "stanza", "gliner", "cupy")
"""Presidio and spaCy import these where they are installed, for models that are not used here: 8 s instead of 2."""
_KEY, _RULE = "key", "rule"

Analyze = Callable[[str, str], list[Finding]]
"""(text, language) → findings."""


def build_analyzer(detectors: Sequence[Detector]) -> Analyze:
    """One Presidio ``AnalyzerEngine`` that runs every detector on every language; raises what Presidio raises."""
    with _kept_out(_KEPT_OUT):
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer.nlp_engine import NoOpNlpEngine

        recognizers = [_recognizer(detector, language) for language in LANGUAGES for detector in detectors]
    models = [{"lang_code": language, "model_name": "none"} for language in LANGUAGES]
    registry = RecognizerRegistry(recognizers=recognizers, supported_languages=list(LANGUAGES))
    engine = AnalyzerEngine(registry=registry, nlp_engine=NoOpNlpEngine(models), supported_languages=list(LANGUAGES))

    def analyze(text: str, language: str) -> list[Finding]:
        spoken = language if language in LANGUAGES else "ru"
        return [_finding(result) for result in engine.analyze(text, language=spoken)]

    return analyze


def _recognizer(detector: Detector, language: str) -> Any:
    from presidio_analyzer import EntityRecognizer, RecognizerResult

    class Recognizer(EntityRecognizer):
        """A detector of ours as Presidio sees it."""

        def load(self) -> None:
            """Detectors have nothing to load."""

        def analyze(self, text: str, entities: list[str], nlp_artifacts: object = None) -> list[RecognizerResult]:
            return [_result(RecognizerResult, finding) for finding in detector.find(text)]

    return Recognizer(list(detector.kinds), name=detector.name, supported_language=language)


def _result(result_type: Any, finding: Finding) -> Any:
    metadata = {_KEY: finding.key, _RULE: finding.rule}
    return result_type(finding.kind, finding.start, finding.end, finding.score, recognition_metadata=metadata)


def _finding(result: Any) -> Finding:
    metadata = result.recognition_metadata
    return Finding(result.start, result.end, result.entity_type, metadata[_RULE], result.score, metadata[_KEY])


@contextmanager
def _kept_out(names: Sequence[str]) -> Iterator[None]:
    """Make the modules that are not loaded yet unimportable for the length of the block."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)
