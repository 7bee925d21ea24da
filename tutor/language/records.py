"""Records of language detection."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")
Script = Literal["cyrillic", "latin"]


@dataclass(frozen=True, slots=True)
class Detection:
    """What a message is written in; ``mixed`` messages carry the language that dominates them."""

    code: Literal["kk", "ru", "en", "mixed"]
    dominant: Language
    script: Script
    confidence: float
