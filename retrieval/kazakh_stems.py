"""A light stemmer for Kazakh in folded letters: endings come off from the right, at least three letters stay.

Only inflection is taken off (plural, possession, case, person, and the commonest verb forms), because derived words
differ in meaning. Endings are written folded: қ as к, ғ as г, ң as н, і as и, ү and ұ as у, ә as а, ө as о.
"""

import re

_CASE = (
    "нын нин дын дин тын тин га ге ка ке на не ны ни ды ди ты ти да де та те нда нде дан ден тан тен нан нен "
    "мен бен пен"
)
_POSSESSION = "ым им ын ин ы и сы си мыз миз ымыз имиз ныз низ ыныз иниз"
_PLURAL = "лар лер дар дер тар тер"
_RELATION = "дагы деги тагы теги ндагы ндеги ники дики тики"
_VERB = (
    "ган ген кан кен атын етин йтын йтин ады еди йды йди ып ип у уды уди удын удин уга уге ылган илген ылады иледи "
    "ылды илди са се сак сек мак мек пак пек бак бек"
)
_ROUNDS = 4
_LEAST = 3
_HARD = {"г": "к", "б": "п"}
_VOWELS = re.compile("[аеёиоуыэюя]")
_ENDINGS = sorted(
    {ending for group in (_CASE, _POSSESSION, _PLURAL, _RELATION, _VERB) for ending in group.split()},
    key=len,
    reverse=True,
)


def stem_kazakh(word: str) -> str:
    """The stem of a folded Cyrillic word."""
    for _ in range(_ROUNDS):
        shorter = _without_ending(word)
        if shorter == word:
            break
        word = shorter
    # A last k or p sounds soft before a vowel: китап, китабы; тыгыздык, тыгыздыгы.
    return word[:-1] + _HARD.get(word[-1], word[-1])


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= _LEAST and _VOWELS.search(rest):
            return rest
    return word
