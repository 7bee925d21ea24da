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
        (K.DEFINITION, K.PLAIN_WORDS, K.TERM, K.TEXT, K.FACT),
        (K.PLAIN_WORDS, K.EXPLANATION),
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
    Move.SIMPLIFY: ((K.PLAIN_WORDS, K.ANALOGY, K.EXPLANATION, K.FIGURE, K.EXAMPLE, K.WORKED_EXAMPLE, K.SUMMARY),),
}

AFTER_TERM: tuple[Slot, ...] = ((K.EXPLANATION, K.MECHANISM, K.CONTRAST, K.CAUSE, K.FACT, K.STEPS),)
"""What follows a term that the lesson explains nowhere else."""

BEST_FIRST = frozenset({Move.GIVE_CAUSES, Move.SHOW_METHOD})
"""Moves that begin with whatever fitting passage answers best; the others with the most fitting kind."""

SOUGHT: Mapping[Move, Slot] = {
    Move.WALK_STEPS: (K.STEPS, K.MECHANISM),
    Move.COMPARE: (K.CONTRAST,),
    Move.STATE_FACT: (K.FACT,),
}
"""Kinds worth a place in the answer even where other passages match the question somewhat better."""

WHOLE = frozenset({K.STEPS, K.CONTRAST, K.FORMULA, K.WORKED_EXAMPLE, K.FIGURE, K.TERM, K.DEFINITION, K.PLAIN_WORDS})
"""Kinds that lose their sense when shortened."""
