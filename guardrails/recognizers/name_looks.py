"""How much a word looks like a name, leaving its neighbours aside."""

from enum import IntEnum

from guardrails.recognizers import gazetteer
from guardrails.recognizers.tokens import Token


class Look(IntEnum):
    """How much a word looks like a name, by itself."""

    ORDINARY = 0
    CAPITAL = 1
    """Unknown, with a capital letter where none is due."""
    SURNAME_SHAPE = 2
    INITIAL = 3
    AMBIGUOUS = 4
    """A listed name that is also an ordinary word."""
    NAME = 5


def look(token: Token, capitals: bool) -> Look:
    """The look of a word; ``capitals`` says whether capital letters mean anything in its message."""
    if gazetteer.is_initial(token.text):
        return Look.INITIAL
    if gazetteer.is_patronymic(token):
        return Look.NAME
    if gazetteer.given_name(token):
        return _look_of_listed(token, capitals)
    if _is_built_like_a_name(token):
        return Look.NAME
    return Look.ORDINARY if gazetteer.is_place(token.folded) else _look_of_unlisted(token, capitals)


def _look_of_listed(token: Token, capitals: bool) -> Look:
    if not gazetteer.is_also_word(token) and not gazetteer.is_place_form(token):
        return Look.NAME
    due = token.starts_sentence or not capitals
    proper = token.capital and not due and not token.latin and not gazetteer.is_place(token.folded)
    return Look.NAME if proper else Look.AMBIGUOUS


def _is_built_like_a_name(token: Token) -> bool:
    surname = gazetteer.is_kazakh_surname(token.folded) or gazetteer.is_derived_surname(token)
    return surname or gazetteer.is_compound(token.folded, token.latin)


def _look_of_unlisted(token: Token, capitals: bool) -> Look:
    proper = token.capital and capitals
    if proper and gazetteer.is_figure((token.folded,)):
        return Look.NAME
    if gazetteer.is_surname(token) and not (proper and token.starts_sentence):
        return Look.SURNAME_SHAPE
    return Look.CAPITAL if proper and len(token.text) > 1 and not token.text.isupper() else Look.ORDINARY
