"""A server process that a test can kill: ``python -m tests.integration.http.server FOLDER DATABASE PORT [BLOCKS]``.

With BLOCKS, every answer stops after so many blocks and waits, as if the rest took long.
"""

import sys
from datetime import timedelta

import uvicorn

from tests.integration.http.service import FakedService, SwitchedGuards
from tutor.http import streams
from tutor.http.app import create_app
from tutor.settings import Settings


def main(folder: str, database_url: str, port: str, blocks: str = "") -> None:
    """Serves until it is killed."""
    # Otherwise a test would wait half a minute for what another process seems to be answering.
    streams.LEASE = timedelta(seconds=1)
    guards = SwitchedGuards()
    if blocks:
        guards.hold()
        guards.let_through(int(blocks))
    service = FakedService(Settings.model_validate({"folder": folder, "database_url": database_url}), guards)
    service.warm()
    uvicorn.run(create_app(service), host="127.0.0.1", port=int(port), log_level="warning")


if __name__ == "__main__":
    main(*sys.argv[1:])
