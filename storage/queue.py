"""The queue that wakes the worker: a SQLite file by default, Redis at scale. It carries no work itself."""

from collections.abc import Callable
from pathlib import Path

from huey import RedisHuey, SqliteHuey, crontab
from huey.api import Huey


class JobQueue:
    """``wake`` may be called by any process; ``on_wake`` is set only in the one that works."""

    def __init__(self, folder: Path, redis_url: str = "") -> None:
        self.huey: Huey = (
            RedisHuey("ustaz", url=redis_url, results=False)
            if redis_url
            else SqliteHuey("ustaz", filename=str(folder / "queue.db"), results=False, fsync=True)
        )
        self.on_wake: Callable[[], None] = lambda: None
        self._task = self.huey.task(name="drain")(self._drain)
        # A wake-up lost in a crash is made up for within a minute: the jobs themselves stand in the outbox.
        self.huey.periodic_task(crontab(minute="*"), name="drain_regularly")(self._drain)

    def wake(self) -> None:
        self._task()

    def _drain(self) -> None:
        self.on_wake()
