"""The view detectors read: one form per letter, hidden characters gone, spoken identifiers written out."""

import re
import unicodedata

from guardrails import lookalikes, spelled_digits
from guardrails.view import View, ViewBuilder

_KEPT = frozenset("№™…")
"""NFKC would turn these into letters or dots that mean something else."""
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | {chr(c) for c in range(0xFE00, 0xFE10)}
_CLUSTER = re.compile(r".[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u20d0-\u20ff]*", re.DOTALL)

_MAIL_HOSTS = "gmail|mail|yandex|yahoo|icloud|outlook|hotmail|inbox|bk|list|майл|мейл|мэйл|джимейл|гмейл|гмаил|яндекс"
_MAIL_ENDS = "com|ru|kz|net|org|edu|рф|қаз|ру|ком|кз"
_AT_MARKED = r"\s*(?:[(\[{<]\s*(?:at|эт|ат|собака|собачка|ит|@)\s*[)\]}>])\s*|\s+@\s+|@\s*|\s+(?:собака|собачка)\s+"
_DOT_MARKED = r"\s*(?:[(\[{<]\s*(?:dot|точка|нүкте|нукте|\.)\s*[)\]}>])\s*|\s+(?:dot|точка|нүкте|нукте)\s+"
_LOCAL = rf"(?<![\w.+-])[\w.+-]+(?:(?:{_DOT_MARKED})[\w+-]+)*"
SPOKEN_EMAIL = re.compile(
    rf"(?P<local>{_LOCAL})(?:"
    rf"(?P<at>{_AT_MARKED})(?P<host>[\w-]+(?:(?:\.|{_DOT_MARKED})[\w-]+)*?)(?P<dot>{_DOT_MARKED}|\s*[.,]\s*|\s+)"
    rf"(?P<end>(?:{_MAIL_ENDS})(?!\w|(?:{_DOT_MARKED})\w))"
    rf"|(?P<at2>{_AT_MARKED}|\s+at\s+)(?P<host2>{_MAIL_HOSTS})(?:(?P<dot2>{_DOT_MARKED}|\s*\.\s*|\s+)"
    rf"(?P<end2>{_MAIL_ENDS}))?(?!\w)"
    rf"|(?P<at3>\s+at\s+)(?P<host3>[\w-]+)(?P<dot3>{_DOT_MARKED})(?P<end3>(?:{_MAIL_ENDS})(?!\w)))",
    re.IGNORECASE,
)


def normalise(text: str) -> View:
    """The detectors' view of ``text``; its offsets lead back to ``text``, which stays what people see."""
    view = plain_characters(text)
    view = view.rewrite(lookalikes.WORD, lambda match: lookalikes.one_script(match.group()))
    view = view.rewrite(spelled_digits.SPELLED, spelled_digits.digits)
    return view.rewrite(SPOKEN_EMAIL, _email)


def plain_characters(text: str) -> View:
    """NFKC without invisible characters; superscripts, subscripts and fractions keep their meaning."""
    builder = ViewBuilder()
    for match in _CLUSTER.finditer(text):
        builder.put(_plain(match.group()), *match.span())
    return builder.view()


def _plain(cluster: str) -> str:
    if cluster.isascii() or cluster in _KEPT:
        return cluster
    if unicodedata.decomposition(cluster[0]).startswith(("<super>", "<sub>", "<fraction>")):
        return cluster
    composed = unicodedata.normalize("NFKC", cluster)
    return "".join(character for character in composed if not is_invisible(character))


def is_invisible(character: str) -> bool:
    """Whether a reader cannot see the character: format characters, fillers, variation selectors."""
    return character in _INVISIBLE or unicodedata.category(character) == "Cf"


def _email(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    local = _with_dots(parts["local"])
    host = _with_dots(parts["host"] or parts["host2"] or parts["host3"])
    end = parts["end"] or parts["end2"] or parts["end3"]
    return f"{local}@{host}.{end}" if end else f"{local}@{host}"


def _with_dots(spoken: str) -> str:
    return re.sub(_DOT_MARKED, ".", spoken, flags=re.IGNORECASE)
