"""Whether a lesson has all its parts."""

from collections.abc import Iterator

from content.lesson_format import DEPTHS
from content.model import Lesson, Unit, UnitKind
from content.plain import plain
from content.problems import Problem, advice, error
from tutor.language import LANGUAGES, Language

TERMS, ALIASES, FIGURES, TASKS = 3, 5, 2, 6
FIRST_BLOCK_WORDS: dict[Language, int] = {"kk": 45, "ru": 55, "en": 55}
_HISTORY = "history"
_NEEDED = (UnitKind.PLAIN_WORDS, UnitKind.WORKED_EXAMPLE, UnitKind.SUMMARY)
_WELCOME = (
    ("no_misconception", {UnitKind.MISCONCEPTION}),
    ("no_contrast", {UnitKind.CONTRAST}),
    ("no_cause", {UnitKind.CAUSE, UnitKind.MECHANISM, UnitKind.STEPS}),
)
_ATTRIBUTES = {
    UnitKind.EXPLANATION: ("depth",),
    UnitKind.CONTRAST: ("a", "b"),
    UnitKind.MISCONCEPTION: ("betrayed_by",),
    UnitKind.FIGURE: ("alt",),
}


def check(lesson: Lesson) -> Iterator[Problem]:
    """What "What a complete lesson has" in ``docs/lesson-format.md`` asks for and is not there."""
    yield from _head(lesson)
    yield from _terms(lesson)
    yield from _kinds(lesson)
    for unit in lesson.units:
        yield from _unit(unit, lesson.language)
    if len(lesson.tasks) < TASKS:
        yield error("few_tasks", count=len(lesson.tasks), needed=TASKS)
    elif absent := sorted({1, 2, 3, 4, 5} - {task.difficulty for task in lesson.tasks}):
        yield advice("difficulties", missing=", ".join(map(str, absent)))


def _head(lesson: Lesson) -> Iterator[Problem]:
    for key in ("title", "licence", "book", "section"):
        if not getattr(lesson, key).strip():
            yield error("empty_key", key=key)
    if not lesson.units:
        yield error("no_units")
    if not lesson.grades:
        yield error("empty_key", key="grades")
    if not lesson.objectives:
        yield error("no_objectives")
    if not lesson.skills:
        yield error("no_skills")


def _terms(lesson: Lesson) -> Iterator[Problem]:
    if len(lesson.terms) < TERMS:
        yield error("few_terms", count=len(lesson.terms), needed=TERMS)
    keys = [term.key for term in lesson.terms]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield error("duplicate_term", key=key)
    for term in lesson.terms:
        if len(set(term.aliases)) < ALIASES:
            yield error("few_aliases", key=term.key, count=len(set(term.aliases)), needed=ALIASES)
        if absent := [language for language in LANGUAGES if not term.names.get(language)]:
            yield error("term_names", key=term.key, languages=", ".join(absent))
        if not term.gloss:
            yield error("no_gloss", key=term.key)


def _kinds(lesson: Lesson) -> Iterator[Problem]:
    kinds = [unit.kind for unit in lesson.units]
    defining = {UnitKind.DEFINITION, UnitKind.FACT} if lesson.subject.startswith(_HISTORY) else {UnitKind.DEFINITION}
    if not defining & set(kinds):
        yield error("no_kind", kind=" / ".join(sorted(defining)))
    for kind in _NEEDED:
        if kind not in kinds:
            yield error("no_kind", kind=kind.value)
    depths = {unit.attributes.get("depth") for unit in lesson.units if unit.kind is UnitKind.EXPLANATION}
    for depth in DEPTHS:
        if depth not in depths:
            yield error("no_depth", depth=depth)
    figures = kinds.count(UnitKind.FIGURE)
    if figures < FIGURES:
        yield error("few_figures", count=figures, needed=FIGURES)
    for code, welcome in _WELCOME:
        if not welcome & set(kinds):
            yield advice(code)


def _unit(unit: Unit, language: Language) -> Iterator[Problem]:
    for name in _ATTRIBUTES.get(unit.kind, ()):
        if not unit.attributes.get(name, "").strip():
            yield error("no_attribute", unit.key, name=name, key=unit.key)
    if unit.kind in {UnitKind.DEFINITION, UnitKind.PLAIN_WORDS}:
        count, limit = len(plain(unit.text).split()), FIRST_BLOCK_WORDS[language]
        if count > limit:
            yield error("long_block", unit.key, key=unit.key, count=count, limit=limit)
