"""The languages a student writes in: what a message is written in, and Cyrillic for what was typed in Latin letters."""

from tutor.language.detection import detect
from tutor.language.records import LANGUAGES, Detection, Language, Script
from tutor.language.transliteration import to_cyrillic

__all__ = ["LANGUAGES", "Detection", "Language", "Script", "detect", "to_cyrillic"]
