"""Every sentence a person sees, in Kazakh, Russian and English.

One TOML file per area; a table per text with the keys ``kk``, ``ru`` and ``en``::

    [not_covered]
    kk = "…"
    ru = "…"
    en = "Your lessons do not cover this."

A value may be a list of phrasings. Places for values are named, ``{lesson}``, and stand where no ending depends on
them.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tutor.language import LANGUAGES, Language

Phrasing = str | list[str]


@cache
def area(name: str) -> Mapping[str, Mapping[Language, Phrasing]]:
    """The texts of one area, by key and language."""
    source = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def text(key: str, language: Language, **values: object) -> str:
    """The text ``area.key`` in ``language`` with ``values`` put in."""
    return phrasings(key, language)[0].format(**values)


def phrasings(key: str, language: Language) -> list[str]:
    """All phrasings of the text ``area.key`` in ``language``, unfilled."""
    name, _, entry = key.partition(".")
    value = area(name)[entry][language]
    return [value] if isinstance(value, str) else value


@cache
def areas() -> tuple[str, ...]:
    """The names of all areas."""
    return tuple(sorted(p.name.removesuffix(".toml") for p in files(__name__).iterdir() if p.name.endswith(".toml")))


def missing() -> list[str]:
    """Every ``area.key.language`` that has no text; empty when the catalogue is complete."""
    return [
        f"{name}.{key}.{language}"
        for name in areas()
        for key, entry in area(name).items()
        for language in LANGUAGES
        if not entry.get(language)
    ]
