"""Sealed values of conversations; this package cannot open them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from storage.database import Database
from storage.tables import vault
from tutor.people import SchoolId


class VaultEntries:
    """Implements ``guardrails.vault.VaultStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sealed_values(self, school_id: str, conversation_id: str) -> Mapping[str, bytes]:
        """Placeholder → sealed value of one conversation."""
        query = select(vault.c.placeholder, vault.c.sealed).where(
            vault.c.school_id == SchoolId(school_id), vault.c.conversation_id == conversation_id
        )
        with self._database.read() as connection:
            return {row.placeholder: row.sealed for row in connection.execute(query)}

    def forget_expired(self, now: datetime) -> int:
        """Removes what has expired, in every school; returns how many values."""
        with self._database.write() as connection:
            return connection.execute(delete(vault).where(vault.c.expires_at < now)).rowcount
