"""Listed names, figures of the curriculum and the shapes names have, in every case form."""

import re
from functools import cache

from guardrails import wordlists
from guardrails.folding import fold
from guardrails.inflection import kazakh_subjects, stem, subjects
from guardrails.recognizers.tokens import Token

_LISTS = ("names_kk.txt", "names_ru.txt")
_ALSO_WORDS = "names_also_words.txt"
_ORDINARY = "words_like_names.txt"
_SHORTEST = 3
_SHORTEST_INFLECTED = 4
"""Three letters and an ending collide with ordinary words."""
_FIGURE_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_ENDING_KK = r"(?:н[иі]н|д[иі]н|т[иі]н|[гк][ае]|н[ае]|[ндт]и|[дт][ае]н?|н[ае]н|[мбп]ен|[мбп]ин)?"
_ENDING_RU = r"(?:а|у|им|ом|е|и|их|ои|оиу)?"
_FIRST_HALF = (
    "аи|ак|ал|аман|ари|асил|бак|бал|баи|бек|биби|гул|дау|дилн?|дин|дос|ер|есен|жан|жума|илиас|камар|кара|кин|"
    "кулаш|кун|мар|меир|мирза|мухан?|нар|наур|нур|ораз|орин|раим|рис|сали|сар|сеит|серик|султан|тан"
    "|тил|ток|тол|тулеу|турсин|ул|хан|шах|еркин?|ерке|баг|иса|али|амир|темир|жас|кали|каби|сат|мед"
    "|беи|тас|даст"
)
_SECOND_HALF = (
    "бек|баи|жан|хан|гул|гали|кали|мухамбет|мухамед|мурат|болат|султан|шат|герим|жамал|зира|зат|сулу"
    "|назар|дос|дана|наз|"
    "даулет|сеит|берген|келди|туган|тори|ниаз|мирза|гази|диар|лан|аи|сара|ким|бол|баев|беков|жанов|асил|аим|ислам|"
    "зада|балa|тореа|кожа|турди|рат|кулов"
)
_COMPOUND = re.compile(rf"(?:(?:{_FIRST_HALF})(?:{_SECOND_HALF})|(?:абди|габди|абил|абдул)\w{{2,8}}?){_ENDING_KK}")
_ENDED = re.compile(rf"\w{{3,}}(?:жан|гул|хан|мурат|мухамбет|мухамед|бике|уали){_ENDING_KK}")
"""Halves that end names of every kind; in Latin letters they would meet English words."""
_PATRONYMIC = re.compile(
    rf"(?P<kk>\w{{2,}})(?:ул[иі]|кизи|угли)(?:{_ENDING_KK})"
    r"|(?P<ru>\w{3,}?)(?:о|е)?(?:вич)(?:а|у|ем|е|ем)?"
    r"|(?P<f>\w{3,}?)(?:овн|евн|иничн)(?:а|и|е|у|ои|оиу)"
    r"|(?:илич|кузмич|фомич|лукич|никитич|саввич)(?:а|у|ем|е)?"
)
_RUSSIAN_PATRONYMIC = re.compile(r"\w{2}(?:(?:ов|ев|ьев)(?:ич|на)|ична)(?:а|у|ем|е|ы|ой|ою)?$")
_SURNAME = re.compile(
    r"\w{2,}(?:[оеё]в|[иы]н)(?:а|у|ым|ом|е|ой|ою|ы|ых|ыми)?(?:т[ыі]ң|қа|т[ыі]|та|тан|пен|пын|н[ыі]ң|ға"
    r"|ны|да|дан|мен|мын)?"
    r"|\w{3,}(?:[сц]к)(?:ий|ая|ого|ому|им|ой|ую|ом)|\w{3,}(?:енко|щук|чук|швили|дзе|оглу|заде)|\w{3,}ян(?:а|у|ом|е)?"
    r"|[a-z]{3,}(?:ov|ova|ev|eva|yev|yeva|sky|skiy|skaya|enko|shvili)(?:nyn|ga|dy|men|pen)?"
)
_ADJECTIVE = re.compile(r"\w+[сц]к(?:ий|ая|ого|ому|им|ой|ую|ом)")
_KAZAKH_SURNAME = re.compile(
    rf"\w{{2,}}(?:баев|беков|ханов|жанов|галиев|калиев|мухамедов|мухаметов|султанов|гулов|каримов"
    r"|ахметов|берген|бергенов|куль?ов|"
    rf"муратов|болатов|шев|мбетов|гелдиев|келдиев|суиунов|оразов|тиров|далиев)а?(?:{_ENDING_RU}|{_ENDING_KK})"
)
_DERIVED = re.compile(rf"(?P<name>\w{{4,}}?)(?:(?P<ov>[оеи]в)|ин)(?:а|а?{_ENDING_RU}|а?{_ENDING_KK})")
_INITIALS = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")


@cache
def given_names() -> frozenset[str]:
    """Folded Kazakh and Russian names, those that are also ordinary words included."""
    also = (word for word in wordlists.words(_ALSO_WORDS) if not word.isascii())
    return frozenset(map(fold, (*also, *(name for source in _LISTS for name in wordlists.words(source)))))


@cache
def _english_names() -> frozenset[str]:
    return frozenset(name.lower() for source in ("names_en.txt", _ALSO_WORDS) for name in wordlists.words(source))


@cache
def _also_words() -> tuple[frozenset[str], frozenset[str]]:
    """Names that are also ordinary words, folded and as they are typed."""
    words = wordlists.words(_ALSO_WORDS)
    return frozenset(fold(word) for word in words if not word.isascii()), frozenset(words)


