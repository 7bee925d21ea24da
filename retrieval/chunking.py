"""From a lesson to its searchable passages, and from a passage to the text that is searched."""

from collections.abc import Iterator, Sequence

from content.model import Lesson, Passage, PassageId, Span, Term, Unit, UnitKind, VersionId
from content.plain import plain
from content.sentences import split_sentences
from retrieval.stemming import stems
from tutor.language import LANGUAGES, Language

LONGEST = 1000
"""Characters of a passage; a single sentence, formula or table may be longer."""
STANDS_ALONE = 400
"""Shorter texts are embedded with their title; longer ones say themselves what they are about."""

SHORTEST_SENTENCE = 60
"""Characters; shorter ones say too little to be found by."""


def passages_of(lesson: Lesson, version_id: VersionId) -> tuple[Passage, ...]:
    """One passage per unit, several for a long one, and one per term; tasks are not searched."""
    units = [passage for unit in lesson.units for passage in _unit_passages(lesson, version_id, unit)]
    return (*units, *(_term_passage(lesson, version_id, term) for term in lesson.terms))


def search_text(passage: Passage) -> str:
    """What is embedded. The title stands last: in front, it outweighs the text across languages."""
    text = plain(passage.text)
    about = ", ".join(part for part in (passage.heading, passage.title) if part)
    return f"{text} ({about})" if about and len(text) < STANDS_ALONE else text


def sentence_texts(passage: Passage) -> tuple[str, ...]:
    """The passage's sentences as they are embedded one by one, short ones together with the next.

    A passage that is not longer than that is its own sentence.
    """
    spans = _joined(split_sentences(passage.text, passage.language))
    if len(spans) < 2:
        return (search_text(passage),)
    return tuple(plain(passage.text[span.start : span.end]) for span in spans)


def _joined(sentences: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sentences:
        if joined and joined[-1].end - joined[-1].start < SHORTEST_SENTENCE:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def lexical_text(passage: Passage) -> str:
    """What BM25 reads: title, heading and terms as well as the text."""
    return "\n".join(part for part in (passage.title, passage.heading, *passage.terms, plain(passage.text)) if part)


def name_of(passage: Passage) -> str:
    """What the passage says it is about: its heading, its title and the terms it uses."""
    return "\n".join((passage.heading, passage.title, *passage.terms))


def _unit_passages(lesson: Lesson, version_id: VersionId, unit: Unit) -> Iterator[Passage]:
    spans = _parts(unit.text, lesson.language)
    for number, span in enumerate(spans, start=1):
        suffix = f".{number}" if len(spans) > 1 else ""
        yield _passage(lesson, version_id, unit, span, suffix)


def _passage(lesson: Lesson, version_id: VersionId, unit: Unit, span: Span, suffix: str = "") -> Passage:
    text = unit.text[span.start : span.end]
    return Passage(
        id=PassageId(f"{version_id}#{unit.key}{suffix}"),
        version_id=version_id,
        lesson_id=lesson.id,
        language=lesson.language,
        subject=lesson.subject,
        grades=lesson.grades,
        kind=unit.kind,
        unit_key=unit.key,
        span=span,
        text=text,
        title=lesson.title,
        heading=unit.heading,
        terms=_terms_in(text, lesson),
    )


def _parts(text: str, language: Language) -> list[Span]:
    """Neighbouring sentences joined while they fit, in parts of about equal length."""
    if len(text) <= LONGEST:
        return [Span(0, len(text))] if text.strip() else []
    sentences = split_sentences(text, language)
    if not sentences:
        return []
    even = len(text) / -(-len(text) // LONGEST)
    starts = [0]
    for number in range(1, len(sentences)):
        begun = sentences[starts[-1]].start
        too_long = sentences[number].end - begun > LONGEST
        if too_long or sentences[number - 1].end - begun >= even:
            starts.append(number)
    ends = [*(start - 1 for start in starts[1:]), len(sentences) - 1]
    return [Span(sentences[a].start, sentences[b].end) for a, b in zip(starts, ends, strict=True)]


def _term_passage(lesson: Lesson, version_id: VersionId, term: Term) -> Passage:
    text = _term_text(term, lesson.language)
    unit = Unit(key=f"term-{term.key}", kind=UnitKind.TERM, text=text, heading=term.names[lesson.language])
    return _passage(lesson, version_id, unit, Span(0, len(text)))


def _term_text(term: Term, language: Language) -> str:
    others = ", ".join(term.names[other] for other in LANGUAGES if other != language and other in term.names)
    return f"{term.names[language]} — {term.gloss}" + (f" ({others})" if others else "")


def _terms_in(text: str, lesson: Lesson) -> tuple[str, ...]:
    """Names and aliases, in the lesson's language, of the terms that the text uses."""
    found = stems(plain(text), lesson.language)
    named = [(term.names.get(lesson.language, ""), *term.aliases) for term in lesson.terms]
    used = [names for names in named if any(_occurs(name, found, lesson.language) for name in names)]
    return tuple(dict.fromkeys(name for names in used for name in names if name))


def _occurs(name: str, found: frozenset[str], language: Language) -> bool:
    wanted = stems(name, language)
    return bool(wanted) and wanted <= found
