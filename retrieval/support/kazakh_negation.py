"""The Kazakh verb that denies itself: жүргізбеген, болмайды, бөлінбей."""

import re

_KAZAKH_VERB = re.compile(
    # The verb's last sound decides between м, б and п.
    r"(?P<verb>\w*?\w)(?:(?<=[аәоөұүыіеэиурлйу])м|(?<=[зжмнң])б|(?<=[пткқсшфхцчщбвгд])п)[ае]"
    r"(?:й(?:ды|ді|мін|мын|сың|сің|міз|мыз|інше|ынша|тын\w*|тін\w*)?|ды[мңқ]?|ді[мңк]?|ған\w{0,6}|ген\w{0,6}"
    r"|с(?:тан|тен|тық|тік|а[мңқ]?|е[мңк]?)?|у(?:ы|і|ға|ге|ын|ін|да|де)?\w{0,3}|пт[ыі])"
)
_KAZAKH_OTHER = re.compile(
    r"кеме[йу]\w*|немесе|алмас\w{0,3}|тамаша|мемлекет\w*|теңсізді\w*|дауыссыз\w*|сонымен|емес\w*|\w{2}мас|\w*ламас"
)


def denied_verb(word: str) -> str | None:
    """The verb of a lower-case word that says it is not done; None for every other word."""
    match = _KAZAKH_VERB.fullmatch(word)
    return match["verb"] if match and not _KAZAKH_OTHER.fullmatch(word) else None