@cache
def _ordinary_folded() -> frozenset[str]:
    return frozenset(map(fold, wordlists.words(_ORDINARY)))


@cache
def _names_as_typed() -> frozenset[str]:
    return frozenset(name.lower() for source in _LISTS for name in wordlists.words(source))


def is_ordinary(token: Token) -> bool:
    """Whether the form is a common word that only collides with a name, in small letters or at a sentence's start."""
    return token.folded in _ordinary_folded() and token.lower not in _names_as_typed()


def given_name(token: Token) -> str | None:
    """The folded listed name behind a word's form; ``None`` where there is none."""
    if len(token.folded) < _SHORTEST:
        return None
    if token.latin and token.lower in _english_names():
        return fold(token.lower)
    return None if is_ordinary(token) else _listed(token)


def _listed(token: Token) -> str | None:
    forms = kazakh_subjects(token.folded) if token.latin else subjects(token.folded)
    shortest = _SHORTEST if token.capital else _SHORTEST_INFLECTED
    names = given_names()
    return next((f for f in forms if f in names and (f == token.folded or len(f) >= shortest)), None)


def is_todays_name(token: Token) -> bool:
    """Whether a figure's lone name is one that many students bear: Тимур, but not Абай."""
    return token.lower in wordlists.words("names_of_today.txt") or any(
        form in _todays_names() for form in subjects(token.folded)
    )


@cache
def _todays_names() -> frozenset[str]:
    return frozenset(map(fold, wordlists.words("names_of_today.txt")))


def is_also_word(token: Token) -> bool:
    """Whether the form may as well be an ordinary word."""
    folded, typed = _also_words()
    if token.latin or token.lower in typed or token.lower in _names_as_typed():
        return token.lower in typed
    return any(form in folded for form in subjects(token.folded))


@cache
def _figures() -> tuple[dict[str, set[int]], frozenset[str]]:
    spellings = [part.strip() for line in wordlists.lines("figures.txt") for part in line.split(";") if part.strip()]
    words: dict[str, set[int]] = {}
    alone: set[str] = set()
    for number, spelling in enumerate(spellings):
        parts = [fold(part.replace("-", "")) for part in _FIGURE_WORD.findall(spelling)]
        alone.add(parts[-1])
        for part in parts:
            words.setdefault(part, set()).add(number)
    return words, frozenset(alone)


def is_figure(folded: tuple[str, ...]) -> bool:
    """Whether these words together name one figure of the curriculum."""
    words, alone = _figures()
    if len(folded) == 1:
        return any(subject in alone for subject in subjects(folded[0]))
    owners = [set().union(*(words.get(subject, set()) for subject in subjects(word))) for word in folded]
    return bool(set.intersection(*owners))


@cache
def _places() -> frozenset[str]:
    return frozenset(fold(word) for word in wordlists.words("places.txt"))


def is_place(folded: str) -> bool:
    """Whether the word looks like a name and is a place or another proper noun."""
    return any(subject in _places() for subject in subjects(folded))


def is_compound(folded: str, latin: bool = False) -> bool:
    """Whether the word is built like a Kazakh given name, as Нұр+сұлтан."""
    built = _COMPOUND.fullmatch(folded) or (not latin and _ENDED.fullmatch(folded))
    return bool(built) and folded not in _ordinary_folded()


def is_patronymic(token: Token) -> bool:
    """Whether the word is a patronymic; one in small letters has to be made from a listed name."""
    match = _PATRONYMIC.fullmatch(token.folded)
    if not match or is_ordinary(token):
        return False
    base = match["kk"] or match["ru"] or match["f"] or ""
    adjective = bool(match["f"]) and token.folded.endswith(("е", "и"))
    if token.capital and not adjective:
        return True
    made_of_name = any(base + ending in given_names() for ending in ("", "и", "а")) or is_compound(base)
    return made_of_name or bool(_RUSSIAN_PATRONYMIC.search(token.lower))


def is_surname(token: Token) -> bool:
    """Whether the word as it is typed ends like a surname."""
    return bool(_SURNAME.fullmatch(token.lower)) and not is_place(token.folded) and not is_ordinary(token)


def is_english_surname(token: Token) -> bool:
    """Whether the word is a listed English surname; most of them are ordinary words too."""
    return token.latin and token.lower in _english_surnames()


@cache
def _english_surnames() -> frozenset[str]:
    return frozenset(name.lower() for name in wordlists.words("surnames_en.txt"))


def is_adjective(token: Token) -> bool:
    """Whether the word ends like a surname that is an adjective as well: Невский."""
    return bool(_ADJECTIVE.fullmatch(token.lower))


def is_place_form(token: Token) -> bool:
    """Whether the form belongs to a place, though it may come from a name: Германии."""
    return is_place(token.folded) and token.lower not in _names_as_typed()


def is_derived_surname(token: Token) -> bool:
    """Whether the word is a surname made from a listed name, as Ахмет+ова."""
    match = _DERIVED.fullmatch(token.folded)
    if not match or is_ordinary(token) or is_place(token.folded):
        return False
    shaped = match["ov"] or (token.capital and not token.latin and not token.lower.endswith("ң"))
    return bool(shaped) and (match["name"] in given_names() or is_compound(match["name"]))


def is_kazakh_surname(folded: str) -> bool:
    return bool(_KAZAKH_SURNAME.fullmatch(folded)) and not is_place(folded) and folded not in _ordinary_folded()


def is_initial(text: str) -> bool:
    return bool(_INITIALS.fullmatch(text))


def stem_of(token: Token) -> str:
    """The listed name behind a form, else the word without its likeliest ending."""
    return given_name(token) or stem(token.folded)
