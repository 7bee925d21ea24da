"""Word lists kept beside the code as plain text: words between spaces, ``#`` starts a comment."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of ``data/{name}`` without comments and blanks."""
    source = files("guardrails").joinpath("data", name).read_text(encoding="utf-8")
    stripped = (line.partition("#")[0].strip() for line in source.splitlines())
    return tuple(line for line in stripped if line)


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of ``data/{name}``."""
    return tuple(word for line in lines(name) for word in line.split())


@cache
def table(name: str) -> Mapping[str, Any]:
    """The TOML table of ``data/{name}``."""
    return tomllib.loads(files("guardrails").joinpath("data", name).read_text(encoding="utf-8"))
