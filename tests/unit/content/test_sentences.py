"""Where sentences end, and where only a full stop stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.sentences import split_sentences
from tutor.language import LANGUAGES, Language

CASES: list[tuple[Language, str, list[str]]] = [
    ("ru", "Масса — 5 кг. Объём — 2 м³.", ["Масса — 5 кг.", "Объём — 2 м³."]),
    ("ru", "Плотность 0,5 г. Это мало.", ["Плотность 0,5 г.", "Это мало."]),
    ("ru", "В 1465 г. Керей и Жанибек откочевали.", ["В 1465 г. Керей и Жанибек откочевали."]),
    ("ru", "Стихи А. С. Пушкина знают все. И вы.", ["Стихи А. С. Пушкина знают все.", "И вы."]),
    ("ru", "Сосуды, т. е. ёмкости, см. Рис. 3 и др. Потом.", ["Сосуды, т. е. ёмкости, см. Рис. 3 и др.", "Потом."]),
    ("ru", "Яблоки, груши и т.д. Всё это фрукты.", ["Яблоки, груши и т.д.", "Всё это фрукты."]),
    ("ru", "Он спросил: «Где? Когда?» и ушёл. Конец.", ["Он спросил: «Где? Когда?» и ушёл.", "Конец."]),
    ("ru", "Кто там?! Никого… Тишина.", ["Кто там?!", "Никого…", "Тишина."]),
    ("kk", "Су, ауа, т.б. заттар бар. Олар маңызды.", ["Су, ауа, т.б. заттар бар.", "Олар маңызды."]),
    ("kk", "XV ғ. Қазақ хандығы құрылды. Ол үлкен болды.", ["XV ғ. Қазақ хандығы құрылды.", "Ол үлкен болды."]),
    ("kk", "Б.з.б. IV ғасырда болды. Әскер келді.", ["Б.з.б. IV ғасырда болды.", "Әскер келді."]),
    ("kk", "1465 ж. Керей мен Жәнібек көшті.", ["1465 ж. Керей мен Жәнібек көшті."]),
    ("kk", "Массасы 3,14 кг. Өлшемі аз.", ["Массасы 3,14 кг.", "Өлшемі аз."]),
    ("en", "Dr. Smith saw Fig. 3. It is 3.14 m long.", ["Dr. Smith saw Fig. 3.", "It is 3.14 m long."]),
    ("en", "Metals, e.g. Iron, rust. Gold, i.e. Au, not.", ["Metals, e.g. Iron, rust.", "Gold, i.e. Au, not."]),
    ("en", "It fell (see it. Or not) down. Then up.", ["It fell (see it. Or not) down.", "Then up."]),
    ("en", "So $a = 1. B = 2$ holds. Next.", ["So $a = 1. B = 2$ holds.", "Next."]),
    ("en", "Then\n$$x = 1.\n\nY = 2.$$\nfollows. $a$ is.", ["Then\n$$x = 1.\n\nY = 2.$$\nfollows.", "$a$ is."]),
    ("en", "Run `a. B` now. Stop.", ["Run `a. B` now.", "Stop."]),
    ("en", "**Density.** The mass of one unit.", ["**Density.**", "The mass of one unit."]),
    ("en", "one. two. three", ["one. two. three"]),
    ("en", "# Head. Line\n\nText. More.", ["Head. Line", "Text.", "More."]),
    ("en", "- One. Two.\n- Three\n  goes on\n1. Four", ["One. Two.", "Three\n  goes on", "Four"]),
    ("en", "Before.\n\n| a. B | $|x|$ |\n|---|---|\n| C. D | e |\n\nAfter.",
     ["Before.", "| a. B | $|x|$ |\n|---|---|\n| C. D | e |", "After."]),
    ("en", "> Said. Done.", ["Said.", "Done."]),
    ("en", "```\na. B\n```\nEnd.", ["```\na. B\n```", "End."]),
    ("en", "A.\n\n---\n\nB is.", ["A.", "B is."]),
    ("en", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[case[1][:30] for case in CASES])
def test_cuts_between_sentences_only(language: Language, text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in split_sentences(text, language)] == expected


PIECES = ["Слово", "word", "Сөз.", "End.", "г.", " ", "\n", "\n\n", "- ", "1. ", "| a | b |\n", "|---|\n", "$x. Y$",
          "$$", "`", "**", "> ", "# ", "3.14", "А. С. ", "(", ")", "«", "»", "```\n", "?", "…", "T"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_spans_are_in_order_apart_and_hold_every_letter(text: str, language: Language) -> None:
    spans = split_sentences(text, language)
    ends = [0, *[span.end for span in spans]]
    assert all(span.start >= end for span, end in zip(spans, ends, strict=False))
    assert all(text[span.start : span.end] == text[span.start : span.end].strip() != "" for span in spans)
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert [place for place, character in enumerate(text) if character.isalpha() and place not in covered] == []
