"""Which kinds of teaching unit make up the answer of each move, in order."""

from collections.abc import Mapping

from content.model import UnitKind as K
from tutor.dialogue.model import Move

Slot = tuple[K, ...]
"""The kinds that may fill a place, the most fitting first."""

STRUCTURES: Mapping[Move, tuple[Slot, ...]] = {
    Move.EXPLAIN: (
        (K.EXPLANATION, K.MECHANISM, K.TEXT, K.CAUSE, K.FACT, K.DEFINITION, K.PLAIN_WORDS),
        (K.EXAMPLE, K.FIGURE, K.FORMULA),
    ),
    Move.DEFINE: (
        (K.DEFINITION, K.PLAIN_WORDS, K.TEXT, K.FACT),
        (K.PLAIN_WORDS, K.FORMULA, K.EXPLANATION),
        (K.EXAMPLE, K.ANALOGY),
    ),
    Move.GIVE_CAUSES: (
        (K.CAUSE, K.MECHANISM, K.EXPLANATION, K.MISCONCEPTION, K.TEXT, K.CONTRAST),
        (K.MECHANISM, K.CAUSE, K.EXAMPLE),
    ),
    Move.WALK_STEPS: ((K.STEPS, K.MECHANISM, K.EXPLANATION, K.TEXT), (K.FIGURE,), (K.MISCONCEPTION,)),
    Move.SHOW_METHOD: ((K.STEPS, K.FORMULA, K.WORKED_EXAMPLE, K.TEXT), (K.FORMULA, K.STEPS), (K.WORKED_EXAMPLE,)),
    Move.COMPARE: ((K.CONTRAST, K.MISCONCEPTION, K.TEXT), (K.EXAMPLE, K.MISCONCEPTION)),
    Move.GIVE_EXAMPLE: ((K.EXAMPLE, K.WORKED_EXAMPLE, K.ANALOGY, K.COUNTER_EXAMPLE, K.TEXT), (K.FIGURE,)),
    Move.STATE_FACT: ((K.FACT, K.TEXT, K.DEFINITION, K.CAUSE, K.EXPLANATION), (K.EXPLANATION, K.CAUSE)),
    Move.SIMPLIFY: ((K.PLAIN_WORDS, K.ANALOGY, K.EXPLANATION, K.FIGURE, K.WORKED_EXAMPLE, K.EXAMPLE, K.SUMMARY),),
}

WHOLE = frozenset({K.STEPS, K.CONTRAST, K.FORMULA, K.WORKED_EXAMPLE, K.FIGURE, K.TERM, K.DEFINITION, K.PLAIN_WORDS})
"""Kinds that lose their sense when shortened."""
