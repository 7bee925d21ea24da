"""Listed names, figures of the curriculum and the shapes names have, in every case form."""

import re
from functools import cache

from guardrails import wordlists
from guardrails.folding import fold
from guardrails.inflection import stem, subjects

_LISTS = ("names_kk.txt", "names_ru.txt", "names_en.txt")
_ALSO_WORDS = "names_also_words.txt"
_SHORTEST = 3
_FIGURE_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_ENDING_KK = r"(?:н[иі]н|д[иі]н|т[иі]н|[гк][ае]|н[ае]|[ндт]и|[дт][ае]н?|н[ае]н|[мбп]ен|[мбп]ин)?"
_ENDING_RU = r"(?:а|у|им|ом|е|и|их|ои|оиу)?"
_FIRST_HALF = (
    "аи|ак|ал|аман|ари|асил|бак|бал|баи|бек|биби|гул|дау|дилн?|дин|дос|ер|есен|жан|жума|илиас|камар|кара|кин|"
    "кулаш|кун|мар|меир|мирза|мухан?|нар|наур|нур|ораз|орин|раим|рис|сали|сар|сеит|серик|султан|тан|тил|ток|тол|тулеу|турсин|ул|хан|шах|еркин?|ерке|баг|иса|али|амир|темир|жас|кали|каби|сат|мед|беи|тас|даст"
)
_SECOND_HALF = (
    "бек|баи|жан|хан|гул|гали|кали|мухамбет|мухамед|мурат|болат|султан|шат|герим|жамал|зира|зат|сулу|назар|дос|дана|наз|"
    "даулет|сеит|берген|келди|туган|тори|ниаз|мирза|гази|диар|лан|аи|сара|ким|бол|баев|беков|жанов|асил|аим|ислам|"
    "зада|балa|тореа|кожа|турди|рат|кулов"
)
_COMPOUND = re.compile(rf"(?:{_FIRST_HALF})(?:{_SECOND_HALF}){_ENDING_KK}")
_PATRONYMIC = re.compile(
    rf"\w{{2,}}(?:ул[иі]|кизи)(?:{_ENDING_KK})|\w{{2,}}(?:угли)|\w{{3,}}(?:ович|евич)(?:а|у|ем|е)?|\w{{3,}}(?:овн|евн|иничн)(?:а|и|е|у|ои|оиу)"
    r"|(?:илич|кузмич|фомич|лукич|никитич|саввич)(?:а|у|ем|е)?"
)
_SURNAME = re.compile(
    rf"\w{{2,}}(?:[оеи]в|[еи]н)(?:{_ENDING_RU}|{_ENDING_KK})|\w{{2,}}(?:[оеи]в|[еи]н)[аои](?:{_ENDING_KK})|\w{{3,}}(?:ск|тск)(?:ии|аиа|ого|ому|им|ои|уиу)"
    rf"|\w{{3,}}(?:енко|шук|чук|швили|дзе|оглу|заде)(?:{_ENDING_KK})?|\w{{2,}}ианс?{_ENDING_RU}"
)
_KAZAKH_SURNAME = re.compile(
    rf"\w{{2,}}(?:баев|беков|ханов|жанов|галиев|калиев|мухамедов|мухаметов|султанов|гулов|каримов|ахметов|берген|бергенов|куль?ов|манов|"
    rf"муратов|болатов|шев|мбетов|гелдиев|келдиев|суиунов|оразов|тиров|далиев)а?(?:{_ENDING_RU}|{_ENDING_KK})"
)
_DERIVED = re.compile(rf"(?P<name>\w{{3,}}?)(?:[оеи]в|ин)(?:а|а?{_ENDING_RU}|а?{_ENDING_KK})")
_INITIALS = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")


@cache
def given_names() -> frozenset[str]:
    """Folded names, those that are also ordinary words included."""
    return frozenset(fold(name) for source in (*_LISTS, _ALSO_WORDS) for name in wordlists.words(source))


@cache
def _also_words() -> frozenset[str]:
    return frozenset(fold(word) for word in wordlists.words(_ALSO_WORDS))


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(fold(word) for word in wordlists.words("words_like_names.txt"))


def given_name(folded: str) -> str | None:
    """The listed name behind a form; ``None`` where there is none."""
    if len(folded) < _SHORTEST or folded in _ordinary():
        return None
    return next((name for name in subjects(folded) if len(name) >= _SHORTEST and name in given_names()), None)


def is_also_word(folded: str) -> bool:
    """Whether the form may as well be an ordinary word."""
    return folded in _ordinary() or any(name in _also_words() for name in subjects(folded))


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


def is_compound(folded: str) -> bool:
    """Whether the word is built like a Kazakh given name, as Нұр+сұлтан."""
    return bool(_COMPOUND.fullmatch(folded)) and folded not in _ordinary()


def is_patronymic(folded: str) -> bool:
    return bool(_PATRONYMIC.fullmatch(folded)) and folded not in _ordinary()


def is_surname(folded: str) -> bool:
    return bool(_SURNAME.fullmatch(folded)) and not is_place(folded) and folded not in _ordinary()


def is_derived_surname(folded: str) -> bool:
    """Whether the word is a surname made from a listed name, as Ахмет+ова."""
    match = _DERIVED.fullmatch(folded)
    return bool(match) and match["name"] in given_names() and folded not in _ordinary() and not is_place(folded)


def is_kazakh_surname(folded: str) -> bool:
    return bool(_KAZAKH_SURNAME.fullmatch(folded)) and not is_place(folded) and folded not in _ordinary()


def is_initial(text: str) -> bool:
    return bool(_INITIALS.fullmatch(text))


def stem_of(folded: str) -> str:
    """The listed name behind a form, else the word without its likeliest ending."""
    return given_name(folded) or stem(folded)
