"""Whether a block says only what the lesson it cites says; own words may state no values of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.model import Lesson, Task, VersionId
from content.sentences import split_sentences
from guardrails.verdict import Action, Category, Decision
from retrieval.chunking import passages_of
from retrieval.support.judging import quoted, stated_values
from retrieval.support.records import Cited
from tutor.dialogue.model import Block
from tutor.dialogue.ports import Library, Supports
from tutor.people import SchoolId

_GUARD = "support"
_TASK = "#task:"


def check(block: Block, sources: Sequence[Cited], supports: Supports) -> tuple[Decision, ...]:
    """The decisions on a block that states something; none on the tutor's own fixed words."""
    if not block.text:
        return ()
    return (_text_decision(block, sources, supports), *_frame_decisions(block, sources))


def sources_of(block: Block, library: Library, school_id: SchoolId) -> tuple[Cited, ...]:
    """What a block cites: its units or its task, in the lesson's own words."""
    if block.citations:
        lesson = library.lesson(school_id, block.citations[0].version_id)
        return tuple(_units(lesson, block))
    posed = next((entry for entry in block.shown if _TASK in entry), "")
    version, _, key = posed.partition(_TASK)
    return _task(library.lesson(school_id, VersionId(version)), key.partition("!")[0]) if version else ()


def _text_decision(block: Block, sources: Sequence[Cited], supports: Supports) -> Decision:
    whole = quoted(block.text, block.language, sources)
    if whole.is_supported:
        return Decision(_GUARD, Action.ALLOW, rule="quoted", score=whole.score)
    sentences = [block.text[span.start : span.end] for span in split_sentences(block.text, block.language)]
    found = [supports(sentence, block.language, sources) for sentence in sentences]
    weakest = min(found, key=lambda one: (one.is_supported, one.score), default=whole)
    if weakest.is_supported:
        return Decision(_GUARD, Action.ALLOW, rule="supported", score=weakest.score)
    checks = sorted({reason.check for reason in weakest.reasons}) or ["likeness"]
    return _refused(_GUARD, f"not in the source: {', '.join(checks)}", weakest.score)


def _frame_decisions(block: Block, sources: Sequence[Cited]) -> tuple[Decision, ...]:
    values = stated_values(block.frame, block.language, sources) if block.frame else ()
    return tuple(_refused("frame", f"{value.check} not in the source", 1.0) for value in values[:1])


def _refused(guard: str, rule: str, score: float) -> Decision:
    return Decision(guard, Action.REFUSE, Category.BENIGN_SCHOOL, rule, score)


def _units(lesson: Lesson, block: Block) -> Iterator[Cited]:
    keys = {citation.unit_key for citation in block.citations}
    yield from (Cited(unit.text, lesson.language) for unit in lesson.units if unit.key in keys)
    # A term has no unit of its own: its passage is made of its names and its gloss.
    named = tuple(term for term in lesson.terms if f"term-{term.key}" in keys)
    for passage in passages_of(replace(lesson, units=(), terms=named), block.citations[0].version_id):
        yield Cited(passage.text, passage.language)


def _task(lesson: Lesson, key: str) -> tuple[Cited, ...]:
    task = next((task for task in lesson.tasks if task.key == key), None)
    return tuple(Cited(text, lesson.language) for text in _words(task)) if task else ()


def _words(task: Task) -> tuple[str, ...]:
    return (task.text, *task.choices, *task.hints, task.solution)
