"""Formulas compared as text: what a claim writes with an equals sign has to stand so in the cited texts."""

import re
import unicodedata
from collections.abc import Sequence

from retrieval.support.records import Reason

_SIDE = r"[^\W_](?:(?:[\w₀-₉⁰-⁹()/·×*+\-−^²³√:∙⋅% ]|[.,](?=\d))*[\w₀-₉⁰-⁹)²³%])?"
_FORMULA = re.compile(rf"{_SIDE}(?:\s*[=≈≠<>≤≥→]\s*[-−√]?{_SIDE})+")
_SUBSTANCE = re.compile(r"(?<![^\W_])(?:\d*(?:[A-Z][a-z]?[₀-₉0-9]*){1,6})(?![^\W_])")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉₋−", "0123456789-0123456789--")
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")
_TIMES = re.compile(r"[·×*∙⋅]|(?<=\w)\s+(?=\w)")
_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti Cr Mn Fe Co Ni Cu Zn Br Kr Ag Sn I Ba Au Hg Pb U Ra",
    )
)
_PROSE = re.compile(r"[^\W\d_]{4,}")


def find_formulas(text: str) -> tuple[str, ...]:
    """The equations and chemical signs of a plain text, in one way of writing."""
    equations = (_trimmed(match[0]) for match in _FORMULA.finditer(text))
    found = [normalised(equation) for equation in equations if equation]
    return tuple(dict.fromkeys(found + [normalised(sign) for sign in _substances(text)]))


def normalised(formula: str) -> str:
    """A formula without spaces, signs of multiplication and raised or lowered digits; capitals keep their meaning."""
    # The case tells v from V, so nothing is folded but letters of the two alphabets that look alike.
    text = re.sub(r"(?<=[^\W\d_])([²³⁰-⁹⁻]+)", lambda match: "^" + match[0], formula)
    text = unicodedata.normalize("NFKC", text.translate(_RAISED)).translate(_LOOKALIKES)
    text = re.sub(r"(?<=\d)(?=[+\-])|(?<=[+\-])(?=\d)", "", _TIMES.sub("", text))
    return re.sub(r"\s|[,.;:]$", "", text).replace("(", "").replace(")", "").replace(",", ".")


def check(claim: Sequence[str], cited: Sequence[str]) -> tuple[Reason, ...]:
    """Every formula of the claim has to be one of the cited formulas or a part of one."""
    return tuple(Reason("formula", one) for one in claim if not any(_holds(whole, one) for whole in cited))


def _holds(whole: str, part: str) -> bool:
    if part == whole:
        return True
    bordered = rf"(?<![\w^.]){re.escape(part)}(?![\w^.])"
    return re.search(bordered, whole) is not None


def _trimmed(formula: str) -> str:
    """The formula without the words of the sentence that run into it."""
    parts = re.split(r"([=≈≠<>≤≥→])", formula)
    if len(parts) < 3:
        return ""
    parts[0] = _last_term(parts[0])
    parts[-1] = _first_term(parts[-1])
    sides = parts[0::2]
    return "".join(parts) if all(side.strip() and not _PROSE.search(side) for side in sides) else ""


def _last_term(side: str) -> str:
    kept: list[str] = []
    for word in reversed(side.split()):
        if _PROSE.search(word) or (kept and re.fullmatch(r"[a-zа-яёәғқңөұүһі]{2,}", word)):
            break
        kept.insert(0, word)
    return " ".join(kept)


def _first_term(side: str) -> str:
    kept: list[str] = []
    for word in side.split():
        if _PROSE.search(word) or (kept and re.fullmatch(r"[а-яёәғқңөұүһі]{1,3}", word)):
            break
        kept.append(word)
    return " ".join(kept)


def _substances(text: str) -> list[str]:
    """Chemical signs: a number of atoms or at least two elements, such as H₂O, CO2, NaCl."""
    return [match[0] for match in _SUBSTANCE.finditer(text) if _is_counted(match[0]) or _is_compound(match[0])]


def _is_counted(sign: str) -> bool:
    return re.search(r"[A-Z][a-z]?[₀-₉0-9]", sign) is not None


def _is_compound(sign: str) -> bool:
    """Whether a sign consists of elements; one with capitals only is an abbreviation."""
    elements = re.findall("[A-Z][a-z]?", sign)
    return len(elements) > 1 and "".join(elements) == sign and not sign.isupper() and set(elements) <= _ELEMENTS
