"""The browser's part as files: what has a hash in its name is fetched once and kept."""

import os
import re
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_HASHED = re.compile(r".+-[0-9A-Z]{8}\.\w+")


class BuiltFiles(StaticFiles):
    """Static files, kept for a year where their name changes with their content, asked for again where it does not."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        is_hashed = _HASHED.fullmatch(Path(full_path).name)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
        return response
