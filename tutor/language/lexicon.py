"""Words written down by hand that tell a language, and words that tell none; see ``lexicon.toml``."""

import tomllib
from functools import cache
from importlib.resources import files

from tutor.language.records import Language

SHARED = ("terms", "chat", "realia", "names", "homographs")


def function(language: Language) -> frozenset[str]:
    """Function words, question words and the verbs of asking."""
    return _words(language, "function")


def school(language: Language) -> frozenset[str]:
    """School vocabulary that the other languages did not borrow."""
    return _words(language, "school")


def english(kind: str) -> frozenset[str]:
    """English words inside other languages; ``kind`` is quoted (grammar topics, products), code or chat."""
    return _words("en", kind)


def shared(kind: str) -> frozenset[str]:
    """Words of Kazakh and Russian alike; ``kind`` is one of ``SHARED``."""
    return _words("shared", kind)


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(_tables()[table][key].split())


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("tutor.language").joinpath("lexicon.toml").read_text(encoding="utf-8"))
