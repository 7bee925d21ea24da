from pathlib import Path

import pytest
from sqlalchemy import create_engine

from storage import migrate
from storage.database import Database, DatabaseGone, DiskFull
from storage.people import PeopleStore
from tests.samples import AT, SCHOOL


def test_a_database_that_does_not_answer_is_gone_after_our_patience() -> None:
    database = Database("postgresql+psycopg://root@127.0.0.1:1/none", patience_seconds=0.3)
    with pytest.raises(DatabaseGone), database.read():
        pass
    assert not database.is_usable()


def test_a_full_disk_is_said_and_nothing_of_the_transaction_is_kept(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'small.db'}", pool_size=1)
    migrate.upgrade(database)
    with database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull), database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE big AS SELECT hex(zeroblob(1000000)) AS data")
    PeopleStore(database).schools()
    database.close()


def test_a_lock_held_for_too_long_is_a_database_that_is_gone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'locked.db'}"
    database = Database(url, busy_seconds=0.2)
    migrate.upgrade(database)
    holder = create_engine(url)
    with holder.connect() as other:
        other.exec_driver_sql("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseGone):
            PeopleStore(database).add_school(SCHOOL, AT)
        other.rollback()
    PeopleStore(database).add_school(SCHOOL, AT)
    holder.dispose()
    database.close()
