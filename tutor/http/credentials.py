"""What new people sign in with, made up by the machine and shown once."""

import secrets
from dataclasses import dataclass

from storage.sign_in import hash_secret
from tutor.http.console import Console
from tutor.people import Person, Role

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


def renew_secret(page: Console, person: Person) -> str:
    """Gives somebody a new PIN or password in place of the old one."""
    secret = new_pin() if person.role is Role.STUDENT else new_password()
    page.ustaz.people.set_secret(page.school_id, person.id, hash_secret(secret), page.person.id, page.now)
    return secret


def _word(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))
