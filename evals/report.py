"""How an evaluation tells its result: progress on stderr, one JSON object as the last line on stdout."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path


class UnusableInput(Exception):
    """The given file or folder cannot be evaluated; the message is the one line a person sees."""


def progress(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def write_result(result: Mapping[str, object], path: Path | None) -> None:
    """Write ``result`` as the last line of stdout and, where a path is given, as a file."""
    line = json.dumps(_rounded(result), ensure_ascii=False)
    if path:
        path.write_text(line + "\n", encoding="utf-8")
    sys.stdout.write(line + "\n")


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, Mapping):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value
