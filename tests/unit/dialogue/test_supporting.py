from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from content.model import Lesson, Span, VersionId
from guardrails.verdict import Action
from retrieval.support.judging import quoted
from retrieval.support.records import Cited, Support
from tests.samples import SCHOOL, lesson
from tutor.dialogue import supporting
from tutor.dialogue.composing import to_blocks
from tutor.dialogue.model import Block, Citation
from tutor.language import Language
from tutor.people import SchoolId

VERSION = VersionId("physics-7-density@en.1")


@dataclass(frozen=True, slots=True)
class OneLesson:
    known: Lesson

    def lesson(self, school_id: SchoolId, version_id: VersionId) -> Lesson:
        return self.known


def gullible(claim: str, language: Language, cited: Sequence[Cited]) -> Support:
    return Support(0.9, bool(cited), None)


def is_shown(block: Block, supports=quoted) -> bool:
    sources = supporting.sources_of(block, OneLesson(lesson()), SCHOOL.id)
    return all(decision.action is Action.ALLOW for decision in supporting.check(block, sources, supports))


def cites(text: str, unit: str = "oil", frame: str = "") -> Block:
    return Block("text", "en", text, frame, (Citation(VERSION, unit, Span(0, 1), ""),))


CASES = [
    (cites("Oil floats on water because its density is smaller, 0,9 g/cm³."), True, "a whole unit"),
    (cites("Density is the mass of a unit volume of a substance.", "density"), True, "a unit without its marks"),
    (cites("density — mass per volume (тығыздық, плотность)", "term-density"), True, "a term with its names"),
    (cites("Oil sinks in water because its density is larger."), False, "something else"),
    (cites("Density says how much stuff fits into the same space."), False, "a sentence of a unit that is not cited"),
    (cites("Oil floats on water because its density is smaller, 0,9 g/cm³.", frame="In 1687:"), False, "a year before"),
    (replace(cites("Oil floats."), citations=()), False, "a statement that cites nothing"),
    (Block("text", "en", frame="Ask about a lesson."), True, "own words that state nothing"),
    (Block("text", "en", "Write what is known.", shown=(f"{VERSION}#task:iron!2",)), True, "a hint of the task"),
    (Block("text", "en", "Its density is 8 g/cm³.", shown=(f"{VERSION}#task:iron!2",)), False, "another solution"),
]


@pytest.mark.parametrize(("block", "passes", "reason"), CASES, ids=[case[2] for case in CASES])
def test_shows_a_block_only_if_the_lesson_says_so(block: Block, passes: bool, reason: str) -> None:
    assert is_shown(block) is passes, reason


def test_shows_every_block_it_composes_itself() -> None:
    from retrieval.chunking import passages_of

    blocks = [block for one in passages_of(lesson(), VERSION) for block in to_blocks([one], lesson(), "density", "en")]
    assert blocks
    assert all(map(is_shown, blocks))


def test_asks_for_every_sentence_that_is_not_quoted() -> None:
    assert is_shown(cites("Oil is lighter. So it floats."), gullible)
    assert not is_shown(replace(cites("Oil is lighter."), citations=()), gullible)


def test_one_unsupported_sentence_holds_the_block_back_and_says_why() -> None:
    block = cites("Oil floats on water because its density is smaller, 0,9 g/cm³. It burns well.")
    sources = supporting.sources_of(block, OneLesson(lesson()), SCHOOL.id)
    (decision,) = supporting.check(block, sources, quoted)
    assert decision.action is Action.REFUSE
    assert decision.rule == "not in the source: source"
