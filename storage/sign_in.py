"""Signing in and staying signed in: hashed secrets, tries counted per account, tokens stored only as hashes."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, insert, select, update

from storage.audit import Deed, record
from storage.database import Database
from storage.rows import person_of
from storage.tables import classes, memberships, people, sessions
from tutor.people import Person, Role

TRIES = 6
LOCK = timedelta(minutes=10)
SESSION = timedelta(hours=12)


class WrongCredentials(Exception):
    """No active account with this name and secret."""


class TooManyTries(Exception):
    """The account is locked for a while; ``until`` says how long."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many tries")
        self.until = until


@dataclass(frozen=True, slots=True)
class Session:
    """``token`` is known only to the one who signed in; ``csrf`` protects the forms of consoles."""

    token: str
    csrf: str
    expires_at: datetime
    person: Person


def hash_secret(secret: str) -> str:
    """Argon2id with the library's recommended cost."""
    return _hasher().hash(secret)


class SignInStore:
    """The only place that looks an account up without knowing its school: there is nobody signed in yet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def student(self, code: str, number: int, pin: str, at: datetime) -> Session:
        """Signs a student in by class code, number in the class list and PIN."""
        query = (
            select(people)
            .join(memberships, memberships.c.person_id == people.c.id)
            .join(classes, classes.c.id == memberships.c.class_id)
            .where(classes.c.code == code.strip().upper(), memberships.c.number == number)
            .where(people.c.role == Role.STUDENT)
        )
        return self._sign_in(query, pin, at)

    def staff(self, login: str, password: str, at: datetime) -> Session:
        """Signs a teacher, editor or administrator in."""
        query = select(people).where(people.c.login == login.strip().lower(), people.c.role != Role.STUDENT)
        return self._sign_in(query, password, at)

    def session(self, token: str, at: datetime) -> Session | None:
        """The session of a token, unless it has expired or the person was deactivated."""
        query = (
            select(sessions.c.csrf, sessions.c.expires_at, people)
            .join(people, people.c.id == sessions.c.person_id)
            .where(sessions.c.token_hash == _hash(token), sessions.c.expires_at > at, people.c.active)
        )
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return Session(token, row.csrf, row.expires_at, person_of(row)) if row else None

    def sign_out(self, token: str) -> None:
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.token_hash == _hash(token)))

    def _sign_in(self, query, secret: str, at: datetime) -> Session:
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            _is_right(_decoy(), secret)  # as slow as a real account, so that names cannot be guessed by the clock
            raise WrongCredentials
        if row.locked_until and row.locked_until > at:
            raise TooManyTries(row.locked_until)
        if not (_is_right(row.secret_hash, secret) and row.active):
            self._count_failure(row, at)
            raise WrongCredentials
        return self._open(row, at)

    def _count_failure(self, row, at: datetime) -> None:
        tries = row.failed_tries + 1
        locked = at + LOCK if tries >= TRIES else None
        with self._database.write() as connection:
            connection.execute(
                update(people)
                .where(people.c.school_id == row.school_id, people.c.id == row.id)
                .values(failed_tries=0 if locked else tries, locked_until=locked)
            )
            if locked:
                record(connection, Deed(row.school_id, row.id, at, "account.lock", row.id))

    def _open(self, row, at: datetime) -> Session:
        session = Session(secrets.token_urlsafe(32), secrets.token_urlsafe(32), at + SESSION, person_of(row))
        with self._database.write() as connection:
            connection.execute(
                delete(sessions).where(sessions.c.school_id == row.school_id, sessions.c.expires_at < at)
            )
            # A new secret or a closed account may have come while this one was being compared.
            still = connection.execute(
                update(people)
                .where(people.c.school_id == row.school_id, people.c.id == row.id)
                .where(people.c.secret_hash == row.secret_hash, people.c.active)
                .values(failed_tries=0, locked_until=None)
            )
            if not still.rowcount:
                raise WrongCredentials
            connection.execute(
                insert(sessions).values(
                    token_hash=_hash(session.token),
                    school_id=row.school_id,
                    person_id=row.id,
                    csrf=session.csrf,
                    created_at=at,
                    expires_at=session.expires_at,
                )
            )
        return session


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _decoy() -> str:
    return hash_secret(secrets.token_urlsafe(16))


def _is_right(secret_hash: str, secret: str) -> bool:
    try:
        return _hasher().verify(secret_hash, secret)
    except VerificationError:
        return False


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
