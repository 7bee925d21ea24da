"""Words with a full stop that does not end a sentence."""

import re

from tutor.language import Language

_RUSSIAN = """
т.е т.к т.н т.о т.ч н.э см рис табл гл стр напр ср им ул пл просп д-р г гг в вв с тыс млн млрд ч мин сек ок акад проф
доц о оз р св ред изд т п пп ст обл прим разд упр ур кв пер род ум рожд долл тг руб
"""
_KAZAKH = """
б.з.б б.з т.с.с т.т т.ғ ғ ғғ ж жж қ мыс сур кест бет б т қар шам көш ауд мек ш м.ғ тар т.ж туған
"""
_ENGLISH = """
e.g i.e fig figs eq eqs dr mr mrs ms prof st vs approx no p pp cf vol ch sec ca jr sr u.s u.k a.m p.m viz al ex art
"""
_MAY_END = "т.д т.п др пр т.б etc"
"""These end a sentence when a capital letter follows."""

ABBREVIATIONS: dict[Language, frozenset[str]] = {
    "ru": frozenset(_RUSSIAN.split()),
    "kk": frozenset((_KAZAKH + _RUSSIAN).split()),
    "en": frozenset(_ENGLISH.split()),
}
_UNITS = frozenset("г м с ч мин см сек т л".split())  # noqa: SIM905
_LAST_WORD = re.compile(r"(?P<before>\S*[\s\u00a0(«]+|^)(?P<word>(?:[^\W\d_]{1,6}\.\s?)*[^\W\d_]+(?:-[^\W\d_]+)?)\.$")
_INITIAL = re.compile(r"(?:^|[\s\u00a0(«.])[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\.$")
_YEAR = re.compile(r"\d{4}\D*$")
_NUMBER = re.compile(r"\d\D{0,2}$")


def holds_stop(before: str, language: Language) -> bool:
    """Whether the full stop that ends ``before`` belongs to an abbreviation or an initial."""
    if _INITIAL.search(before):
        return True
    match = _LAST_WORD.search(before[-60:])
    if match is None:
        return False
    word = re.sub(r"\s", "", match["word"]).casefold()
    if word in _MAY_END.split():
        return False
    if word in _UNITS and _NUMBER.search(match["before"]):
        return word == "г" and bool(_YEAR.search(match["before"]))
    known = ABBREVIATIONS[language]
    return word in known or word.rsplit(".", 1)[-1] in known
