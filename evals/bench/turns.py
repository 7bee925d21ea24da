"""How long a whole turn takes, and where: ``python -m evals.bench turns [--questions 200]``.

Masked, guarded, searched, composed, rendered and stored, on one core, over the starter curriculum; a question is the
heading of a teaching unit, as a student would ask it. Embedding by plain sentence-transformers takes turns with it.
"""

import argparse
import os
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from content.folder import read_folder
from evals.bench.plain_encoder import PlainEncoder
from evals.metrics import percentile
from evals.report import progress
from evals.searching import add_model_options
from tutor import demonstration
from tutor.dialogue.answers import Answers
from tutor.dialogue.model import ConversationId, Question, TurnId
from tutor.dialogue.tutor import Tutor
from tutor.language import Language
from tutor.people import Student
from tutor.settings import Settings
from tutor.wiring import Service

Asked = tuple[str, Language]


class Stopwatch:
    """Adds up the seconds spent in the methods of the parts it watches."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def watch(self, part: object, label: str) -> Any:
        """The part with every call timed under ``label.method``."""
        return _Watched(part, label, self.seconds)


class _Watched:
    def __init__(self, part: object, label: str, seconds: dict[str, float]) -> None:
        self._part, self._label, self._seconds = part, label, seconds

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._part, name)

        def timed(*arguments: Any, **named: Any) -> Any:
            started = time.perf_counter()
            try:
                return method(*arguments, **named)
            finally:
                self._seconds[f"{self._label}.{name}"] += time.perf_counter() - started

        return timed


def run(arguments: list[str]) -> dict[str, object]:
    parser = argparse.ArgumentParser(prog="python -m evals.bench turns")
    parser.add_argument("--questions", type=int, default=200)
    add_model_options(parser)
    options = parser.parse_args(arguments)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as scratch:
        service = _service(Path(scratch), options)
        resident = _resident_mb()
        plain = PlainEncoder(options.model, options.models)
        return _measured(service, plain, _questions(options.questions)) | {"resident_mb": resident}


def _service(folder: Path, options: argparse.Namespace) -> Service:
    models = options.models.resolve()
    models.mkdir(parents=True, exist_ok=True)
    (folder / "models").symlink_to(models)
    service = Service(Settings(folder=folder, embedding_model=options.model))
    service.migrate()
    demonstration.prepare(service, progress)
    service.publisher.index(demonstration.SCHOOL)
    service.warm()
    return service


def _measured(service: Service, plain: PlainEncoder, questions: list[Asked]) -> dict[str, object]:
    watch, student = Stopwatch(), _student(service)
    tutor = _watched_tutor(service, watch)
    first, whole, embedding = [], [], []
    for text, language in questions:
        started = time.perf_counter()
        blocks = 0
        for event in tutor.answer(_question(student, text, language)):
            if event.name == "block" and not blocks:
                first.append(1000 * (time.perf_counter() - started))
            blocks += event.name == "block"
        whole.append(1000 * (time.perf_counter() - started))
        started = time.perf_counter()
        plain.encode_query(text)
        embedding.append(1000 * (time.perf_counter() - started))
    return {
        "questions": len(questions),
        "first_block_ms_p50": percentile(first, 50),
        "first_block_ms_p95": percentile(first, 95),
        "whole_turn_ms_p50": percentile(whole, 50),
        "whole_turn_ms_p95": percentile(whole, 95),
        "plain_embed_ms_p50": percentile(embedding, 50),
        "turn_to_plain_embedding": percentile(first, 50) / percentile(embedding, 50),
        "ms_per_turn": {part: 1000 * spent / len(questions) for part, spent in sorted(watch.seconds.items())},
    }


def _watched_tutor(service: Service, watch: Stopwatch) -> Tutor:
    made = service.tutor
    retriever = watch.watch(service.retriever(demonstration.SCHOOL), "search")
    answers = Answers(lambda _school: retriever, watch.watch(service.lessons, "library"))
    turns = watch.watch(service.turns, "storage")
    return Tutor(turns, watch.watch(service.guards, "guards"), made.vault, answers, made.now, made.keep_values)


def _questions(count: int) -> list[Asked]:
    asked: list[Asked] = [
        (unit.heading, lesson.language)
        for lesson, _ in read_folder(demonstration.STARTER)
        for unit in lesson.units
        if unit.heading.endswith("?")
    ]
    random.Random(7).shuffle(asked)
    return asked[:count]


def _student(service: Service) -> Student:
    classes = service.people.classes_of(demonstration.SCHOOL)
    return service.people.students_of(demonstration.SCHOOL, classes[-1].id)[0]


def _question(student: Student, text: str, language: Language) -> Question:
    return Question(TurnId(str(uuid4())), ConversationId(str(uuid4())), student, text, language)


def _resident_mb() -> float:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
