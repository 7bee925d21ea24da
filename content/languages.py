"""Language codes as they come in files, and a guess where none is given."""

import re

from tutor.language import LANGUAGES, Language

_KAZAKH, _CYRILLIC, _LATIN = re.compile("[әғқңөұүһі]"), re.compile("[а-яё]"), re.compile("[a-z]")


def known_language(code: str) -> Language | None:
    """The language of a code such as ``kk`` or ``en-US``; None for one we do not speak."""
    return next((language for language in LANGUAGES if code.partition("-")[0].lower() == language), None)


def guessed_language(text: str) -> Language:
    """Kazakh by its own letters, Russian by Cyrillic, English else; for whole texts, not messages."""
    sample = text[:20_000].lower()
    kazakh, cyrillic = len(_KAZAKH.findall(sample)), len(_CYRILLIC.findall(sample))
    if kazakh + cyrillic < len(_LATIN.findall(sample)):
        return "en"
    return "kk" if kazakh > (kazakh + cyrillic) / 20 else "ru"
