"""What of a message is searched for."""

import re

_CLAUSES = re.compile(r"(?<=[,.!?;\n])\s+")
_PLACEHOLDER = re.compile(r"⟨\w+⟩")
_WORD = re.compile(r"[^\W\d_]{3}")
_UNITS = (
    "кг/м[3³]|г/см[3³]|kg/m[3³]|g/cm[3³]|км/сағ|км/саг|км/ч|м/с|km/h|m/s|Н/кг|N/kg|"
    "(?:км|дм|см|мм|м|km|dm|cm|mm|m)[23²³]?|кг|мг|г|т|kg|mg|g|t|мл|л|ml|l|"
    "сағат|саг|сағ|часов|часа|час|ч|мин|сек|с|hours?|h|min|s|кН|Н|N|Па|Pa|тг|теңге|тенге|tenge"
)
_MEASURED = re.compile(rf"[-−]?\b\d+(?:[.,]\d+)?\s*(?:{_UNITS})(?!\w)", re.IGNORECASE)


def searchable(message: str) -> str:
    """The message without the clauses that were about somebody and without measured values, which say nothing
    about the topic; empty where nothing was asked besides.
    """
    return _without_values(_without_people(message))


def _without_people(message: str) -> str:
    if "⟨" not in message:
        return message
    kept = " ".join(clause for clause in _CLAUSES.split(message) if "⟨" not in clause)
    if re.search(r"\w{3}", kept):
        return kept
    return _PLACEHOLDER.sub(" ", message).strip() if "?" in message else ""


def _without_values(message: str) -> str:
    """A number alone asks nothing; a year or a number without a unit belongs to the question."""
    kept = _MEASURED.sub(" ", message)
    if _WORD.search(kept):
        return kept
    return message if _WORD.search(message) else ""
