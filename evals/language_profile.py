"""Build the n-gram profiles and vocabularies of ``tutor.language``.

``python -m evals.language_profile DATA NAVEC SCOWL``: ``DATA`` is the folder of development data (KazNERD, PhET terms,
OpenStax), ``NAVEC`` a table ``word<TAB>count`` of the vocabulary inside the ``natasha`` wheel, most frequent first,
``SCOWL`` the small American word list, a word a line. The starter lessons of this repository are read as well. Which of
these the results are made of, and under which licences, stands in ``tutor/language/SOURCES.md``.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from langdetect.utils.lang_profile import LangProfile

from evals.report import progress
from tutor.language import lexicon
from tutor.language.letters import fold, romanise
from tutor.language.records import Language
from tutor.language.stems import stem

TARGET = Path(__file__).parent.parent / "tutor" / "language"
LESSONS = Path(__file__).parent.parent / "content" / "starter"
CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]+")
LATIN = re.compile(r"[a-z]+(?:'[a-z]+)?")
RUSSIAN_END = re.compile(
    "(?:[ыио]й|[ая]я|[ое]е|[ыи]е|[ое]го|[ое]му|ую|ть|ет|ит|ешь|ость|[ае]ни[еяю]|ство|ник|о|ки|ов|ами)$"
)
KAZAKH_LETTER = re.compile("[әғқңөұүһі]")
# How pupils spell Kazakh and Russian in Latin letters; every word is counted once in each style.
KAZAKH_STYLES = (
    {},
    {"zh": "j", "kh": "h", "q": "k", "gh": "g", "ng": "n"},
    {"zh": "j", "kh": "x", "gh": "g", "y": "i", "ng": "n"},
    {"zh": "j", "q": "k", "gh": "g", "ya": "ia", "yu": "iu", "au": "aw", "eu": "ew"},
)
RUSSIAN_STYLES = (
    {},
    {"kh": "h", "y": "i", "'": ""},
    {"ya": "ja", "yu": "ju", "zh": "j", "kh": "x", "ts": "c", "'": ""},
)
SURNAME = re.compile("(?:[оеё]ва?|ина?|ко|дзе|швили|ян|ский|ская|[оеи]вич|[оеи]вой|[оеи]вым)$")
LESSON_WEIGHT = 3


def main(data: Path, navec: Path, scowl: Path) -> None:
    kazakh, russian, english = _kazakh_words(data), _russian_words(navec, data), _english_words(data, scowl)
    for name, words in (("kk", kazakh), ("ru", russian), ("en", english)):
        _write_vocabulary(name, words)
    folded = Counter({**kazakh})
    for word, count in kazakh.items():
        folded[fold(word)] += count
    _write_profile("kk", folded.items())
    _write_profile("kk_latin", _spelled(kazakh, KAZAKH_STYLES))
    _write_profile("ru_latin", _spelled(russian, RUSSIAN_STYLES))


def _kazakh_words(data: Path) -> Counter[str]:
    lines = (data / "ner_dev" / "kaznerd.jsonl").read_text(encoding="utf-8").splitlines()
    words = _lower_case_words((json.loads(line)["text"] for line in lines), CYRILLIC)
    words.update(_lower_case_words((pair["kk"] for pair in _terms(data)), CYRILLIC))
    words = Counter({word: count for word, count in words.items() if count > 1 or not RUSSIAN_END.search(word)})
    return words + _lesson_words("kk", CYRILLIC) + _school_words("kk")


def _russian_words(navec: Path, data: Path) -> Counter[str]:
    rows = (line.split("\t") for line in navec.read_text(encoding="utf-8").splitlines())
    counts = {word: int(count) for word, count in rows if CYRILLIC.fullmatch(word) and not KAZAKH_LETTER.search(word)}
    school = _lower_case_words((pair["ru"] for pair in _terms(data)), CYRILLIC)
    school += _lesson_words("ru", CYRILLIC) + _school_words("ru")
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    scale = sum(counts.values()) / 1_000_000
    words = Counter({word: max(1, round(counts[word] / scale)) for word in _common(ranked)})
    return words + Counter({word: 1 + count for word, count in school.items()})


def _common(ranked: list[str]) -> list[str]:
    """The most frequent words, and of rarer ones the first of every stem."""
    common, rarer = ranked[:25_000], [word for word in ranked[25_000:110_000] if not SURNAME.search(word)]
    stems = {stem(word, "ru") for word in common}
    by_stem: dict[str, str] = {}
    for word in rarer:
        by_stem.setdefault(stem(word, "ru"), word)
    return common + [word for root, word in by_stem.items() if root not in stems]


def _english_words(data: Path, scowl: Path) -> Counter[str]:
    pages = (
        path.read_text(encoding="utf-8") for path in sorted((data / "textbooks").glob("openstax-*/modules/*/*.cnxml"))
    )
    words = _lower_case_words((re.sub(r"<[^>]+>", " ", page) for page in pages), LATIN)
    words = Counter({word: count for word, count in words.items() if count >= 2 and len(word) > 1})
    stems = {stem(word, "en") for word in words}
    for word in filter(LATIN.fullmatch, scowl.read_text(encoding="utf-8").splitlines()):
        if len(word) > 3 and stem(word, "en") not in stems:
            stems.add(stem(word, "en"))
            words[word] = 1
    return words + _lesson_words("en", LATIN) + _school_words("en")


def _terms(data: Path) -> Iterator[dict[str, str]]:
    for line in (data / "terms" / "phet_kk_ru_all.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _lower_case_words(texts: Iterable[str], letters: re.Pattern[str]) -> Counter[str]:
    """Words that also occur without a capital, so that names stay out."""
    words: Counter[str] = Counter()
    for text in texts:
        words.update(word for word in re.findall(r"[^\W\d_]+(?:'[a-z]+)?", text) if letters.fullmatch(word))
    return words


def _lesson_words(language: str, letters: re.Pattern[str]) -> Counter[str]:
    texts = [path.read_text(encoding="utf-8").lower() for path in sorted(LESSONS.glob(f"*/{language}.md"))]
    # The head lists colloquial names of terms, among them misspelt ones.
    bodies = (re.sub(r"\A---.*?\n---", " ", text, flags=re.DOTALL) for text in texts)
    words = Counter(word for body in bodies for word in letters.findall(re.sub(r"\{[^}]*\}|\$[^$]*\$", " ", body)))
    return Counter({word: LESSON_WEIGHT for word, count in words.items() if count > 1 and len(word) > 2})


def _school_words(language: Language) -> Counter[str]:
    return Counter(dict.fromkeys(lexicon.school(language), LESSON_WEIGHT * 3))


def _spelled(words: Counter[str], styles: tuple[dict[str, str], ...]) -> Iterator[tuple[str, int]]:
    for style in styles:
        for word, count in words.items():
            latin = romanise(word)
            for standard, typed in style.items():
                latin = latin.replace(standard, typed)
            yield latin.replace("'", ""), count


def _write_vocabulary(language: str, words: Counter[str]) -> None:
    rows = sorted(words.items(), key=lambda row: (-row[1], row[0]))
    text = "".join(f"{word}\t{count}\n" for word, count in rows)
    (TARGET / f"vocabulary_{language}.tsv").write_text(text, encoding="utf-8")
    progress(f"{language}: {len(rows)} words")


def _write_profile(name: str, words: Iterable[tuple[str, int]]) -> None:
    """A profile in the layout of langdetect; ``LangProfile`` counts each word once, so its counts are scaled here."""
    freq: Counter[str] = Counter()
    for word, count in words:
        profile = LangProfile(name)
        profile.update(f"{word} ")
        for gram, times in profile.freq.items():
            freq[gram] += times * count
    kept = {gram: count for gram, count in sorted(freq.items()) if count > 2}
    totals = [sum(count for gram, count in kept.items() if len(gram) == size) for size in (1, 2, 3)]
    text = json.dumps({"name": name, "freq": kept, "n_words": totals}, ensure_ascii=False)
    (TARGET / f"profile_{name}.json").write_text(text + "\n", encoding="utf-8")
    progress(f"{name}: {len(kept)} n-grams")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
