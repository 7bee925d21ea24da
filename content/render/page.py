"""A lesson as the page a student reads, with the cited sentence marked."""

from collections.abc import Callable, Iterator
from html import escape

from content.model import Lesson, Span, Task, Term, Unit, UnitKind
from content.render.prose import marked_html, to_html
from content.render.safe import clean
from tutor.language import LANGUAGES, Language
from tutor.texts import text

Mark = tuple[str, Span]
FigureUrl = Callable[[str], str]


def page_html(lesson: Lesson, mark: Mark | None, figure_url: FigureUrl) -> str:
    """The whole lesson; ``mark`` names a unit and the span to show, ``figure_url`` gives a picture's address or ""."""
    return clean(
        f'<article class="lesson" lang="{lesson.language}">{"".join(_parts(lesson, mark, figure_url))}</article>'
    )


def figure_html(unit: Unit, language: Language, figure_url: FigureUrl) -> str:
    """A figure unit by itself: picture, alternative text and caption."""
    return clean(_figure(unit, to_html(unit.text, language), figure_url))


def _parts(lesson: Lesson, mark: Mark | None, figure_url: FigureUrl) -> Iterator[str]:
    yield f"<header><h1>{escape(lesson.title)}</h1></header>"
    for unit in lesson.units:
        span = mark[1] if mark and mark[0] == unit.key else None
        yield _unit(unit, span, lesson.language, figure_url)
    if lesson.terms:
        yield f"<section class='terms'>{_heading(text('content.terms', lesson.language))}<dl>"
        yield from (_term(term, bool(mark) and mark[0] == f"term-{term.key}") for term in lesson.terms)
        yield "</dl></section>"
    if lesson.tasks:
        yield f"<section class='tasks'>{_heading(text('content.tasks', lesson.language))}"
        for task in lesson.tasks:
            yield _task(task, mark[1] if mark and mark[0] == task.key else None, lesson.language)
        yield "</section>"
    yield f"<footer>{_source(lesson)}</footer>"


def _unit(unit: Unit, span: Span | None, language: Language, figure_url: FigureUrl) -> str:
    body = _body(unit.text, span, language)
    if unit.kind is UnitKind.FIGURE:
        body = _figure(unit, body, figure_url)
    heading = _heading(unit.heading, _label(unit, language))
    return f'<section class="unit {unit.kind.value}" id="unit-{unit.key}">{heading}{body}</section>'


def _body(source: str, span: Span | None, language: Language) -> str:
    return to_html(source, language) if span is None else marked_html(source, span, language)


def _figure(unit: Unit, caption: str, figure_url: FigureUrl) -> str:
    alt, url = unit.attributes.get("alt", ""), figure_url(unit.attributes.get("src", ""))
    picture = f'<img src="{escape(url)}" alt="{escape(alt)}">' if url else f'<p class="alt">{escape(alt)}</p>'
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>"


def _label(unit: Unit, language: Language) -> str:
    if unit.kind is UnitKind.CONTRAST and unit.attributes.get("a"):
        return text("content.contrast_of", language, a=unit.attributes["a"], b=unit.attributes.get("b", ""))
    return text(f"content.kind_{unit.kind.value}", language) if unit.kind not in _UNLABELLED else ""


_UNLABELLED = frozenset({UnitKind.TEXT, UnitKind.FIGURE})


def _heading(words: str, label: str = "") -> str:
    if not words and not label:
        return ""
    small = f'<small class="kind">{escape(label)}</small>' if label else ""
    return f"<h2>{small} {escape(words)}</h2>" if words else f"<h2>{small}</h2>"


def _task(task: Task, span: Span | None, language: Language) -> str:
    """Only the question and its choices: answers, hints and solutions come in conversation."""
    choices = "".join(f"<li>{to_html(choice, language)}</li>" for choice in task.choices)
    listed = f'<ol type="A">{choices}</ol>' if choices else ""
    return f'<section class="unit task" id="unit-{task.key}">{_body(task.text, span, language)}{listed}</section>'


def _term(term: Term, cited: bool) -> str:
    """A term; passages made of terms are cited by the key ``term-`` and theirs."""
    gloss = f'<mark id="cited">{escape(term.gloss)}</mark>' if cited else escape(term.gloss)
    names = " · ".join(escape(term.names[language]) for language in LANGUAGES if term.names.get(language))
    return f'<dt id="term-{term.key}">{names}</dt><dd>{gloss}</dd>'


def _source(lesson: Lesson) -> str:
    words = [lesson.book, f"§ {lesson.section}" if lesson.section else "", lesson.attribution, lesson.licence]
    return "<p>" + " · ".join(escape(word) for word in words if word) + "</p>"
