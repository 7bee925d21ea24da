"""The answer without a language model: units chosen, ordered and cut to what a student reads at one sitting."""

from collections.abc import Iterator, Sequence

from content.model import Lesson, Passage, Span, UnitKind
from content.sentences import split_sentences
from retrieval.expansion import glossary
from retrieval.stemming import stems
from tutor import texts
from tutor.dialogue.model import Block, BlockKind, Citation, Move
from tutor.dialogue.structures import AFTER_TERM, BEST_FIRST, STRUCTURES, WHOLE, Slot
from tutor.language import Language

FIRST_BLOCK_WORDS: dict[Language, int] = {"kk": 45, "ru": 55, "en": 55}


def arrange(
    move: Move, found: Sequence[Passage], others: Sequence[Passage], shown: frozenset[str]
) -> tuple[Passage, ...]:
    """Chooses the passages of an answer: one per slot of the move's structure, none that was shown before.

    ``found`` are the passages that answer the question about equally well, best first; ``others`` the rest of the
    lesson, for a question about the topic as a whole or a follow-up, where ``found`` is empty.
    """
    lead, *slots = STRUCTURES[move]
    fresh = [passage for passage in found if passage.id not in shown]
    rest = [passage for passage in others if passage.id not in shown]
    fitting = _by_rank(lead, fresh) if move in BEST_FIRST else _by_kind(lead, fresh)
    first = fitting or _any(fresh) or _by_kind(lead, rest)
    if first is None:
        return ()
    chosen, is_term = [first], first.kind is UnitKind.TERM
    slots = list(AFTER_TERM) if is_term else slots
    about_topic = not found or (move is Move.DEFINE and not is_term)
    related = [passage for passage in rest if is_related(passage, first)] if about_topic else []
    for slot in slots:
        near = [passage for passage in fresh if passage not in chosen]
        far = [passage for passage in related if passage not in chosen]
        if following := _by_rank(slot, near) or _by_kind(slot, far):
            chosen.append(following)
    return (*chosen, *_also_answering(fresh, chosen)) if found else tuple(chosen)


def _also_answering(fresh: Sequence[Passage], chosen: Sequence[Passage]) -> Iterator[Passage]:
    """The best passage where the structure left it out, and a second where there would be only one."""
    left = [passage for passage in fresh if passage not in chosen and passage.kind is not UnitKind.TERM]
    if left and (left[0] is fresh[0] or len(chosen) == 1):
        yield left[0]


def is_related(passage: Passage, to: Passage) -> bool:
    """Whether two passages of a lesson speak about a common term."""
    return passage.lesson_id == to.lesson_id and bool(set(passage.terms) & set(to.terms))


def simple_enough(lesson: Lesson, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages without the longer and deeper explanations, for a student who asked for something simpler."""
    harder = {unit.key for unit in lesson.units if unit.attributes.get("depth") in ("standard", "deep")}
    return tuple(passage for passage in passages if passage.unit_key not in harder)


def to_blocks(passages: Sequence[Passage], lesson: Lesson, message: str, asked: Language) -> Iterator[Block]:
    """Turns passages into blocks: the first short, each with its frame, in its own language, and its citation."""
    for place, passage in enumerate(passages):
        wanted = _wanted(message, asked, passage.language)
        span = _excerpt(passage, wanted, FIRST_BLOCK_WORDS[passage.language] * (1 if place == 0 else 2))
        frame_key = f"dialogue.frame_{passage.kind}"
        yield Block(
            kind=_block_kind(passage),
            language=passage.language,
            text=passage.text[span.start : span.end],
            frame=texts.text(frame_key, passage.language) if place and _has_frame(passage.kind) else "",
            citations=(cite(passage, lesson, span),),
            shown=(passage.id,),
        )


def cite(passage: Passage, lesson: Lesson, span: Span) -> Citation:
    """The place of ``span`` (within the passage) on the lesson's page."""
    page = texts.text("dialogue.citation_page", lesson.language, page=lesson.page) if lesson.page else ""
    label = texts.text("dialogue.citation", lesson.language, title=lesson.title, section=lesson.section) + page
    within = Span(passage.span.start + span.start, passage.span.start + span.end)
    return Citation(passage.version_id, passage.unit_key, within, label)


def _any(candidates: Sequence[Passage]) -> Passage | None:
    """The best, a mere term only where there is nothing else."""
    return next((one for one in candidates if one.kind is not UnitKind.TERM), next(iter(candidates), None))


def _by_rank(slot: Slot, candidates: Sequence[Passage]) -> Passage | None:
    return next((passage for passage in candidates if passage.kind in slot), None)


def _by_kind(slot: Slot, candidates: Sequence[Passage]) -> Passage | None:
    for kind in slot:
        for passage in candidates:
            if passage.kind is kind:
                return passage
    return None


def _has_frame(kind: UnitKind) -> bool:
    return f"frame_{kind}" in texts.area("dialogue")


def _block_kind(passage: Passage) -> BlockKind:
    if passage.kind is UnitKind.FIGURE:
        return "figure"
    if passage.kind is UnitKind.FORMULA:
        return "formula"
    return "table" if passage.text.lstrip().startswith("|") else "text"


def _wanted(message: str, asked: Language, language: Language) -> frozenset[str]:
    """The stems of the question in the language of the passage, as far as the glossary knows them."""
    views = glossary().views(message, asked, language)
    return stems(message, language).union(*(stems(view, language) for view in views))


def _excerpt(passage: Passage, wanted: frozenset[str], words: int) -> Span:
    """The whole passage where it is short or must stay whole, else the run of sentences closest to the question."""
    has_table = "\n|" in f"\n{passage.text}"
    if passage.kind in WHOLE or has_table or len(passage.text.split()) <= words:
        return Span(0, len(passage.text))
    sentences = split_sentences(passage.text, passage.language)
    runs = [_run(passage.text, sentences, start, words) for start in range(len(sentences))]
    # Typed units say the most first; of imported prose the run that shares most words with the question is best.
    if passage.kind is not UnitKind.TEXT:
        return runs[0]
    return max(runs, key=lambda run: len(wanted & stems(passage.text[run.start : run.end], passage.language)))


def _run(text: str, sentences: Sequence[Span], start: int, words: int) -> Span:
    end = start
    while end + 1 < len(sentences) and len(text[sentences[start].start : sentences[end + 1].end].split()) <= words:
        end += 1
    return Span(sentences[start].start, sentences[end].end)
