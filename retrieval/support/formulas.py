"""Formulas compared as text: v = s/t and s = v·t are two formulas, whoever writes them."""

import re
import unicodedata
from collections.abc import Sequence

from retrieval.stemming import stop_words
from retrieval.support.records import Reason
from retrieval.support.units import is_sign
from retrieval.support.words import Reading

_OPERATOR = re.compile(r"[=≈≠<>≤≥→+·×*/√^⁰¹²³⁴-⁹]|(?<=\w)\s*[-−]\s*(?=\w)")
_SIDE = r"[-−]?[^\W_](?:(?:[\w₀-₉⁰-⁹()/·×*+\-−^²³√:∙⋅% ]|[.,](?=\d))*[\w₀-₉⁰-⁹)²³%])?"
_WRITTEN = re.compile(rf"{_SIDE}(?:\s*[=≈≠<>≤≥→]\s*{_SIDE})+")
_SUBSTANCE = re.compile(r"(?<![^\W_])(?:\d*(?:[A-Z][a-z]?[₀-₉0-9]*){1,6})(?![^\W_])")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉₋−", "0123456789-0123456789--")
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")
_TIMES = re.compile(r"[·×*∙⋅]|(?<=\w)\s+(?=\w)")
_LETTER = r"[^\W\d_²³¹⁰⁴-⁹₀-₉]"
_WORD = re.compile(rf"(?<!{_LETTER}){_LETTER}{{2,}}(?!{_LETTER})")
_FUNCTIONS = frozenset({"sin", "cos", "tg", "tan", "ctg", "cot", "log", "lg", "ln", "lim", "max", "min", "arcsin"})
_CONJUNCTION = re.compile(r"(?<!\S)(?:[аивскоуя]|[aA])(?=\s+[\w(])")
_PRODUCT = 3
_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti Cr Mn Fe Co Ni Cu Zn Br Kr Ag Sn I Ba Au Hg Pb U Ra",
    )
)


def find_formulas(reading: Reading) -> tuple[str, ...]:
    """The formulas, equations and chemical signs of a text, in one way of writing."""
    between_dollars = [line for line in reading.formulas if _OPERATOR.search(line) and not line.isdigit()]
    found = [*between_dollars, *_written(reading.prose), *_substances(reading.plain)]
    return tuple(dict.fromkeys(filter(None, map(normalised, found))))


def check(claim: Sequence[str], cited: Sequence[str]) -> tuple[Reason, ...]:
    """Every formula of the claim has to be one of the cited formulas or a part of one."""
    return tuple(Reason("formula", one) for one in claim if not any(_holds(whole, one) for whole in cited))


def normalised(formula: str) -> str:
    """A formula without spaces, signs of multiplication, brackets and units; capitals keep their meaning."""
    text = re.sub(rf"(?<={_LETTER})([²³¹⁰⁴-⁹⁻]+)", lambda match: "^" + match[0], _without_units(formula))
    # The case tells v from V, so nothing is folded but letters of the two alphabets that look alike.
    text = unicodedata.normalize("NFKC", text.translate(_RAISED)).translate(_LOOKALIKES)
    text = _TIMES.sub("", re.sub(r"(?<=\d)[\s\u00a0\u2009](?=\d{3})", "", text))
    return re.sub(r"\s|[,.;:]+$|[()\[\]]", "", text).replace(",", ".").strip("…")


def _holds(whole: str, part: str) -> bool:
    return part == whole or re.search(rf"(?<![\w^.]){re.escape(part)}(?![\w^.])", whole) is not None


def _without_units(formula: str) -> str:
    return re.sub(r"(?<=\d)[\s\u00a0]+([^\W\d_°][^\s=≈,;]*|°\S*)", lambda m: "" if is_sign(m[1]) else m[0], formula)


def _written(prose: str) -> list[str]:
    """Equations written without dollar signs; the words of the sentence around them end them."""
    bare = _CONJUNCTION.sub("…", _WORD.sub(lambda match: "…" if _is_prose(match[0]) else match[0], prose))
    return [match[0] for match in _WRITTEN.finditer(bare)]


def _is_prose(word: str) -> bool:
    """Whether a word belongs to the sentence: vt and mc may be products of two quantities."""
    if word in _FUNCTIONS or is_sign(word):
        return False
    return len(word) > _PRODUCT or not word.isascii() or word.lower() in stop_words("en")


def _substances(text: str) -> list[str]:
    """Chemical signs: a number of atoms or at least two elements, such as H₂O, CO2, NaCl."""
    found = [match[0].lstrip("0123456789") for match in _SUBSTANCE.finditer(text)]
    return [sign for sign in found if _is_counted(sign) or _is_compound(sign)]


def _is_counted(sign: str) -> bool:
    return re.search(r"[A-Z][a-z]?[₀-₉0-9]", sign) is not None


def _is_compound(sign: str) -> bool:
    """Whether a sign consists of elements; one with capitals only is an abbreviation."""
    elements = re.findall("[A-Z][a-z]?", sign)
    return len(elements) > 1 and "".join(elements) == sign and not sign.isupper() and set(elements) <= _ELEMENTS
