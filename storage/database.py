"""The connection to SQLite or PostgreSQL, with short transactions and patience when it is briefly gone."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError


class DatabaseGone(Exception):
    """The database could not be reached for as long as we were willing to wait."""


class DiskFull(Exception):
    """There is no room left to write; nothing of the transaction was kept."""


class Database:
    """Opens short transactions; waits up to ``patience_seconds`` for a database that does not answer."""

    def __init__(
        self, url: str, *, pool_size: int = 8, patience_seconds: float = 15.0, busy_seconds: float = 15.0
    ) -> None:
        self.engine = _engine(url, pool_size, busy_seconds)
        self._patience_seconds = patience_seconds

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading; whatever it began is rolled back."""
        with _in_our_words(), self._connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, committed at the end of the block and rolled back on an error."""
        with _in_our_words(), self._connect() as connection, connection.begin():
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def is_usable(self) -> bool:
        """Whether the database answers right now."""
        try:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("SELECT 1")
        except DBAPIError:
            return False
        return True

    def close(self) -> None:
        self.engine.dispose()

    def _connect(self) -> Connection:
        deadline = time.monotonic() + self._patience_seconds
        while True:
            try:
                return self.engine.connect()
            except OperationalError as error:
                if time.monotonic() > deadline:
                    raise DatabaseGone from error
                time.sleep(0.25)


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Says what an operational error means to those who must not know SQL."""
    try:
        yield
    except OperationalError as error:
        message = str(error.orig).lower()
        if "disk is full" in message or "no space left" in message:
            raise DiskFull from error
        raise DatabaseGone from error


def _engine(url: str, pool_size: int, busy_seconds: float) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_size=pool_size, max_overflow=2, pool_pre_ping=True)
    engine = create_engine(url, pool_size=pool_size, max_overflow=2, connect_args={"timeout": busy_seconds})
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would open transactions lazily and late; we say BEGIN IMMEDIATE ourselves, so that two writers
    # wait for each other instead of failing half-way.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
