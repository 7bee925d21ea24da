"""People's names, by what they look like and by what stands beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guardrails.recognizers import gazetteer
from guardrails.recognizers.finding import FIGURE, Finding, Kind
from guardrails.recognizers.name_cues import Cue, Cues, cues
from guardrails.recognizers.name_looks import Look, look
from guardrails.recognizers.tokens import Token, capitals_tell, tokenise

_LONGEST_NAME = 4
_IN_OV = re.compile("[оеё]в|[oe]v")
_I_AM = ("мын", "мін", "бын", "бін", "пын", "пін", "мин", "бин", "пин", "myn", "min", "pyn", "pin")
_ADJECTIVE_ENDINGS = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ых", "их")
_CONNECTORS = frozenset(
    ("of", "the", "von", "van", "de", "da", "al", "ibn", "фон", "ван", "де", "да", "ибн", "аль", "әл", "ұлы")
)


@dataclass(frozen=True, slots=True)
class _Message:
    tokens: Sequence[Token]
    looks: Sequence[Look]
    cues: Cues
    text: str
    capitals: bool


class NameDetector:
    """Finds names of people; those of the curriculum come back as ``FIGURE``."""

    name = "names"
    kinds = (Kind.PERSON, FIGURE)

    def find(self, text: str) -> Iterator[Finding]:
        tokens = tokenise(text)
        if not tokens:
            return
        capitals = capitals_tell(tokens)
        looks = [look(token, capitals) for token in tokens]
        message = _Message(tokens, looks, cues(tokens), text, capitals)
        at = 0
        while at < len(tokens):
            end = _name_end(message, at)
            if end > at:
                yield _finding(message, at, end)
            at = max(end, at + 1)


def _name_end(message: _Message, at: int) -> int:
    """The end of the name starting at word ``at``; ``at`` itself where none starts."""
    cue = message.cues.at(at)
    if not _starts(message, at, cue):
        return at
    end = at + 1
    while end < len(message.tokens) and end - at < _LONGEST_NAME and _continues(message, at, end):
        end += 1
    return end if _is_name(message, at, end) else at


def _starts(message: _Message, at: int, cue: Cue) -> bool:
    token, look_ = message.tokens[at], message.looks[at]
    if cue is Cue.INTRODUCTION:
        return not message.cues.is_word(token) and len(token.text) > 1
    if look_ is Look.NAME:
        return True
    if look_ is Look.INITIAL:
        return _dot_follows(message, at) and _initial_leads(message, at)
    if look_ is Look.AMBIGUOUS:
        return _ambiguous_starts(message, at, cue) or _name_beside(message, at)
    if look_ is Look.SURNAME_SHAPE:
        return _surname_starts(message, at, cue) or _family_follows(message, at)
    return _unlisted_starts(message, at, cue) or _family_follows(message, at)


def _unlisted_starts(message: _Message, at: int, cue: Cue) -> bool:
    """Whether a cue makes a name of a word on no list: it has a capital, or nothing else can follow "мен …"."""
    token = message.tokens[at]
    if message.cues.is_word(token) or gazetteer.is_place(token.folded) or cue is Cue.NONE:
        return False
    if token.capital and message.capitals:
        return True
    if cue is Cue.TEACHER:
        return message.cues.is_next_to_relation(at) and len(token.text) > 3
    first_person = at > 0 and message.tokens[at - 1].lower == "мен" and cue is Cue.SELF
    return first_person and _clause_ends(message, at + 1) and len(token.text) > 3 and not token.lower.endswith("м")


def _family_follows(message: _Message, at: int) -> bool:
    """Whether a patronymic, or a capital surname after a capital word, follows and makes a given name of the word."""
    token = message.tokens[at]
    if at + 1 >= len(message.tokens) or not message.tokens[at + 1].joined or message.cues.is_word(token):
        return False
    following = message.tokens[at + 1]
    if gazetteer.is_patronymic(following):
        return token.capital == following.capital and len(token.text) > 2
    both = token.capital and following.capital and message.capitals and not gazetteer.is_adjective(following)
    surname = message.looks[at + 1] is Look.SURNAME_SHAPE or gazetteer.is_derived_surname(following)
    return both and surname and not token.text.isupper() and not token.lower.endswith(_ADJECTIVE_ENDINGS)


def _ambiguous_starts(message: _Message, at: int, cue: Cue) -> bool:
    """Whether a cue makes a name of a word that may be ordinary; small letters need a closer one."""
    token = message.tokens[at]
    if token.capital and message.capitals:
        return cue is not Cue.NONE and not (cue is Cue.POINTING and gazetteer.is_place(token.folded))
    if cue is Cue.SELF:
        return not token.latin and _is_predicate(message, at)
    return cue in (Cue.RELATION, Cue.TEACHER) and not token.latin and message.cues.is_next_to_relation(at)


def _is_predicate(message: _Message, at: int) -> bool:
    """Whether the word ends its clause or carries a Kazakh "I am" ending."""
    return message.tokens[at].lower.endswith(_I_AM) or _clause_ends(message, at + 1)


def _surname_starts(message: _Message, at: int, cue: Cue) -> bool:
    token = message.tokens[at]
    if not token.capital or message.cues.is_word(token) or not message.capitals:
        return False
    if cue in (Cue.RELATION, Cue.SELF, Cue.TEACHER):
        return True
    plural = at > 0 and message.tokens[at - 1].lower.endswith(("ых", "их")) and token.lower.endswith("ов")
    return not token.starts_sentence and not gazetteer.is_adjective(token) and not plural


def _name_beside(message: _Message, at: int) -> bool:
    """Whether a name stands next to an ambiguous one, so that the two make one person."""
    following = at + 1
    if following >= len(message.tokens) or not message.tokens[following].joined:
        return False
    token = message.tokens[following]
    family = gazetteer.is_patronymic(token) or gazetteer.is_kazakh_surname(token.folded)
    family = family or gazetteer.is_derived_surname(token)
    same_case = message.tokens[at].capital == token.capital
    shaped = message.looks[following] is Look.SURNAME_SHAPE and token.capital
    return same_case and (family or shaped)


def _dot_follows(message: _Message, at: int) -> bool:
    return message.text[message.tokens[at].end : message.tokens[at].end + 1] == "."


def _initial_leads(message: _Message, at: int) -> bool:
    """Whether after one or two initials a capital word follows, as in А. Б. Ахметов."""
    for ahead in range(at + 1, min(at + 3, len(message.tokens))):
        token = message.tokens[ahead]
        if token.gap.strip(" ") not in (".", ""):
            return False
        if not gazetteer.is_initial(token.text):
            return token.capital and len(token.text) > 2 and gazetteer.is_surname(token)
    return False


def _continues(message: _Message, at: int, end: int) -> bool:
    """Whether the word at ``end`` belongs to the name that starts at ``at``."""
    token, previous = message.tokens[end], message.tokens[end - 1]
    if message.looks[end] is Look.INITIAL and _dot_follows(message, end):
        return token.gap.strip(" ") in ("", ".") and token.gap != ""
    if token.lower in _CONNECTORS and token.joined and end + 1 < len(message.tokens):
        return gazetteer.is_figure((previous.folded, token.folded, message.tokens[end + 1].folded))
    if not (token.joined or _follows_initial(message, end)) or _is_possessive(previous):
        return False
    if gazetteer.is_figure((previous.folded, token.folded)):
        return True
    if message.looks[end] in (Look.NAME, Look.AMBIGUOUS) and not message.cues.is_word(token):
        return not _is_new_person(message, at, end)
    return not message.cues.is_word(token) and _may_be_surname(message, at, end)


def _may_be_surname(message: _Message, at: int, end: int) -> bool:
    """Whether an unlisted word can be the rest of a name."""
    token, look_, previous = message.tokens[end], message.looks[end], message.tokens[end - 1]
    if end == at + 1 and (second := _second_word(message, at)) is not None:
        return second
    if look_ in (Look.CAPITAL, Look.SURNAME_SHAPE) and token.capital and message.capitals:
        return (previous.capital and not previous.text.isupper()) or _follows_initial(message, end)
    in_ov = look_ is Look.SURNAME_SHAPE and bool(_IN_OV.search(token.lower))
    return in_ov and message.looks[end - 1] >= Look.AMBIGUOUS


def _second_word(message: _Message, at: int) -> bool | None:
    """What only the second word of a name can tell; ``None`` where it tells nothing."""
    first, second, cue = message.tokens[at], message.tokens[at + 1], message.cues.at(at)
    if cue is Cue.NONE and gazetteer.is_figure((first.folded,)):
        return False
    if cue is Cue.INTRODUCTION and _closes_clause(message, at + 1):
        return True
    english = message.looks[at] is Look.NAME and gazetteer.is_english_surname(second)
    return (second.capital or not first.capital) if english else None


def _follows_initial(message: _Message, end: int) -> bool:
    return gazetteer.is_initial(message.tokens[end - 1].text) and message.tokens[end].gap.strip(" ") == "."


def _is_possessive(token: Token) -> bool:
    return token.text.lower() != token.lower


def _is_new_person(message: _Message, at: int, end: int) -> bool:
    """Whether a second plain given name begins another person: two first names side by side."""
    token = message.tokens[end]
    if message.looks[end] is Look.AMBIGUOUS and not token.capital:
        return message.cues.at(at) is Cue.NONE
    return False


def _closes_clause(message: _Message, end: int) -> bool:
    """Whether nothing follows the word in its clause, so that it is likelier a surname than a verb."""
    rest = message.text[message.tokens[end].end :].lstrip(" ")
    return not rest or (rest[0] in ".,;\n)!" and len(message.tokens[end].text) > 3)


def _is_name(message: _Message, at: int, end: int) -> bool:
    if end == at + 1 and message.looks[at] is Look.INITIAL:
        return False
    return any(message.looks[i] >= Look.SURNAME_SHAPE for i in range(at, end)) or message.cues.at(at) is not Cue.NONE


def _finding(message: _Message, at: int, end: int) -> Finding:
    tokens = message.tokens[at:end]
    kind = FIGURE if _is_topic(message, at, end) else Kind.PERSON
    start, stop = tokens[0].start, tokens[-1].end
    if gazetteer.is_initial(tokens[-1].text) and message.text[stop : stop + 1] == ".":
        stop += 1
    cue = message.cues.at(at)
    return Finding(start, stop, kind, f"{cue.name.lower()} cue" if cue else "looks like a name", 0.85, _key(tokens))


def _key(tokens: Sequence[Token]) -> str:
    return " ".join(sorted(gazetteer.stem_of(t) for t in tokens if len(t.text) > 1)) or tokens[0].folded


def _is_topic(message: _Message, at: int, end: int) -> bool:
    folded = tuple(t.folded for t in message.tokens[at:end] if len(t.text) > 1)
    if message.cues.titled(at, end) or _has_number(message, end):
        return message.cues.at(at) not in (Cue.INTRODUCTION, Cue.TEACHER)
    if not folded or not gazetteer.is_figure(folded):
        return False
    if len(folded) == 1 and gazetteer.is_todays_name(message.tokens[at]) and not message.cues.public:
        return "?" in message.text
    return not _is_acquaintance(message, at, end)


def _is_acquaintance(message: _Message, at: int, end: int) -> bool:
    """Whether what stands beside a figure's name says the person is the student's own."""
    cue = message.cues.at(at)
    if cue in (Cue.INTRODUCTION, Cue.TEACHER):
        return True
    last = message.tokens[end - 1]
    if cue is Cue.SELF:
        return last.lower.endswith(_I_AM) or _clause_ends(message, end)
    return cue is Cue.RELATION and not message.cues.public


def _clause_ends(message: _Message, end: int) -> bool:
    rest = message.text[message.tokens[end - 1].end :].lstrip(" ")
    return not rest or rest[0] in ".,;!\n)"


def _has_number(message: _Message, end: int) -> bool:
    """Whether a ruler's number follows, as in Николай II."""
    if end >= len(message.tokens) or not message.tokens[end].joined:
        return False
    return set(message.tokens[end].text) <= set("IVX")
