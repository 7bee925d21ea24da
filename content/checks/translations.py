"""The language versions of one lesson side by side."""

from collections.abc import Callable, Iterator, Sequence

from content.checks.tasks import numbers
from content.model import Lesson, Task, Unit
from content.plain import plain
from content.problems import Problem, advice, error
from tutor.language import LANGUAGES

_SAME_HEAD: tuple[tuple[str, Callable[[Lesson], object]], ...] = (
    ("subject", lambda lesson: lesson.subject),
    ("grades", lambda lesson: lesson.grades),
    ("section", lambda lesson: lesson.section),
    ("licence", lambda lesson: lesson.licence),
    ("objectives", lambda lesson: [objective.code for objective in lesson.objectives]),
    ("skills", lambda lesson: [(skill.id, skill.requires) for skill in lesson.skills]),
    ("terms", lambda lesson: [term.key for term in lesson.terms]),
    ("term names", lambda lesson: [dict(term.names) for term in lesson.terms]),
)
_SAME_TASK: tuple[tuple[str, Callable[[Task], object]], ...] = (
    ("difficulty", lambda task: task.difficulty),
    ("skill", lambda task: task.skill),
    ("answer", lambda task: numbers(plain(task.answer))),
    ("choices", lambda task: len(task.choices)),
    ("hints", lambda task: len(task.hints)),
)


def check_translations(lessons: Sequence[Lesson]) -> list[Problem]:
    """What differs between the versions of one lesson; ``file`` of a finding is ``{language}.md``."""
    versions = sorted(lessons, key=lambda lesson: LANGUAGES.index(lesson.language))
    if not versions:
        return []
    present = {lesson.language for lesson in versions}
    absent = [advice("no_version", language=language) for language in LANGUAGES if language not in present]
    first = versions[0]
    return [problem.in_file(f"{first.language}.md", {"": 1}) for problem in absent] + [
        _placed(problem, lesson) for lesson in versions for problem in _against(lesson, versions)
    ]


def _placed(problem: Problem, lesson: Lesson) -> Problem:
    return Problem(0, problem.code, problem.values, problem.severity, f"{lesson.language}.md", problem.unit)


def _against(lesson: Lesson, versions: Sequence[Lesson]) -> Iterator[Problem]:
    yield from _head(lesson, versions[0])
    mine = _parts(lesson)
    others = [(other.language, _parts(other)) for other in versions if other is not lesson]
    for key in dict.fromkeys(key for _, parts in others for key in parts if key not in mine):
        where = ", ".join(language for language, parts in others if key in parts)
        yield error("unit_missing", key=key, languages=where)
    for key, part in mine.items():
        rivals = [(language, parts[key]) for language, parts in others if key in parts]
        yield from _stale(part, rivals)
        if rivals and lesson is not versions[0]:
            yield from _differences(part, *rivals[0])


def _parts(lesson: Lesson) -> dict[str, Unit | Task]:
    return {part.key: part for part in (*lesson.units, *lesson.tasks)}


def _head(lesson: Lesson, first: Lesson) -> Iterator[Problem]:
    for name, value in _SAME_HEAD:
        if value(lesson) != value(first):
            yield error("head_differs", name=name, language=first.language)


def _stale(part: Unit | Task, rivals: list[tuple[str, Unit | Task]]) -> Iterator[Problem]:
    ahead = [(rival.revision, language) for language, rival in rivals if rival.revision > part.revision]
    if ahead:
        latest = max(revision for revision, _ in ahead)
        languages = ", ".join(language for revision, language in ahead if revision == latest)
        yield error("stale", part.key, key=part.key, revision=part.revision, latest=latest, languages=languages)


def _differences(part: Unit | Task, language: str, rival: Unit | Task) -> Iterator[Problem]:
    if isinstance(part, Task) and isinstance(rival, Task):
        for name, value in _SAME_TASK:
            if value(part) != value(rival):
                yield error("task_differs", part.key, key=part.key, name=name, language=language)
    elif isinstance(part, Unit) and isinstance(rival, Unit):
        yield from _unit_differences(part, language, rival)
    else:
        yield error("kind_differs", part.key, key=part.key, language=language)


def _unit_differences(unit: Unit, language: str, rival: Unit) -> Iterator[Problem]:
    if unit.kind is not rival.kind or unit.attributes.get("depth") != rival.attributes.get("depth"):
        yield error("kind_differs", unit.key, key=unit.key, language=language)
    elif unit.revision == rival.revision and set(numbers(plain(unit.text))) != set(numbers(plain(rival.text))):
        yield advice("numbers_differ", unit.key, key=unit.key, language=language)
