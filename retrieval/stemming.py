"""Words as search terms: folded letters, stems in three languages and character 4-grams."""

import re
import unicodedata
from functools import cache, lru_cache

from retrieval.kazakh_stems import stem_kazakh
from tutor.language import Language

GRAM = 4
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# A student without a Kazakh keyboard types the nearest Russian letter.
_FOLDED = str.maketrans("қғңөұүһәіё", "кгноуухаие")
_PERCENT: dict[Language, str] = {"kk": "пайыз", "ru": "процент", "en": "percent"}
_SNOWBALL = {"ru": "russian", "en": "english"}


def fold(text: str) -> str:
    """Lower case, one way of writing each letter, Kazakh letters as their Russian neighbours."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_FOLDED)


def words(text: str) -> list[str]:
    """Folded words and numbers of ``text`` in their order."""
    return _WORD.findall(fold(text))


def telling_words(text: str, language: Language) -> list[str]:
    """The folded words that say something, in their order; what an index holds of a text depends on them alone."""
    stop = stop_words(language)
    return [word for word in words(text.replace("%", f" {_PERCENT[language]} ")) if word not in stop]


def stem_list(text: str, language: Language) -> list[str]:
    """The stem of every word that says something, in their order."""
    return [stem(word, language) for word in telling_words(text, language)]


def stems(text: str, language: Language) -> frozenset[str]:
    """The different stems of ``text``."""
    return frozenset(stem_list(text, language))


@lru_cache(maxsize=65536)
def stem(word: str, language: Language) -> str:
    """The stem of a folded word; a word in Latin letters is English whatever the language of its text."""
    if word[0].isdigit():
        return word.replace(",", ".")
    if word.isascii():
        return _snowball("en").stemWord(word)
    return stem_kazakh(word) if language == "kk" else _snowball("ru").stemWord(word)


def gram_list(text: str, language: Language) -> list[str]:
    """The 4-grams of every word that says something."""
    return [gram for word in telling_words(text, language) for gram in word_grams(word)]


def grams(text: str) -> list[str]:
    """Character 4-grams of the folded words, each word with its edges marked; short words stay whole."""
    return [gram for word in words(text) for gram in word_grams(word)]


def word_grams(word: str) -> list[str]:
    """Character 4-grams of one folded word with its edges marked."""
    marked = f"_{word}_"
    return [marked[i : i + GRAM] for i in range(max(1, len(marked) - GRAM + 1))]


@cache
def _snowball(language: str):
    from snowballstemmer import stemmer

    return stemmer(_SNOWBALL[language])


@cache
def stop_words(language: Language) -> frozenset[str]:
    """Folded words too common to search for."""
    return frozenset(fold(_STOP_WORDS[language]).split())


_STOP_WORDS: dict[Language, str] = {
    "kk": """
        және мен бен пен да де та те не ма ме ба бе па пе ол бұл осы сол мына ана олар біз сіз сен мен өз бір қай қандай
        қанша неше кім қашан қайда қалай неге үшін туралы дегеніміз деген деп екен еді болып болды болған болады
        табылады аталады атаймыз ғой ғана тек жоқ бар емес ал бірақ немесе арқылы кейін дейін бойынша сияқты
        түсіндір түсіндіріп түсіндірші айт айтып айтшы бер беріп берші көмектес көмектесші керек қажет мағынасы
        білдіреді табамыз табады табуға табу өзі өзің қысқаша нақты толық жалпы сонда енді маған бізге дегенде
        айтады дейді түсінбедім білмеймін
    """,
    "ru": """
        и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня
        еще нет о из ему ли если или ни быть был была были до вас опять уж вам ведь там потом себя для мы их чем этот
        эта это эти этого какой какая какие какое каком кто где когда почему зачем сколько который которая которые
        такое при об про объясни объясните расскажи расскажите покажи скажи пожалуйста помоги помогите понять значит
        означает нужно надо можно найти вообще кратко коротко короче именно типа ну просто самое такие пж плиз
        называется называют скажите подскажи хочу знать
    """,
    "en": """
        the a an of in on at to for from by with and or but is are was were be been being it its this that these those
        what which who whom whose when where why how do does did as into than then there their they he she his her we
        you i not no can could will would should has have had explain tell show please help understand
        mean means me my find really exactly actually just short called call know want pls please so
    """,
}
