"""Brings a database to the newest schema and back."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.database import Database

_SCRIPTS = Path(__file__).with_name("migrations")


def upgrade(database: Database) -> None:
    """Applies every migration that is missing."""
    _run(database, lambda config: command.upgrade(config, "head"))


def downgrade(database: Database) -> None:
    """Takes every migration back; for tests and for leaving."""
    _run(database, lambda config: command.downgrade(config, "base"))


def is_current(database: Database) -> bool:
    """Whether the schema is the newest one."""
    with database.read() as connection:
        return MigrationContext.configure(connection).get_current_revision() == _head()


def _head() -> str | None:
    return ScriptDirectory(str(_SCRIPTS)).get_current_head()


def _run(database: Database, action) -> None:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "os")
    with database.write() as connection:
        config.attributes["connection"] = connection
        action(config)
