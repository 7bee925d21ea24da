"""People: acquaintances are hidden, figures of the curriculum stay."""

from collections.abc import Callable

import pytest

from guardrails import wordlists

Mask = Callable[[str], str]

HIDDEN = [
    ("менің атым айгерим", "менің атым ⟨PERSON_1⟩", "self-introduction, lower case"),
    ("menin atym aigerim", "menin atym ⟨PERSON_1⟩", "Kazakh in Latin letters"),
    ("менин атым айгерим", "менин атым ⟨PERSON_1⟩", "missing Kazakh letters"),
    ("МЕНІҢ АТЫМ АЙГЕРІМ", "МЕНІҢ АТЫМ ⟨PERSON_1⟩", "all in capitals"),
    ("Мен Айгеріммін", "Мен ⟨PERSON_1⟩", "the Kazakh ending that says I am"),
    ("мен асанмын, 7 сынып", "мен ⟨PERSON_1⟩, 7 сынып", "the same in lower case"),
    ("меня зовут маша мне 13 лет", "меня зовут ⟨PERSON_1⟩ мне 13 лет", "the name ends where the sentence goes on"),
    ("меня зовут Зейнолла Кабыл и я тут", "меня зовут ⟨PERSON_1⟩ и я тут", "names on no list, after a cue"),
    ("i'm Sarah and i need help", "i'm ⟨PERSON_1⟩ and i need help", "English"),
    ("аты-жөнім: Серікбай Ұлан", "аты-жөнім: ⟨PERSON_1⟩", "a form's field"),
    ("My name is Abai Kunanbaev", "My name is ⟨PERSON_1⟩", "a poet's name that is the student's own"),
    ("я Пушкин", "я ⟨PERSON_1⟩", "a poet's name that is the student's own, in Russian"),
    ("Абай ағай айтты", "⟨PERSON_1⟩ ағай айтты", "a teacher named like a poet"),
    ("досым Асан кеше келмеді", "досым ⟨PERSON_1⟩ кеше келмеді", "a friend"),
    ("мой друг Арман сказал", "мой друг ⟨PERSON_1⟩ сказал", "a name that is also a word, beside a relation"),
    ("my friend tom likes maths", "my friend ⟨PERSON_1⟩ likes maths", "lower case beside a relation"),
    ("Гүлнар апай берген есеп", "⟨PERSON_1⟩ апай берген есеп", "a teacher"),
    ("классный руководитель Гульнара Сериковна", "классный руководитель ⟨PERSON_1⟩", "given name and patronymic"),
    ("Ахметов А.Б. не сдал", "⟨PERSON_1⟩ не сдал", "surname with initials"),
    ("мы с Данияром делали", "мы с ⟨PERSON_1⟩ делали", "a case form without a cue"),
    ("данияр списал у меня", "⟨PERSON_1⟩ списал у меня", "lower case without a cue"),
    ("Айгерім Серікқызына айттым", "⟨PERSON_1⟩ айттым", "a Kazakh patronymic in the dative"),
    ("Абай Ахметов списал", "⟨PERSON_1⟩ списал", "a poet's given name with another surname"),
    ("Айгeрім келді", "⟨PERSON_1⟩ келді", "a Latin letter inside"),
]

KEPT = [
    ("Who was Abai Kunanbaev?", "a poet asked about"),
    ("Абай Құнанбаев кім болған?", "the same in Kazakh"),
    ("мен Абай туралы жазып жатырмын", "I write about Abai"),
    ("я Пушкина не читал", "I have not read Pushkin"),
    ("бауыржан момышұлы туралы айт", "a hero in lower case"),
    ("Ом заңы деген не?", "a law's name"),
    ("What is Ohm's law?", "a law's name with a possessive"),
    ("Законы Ньютона", "laws in the genitive"),
    ("теорема Виета", "a theorem"),
    ("әл-Фараби еңбектері", "a philosopher with a hyphen"),
    ("Абылай хан қай жылы туған?", "a khan"),
    ("Пётр I провёл реформы", "a tsar with a number"),
    ("Николай II отрёкся", "a tsar with a number, unlisted surname"),
    ("роман Толстого Война и мир", "a novel and its author"),
    ("Why was Joan of Arc burned?", "a name with a small word inside"),
    ("Әуезовтің Қорғансыздың күні әңгімесі", "an author before a title"),
    ("Арман деген не?", "a word that is also a name, at the start of a sentence"),
    ("Менің арманым дәрігер болу", "my dream"),
    ("Вера в себя", "faith"),
    ("may i ask", "a month that is a verb here"),
    ("roman numerals", "an adjective"),
    ("мой друг сказал что это не так", "a relation with a verb"),
    ("математика апай берген есеп", "a subject's teacher"),
    ("мен шаршадым", "I am tired"),
    ("im tired", "I am tired, in English"),
    ("мен оқушымын", "I am a student"),
    ("Германии объявили войну", "a country whose form looks like a name's"),
    ("Ресейдің астанасы", "a Kazakh genitive that ends like a surname"),
    ("Using rectangles", "an English gerund"),
    ("толық түсінбедім", "a word that folds into a name"),
    ("или так?", "another one"),
]


@pytest.mark.parametrize(("text", "masked", "reason"), HIDDEN, ids=[case[2] for case in HIDDEN])
def test_hides_people_somebody_knows(mask: Mask, text: str, masked: str, reason: str) -> None:
    assert mask(text) == masked, reason


@pytest.mark.parametrize(("text", "reason"), KEPT, ids=[case[1] for case in KEPT])
def test_leaves_figures_of_the_curriculum_and_ordinary_words(mask: Mask, text: str, reason: str) -> None:
    assert mask(text) == text, reason


@pytest.mark.parametrize(
    ("frame", "language"),
    [("{} кім?", "kk"), ("Кто такой {}?", "ru"), ("What did {} do?", "en")],
    ids=["kk", "ru", "en"],
)
def test_keeps_every_listed_figure_when_it_is_asked_about(mask: Mask, frame: str, language: str) -> None:
    figures = {part.strip() for line in wordlists.lines("figures.txt") for part in line.split(";")}
    lost = [figure for figure in sorted(figures) if "⟨PERSON" in mask(frame.format(figure))]
    assert len(figures) >= 1000
    assert not lost
