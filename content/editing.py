"""The life of a lesson version: draft → in review → approved → retired, and back to draft."""

from content.model import Status

STEPS: dict[str, tuple[frozenset[Status], Status]] = {
    "submit": (frozenset({Status.DRAFT}), Status.IN_REVIEW),
    "send_back": (frozenset({Status.IN_REVIEW}), Status.DRAFT),
    "approve": (frozenset({Status.DRAFT, Status.IN_REVIEW}), Status.APPROVED),
    "retire": (frozenset({Status.APPROVED}), Status.RETIRED),
}
"""Step → (the states it may start from, the state it leads to)."""


def steps_from(status: Status) -> tuple[str, ...]:
    """The steps an editor may take now."""
    return tuple(step for step, (starts, _) in STEPS.items() if status in starts)
