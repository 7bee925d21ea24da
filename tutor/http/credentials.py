"""What new people sign in with, made up by the machine and shown once."""

import secrets
from dataclasses import dataclass

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that are read as others."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What somebody signs in with; ``login`` is a student's number in the class list. Stored only as a hash."""

    name: str
    login: str
    secret: str


def new_code() -> str:
    """The code of a class: six letters and digits."""
    return _word(6)


def new_pin() -> str:
    """Four digits: few enough for a child, and six wrong tries lock the account for a while."""
    return f"{secrets.randbelow(10**4):04}"


def new_password() -> str:
    """Fourteen signs: twelve at random, 59 bits, in three groups that are easy to copy."""
    return "-".join(_word(4).lower() for _ in range(3))


def _word(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))
