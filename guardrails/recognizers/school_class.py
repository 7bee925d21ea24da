"""A class with its letter: 7 «Ә», 7а класс, grade 8B; without a letter it is only an age group."""

from guardrails.recognizers.context import FIRST_PERSON, STUDYING
from guardrails.recognizers.finding import Kind
from guardrails.recognizers.pattern import PatternDetector, Rule, compiled

_NUMBER = "(?:1[0-2]|[1-9])"
_GRADE = rf"(?<![\w.,+\-*/=^№]){_NUMBER}"
_LETTER = r"[a-zа-яёәғқңөұүһі]"
_QUOTED = rf"\s?-?\s?[«\"'“„‘]\s?{_LETTER}\s?[»\"'”“’]"
_PLAIN = rf"\s?[-–]?\s?{_LETTER}"
_WORD = (
    r"(?:класс\w{0,4}|кл\.?|сынып\w{0,9}|сыныб\w{1,9}|synyp\w{0,8}|sinip\w{0,8}|klass\w{0,3}|клас\w{0,3}|параллел\w+)"
)
_NOT_AFTER = r"(?![\w=+*/^(²³]|\s*[=+*/^·×]|\s-\s?\d)"
_IN = (
    r"(?<!\w)(?:in|from|in\s+class|in\s+grade|grade|class|год|из|в|во|мы|я|ученик\w*|ученица\w*"
    r"|учусь\s+в|учусь\s+во|біз|мен|year|form)\s+"
)
_PERSONAL = compiled(
    f"{FIRST_PERSON}|{STUDYING}|(?<!\\w)(?:from|из|оқи\\w+|сынып\\w*|класс\\w*|class\\w*|grade)(?!\\w)"
)

DETECTOR = PatternDetector(
    Kind.CLASS,
    (
        Rule(
            "number, letter, word",
            compiled(rf"{_GRADE}(?:{_QUOTED}|{_PLAIN})\s?-?\s?(?:{_WORD}|class|grade|graders?)(?!\w)"),
        ),
        Rule(
            "number with ending, letter, word",
            compiled(rf"{_GRADE}\s?-?(?:ый|й|ой|ом|м|го|ші|шы|th)\s+(?:{_QUOTED}|{_LETTER})\s+{_WORD}(?!\w)"),
        ),
        Rule(
            "word, number, letter",
            compiled(
                rf"(?<!\w)(?:{_WORD}|class|grade|form|year)\s*[:\-–—]?\s*{_NUMBER}(?:{_QUOTED}"
                rf"|\s?[-–]?{_LETTER}){_NOT_AFTER}"
            ),
        ),
        Rule(
            "number, word, letter",
            compiled(rf"{_GRADE}\s?-?(?:ші|шы|й|ый|м|ом)?\s+(?:{_WORD})\s+[«\"'“]{_LETTER}[»\"'”]"),
        ),
        Rule("quoted letter", compiled(rf"{_GRADE}{_QUOTED}{_NOT_AFTER}"), near=_PERSONAL),
        Rule(
            "in 7B",
            compiled(rf"{_IN}(?P<value>(?:1[0-2]|[1-9])\s?[-–]?\s?{_LETTER}){_NOT_AFTER}"),
            near=_PERSONAL,
            check=lambda v: not v.endswith((" и", " с", " в", " к", " о", " у", " а", " a", " i")),
        ),
        Rule(
            "student of 11 а",
            compiled(
                rf"(?<!\w)(?:ученик\w*|ученица\w*|учени\w+|from)\s+(?P<value>{_NUMBER}\s?[-–]?\s?{_LETTER}){_NOT_AFTER}"
            ),
        ),
        Rule(
            "7Б-да оқимын",
            compiled(
                rf"{_GRADE}[-–]?{_LETTER}(?:\s?-?\s?(?:да|де|та|те|дан|ден|тан|тен|дамын|демін|тамын"
                r"|темін|ның|нің))(?!\w)"
            ),
            near=_PERSONAL,
        ),
        Rule(
            "7Б оқимын",
            compiled(rf"{_GRADE}[-–]?{_LETTER}{_NOT_AFTER}(?=\s+(?:оқи\w+|оқушы\w+|сыныб\w+|учусь|учени\w+))"),
        ),
    ),
)
