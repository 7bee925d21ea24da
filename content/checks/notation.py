"""Formulas that can be set, and Kazakhstan's notation: tg for tangent, a decimal comma."""

import re
from collections.abc import Iterator

from content.maths import Formula, find_formulas, to_mathml
from content.model import Lesson
from content.problems import Problem, advice, error

_POINT = re.compile(r"(?<![\d.,:/])\d+\.\d+(?![\d.]|[a-z])")
_BARE_COMMA = re.compile(r"(?<![\d(\[;,{ ])\s?\d+,\d+(?![\d,)\]])")
_TANGENT = re.compile(
    r"\\(?:operatorname\{|mathrm\{|text\{)?(?:arc)?(?:tan|cot)\b"
    r"|(?<![A-Za-z\\{])(?:arc)?(?:tan|cot)(?=\s*[(\\αβγφ0-9])"
)
_TANGENT_IN_PROSE = re.compile(r"\b(?:tan|cot)\s*(?=[(αβγφ\d])")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def check(lesson: Lesson) -> Iterator[Problem]:
    """Findings on the formulas and numbers of units, tasks, hints and solutions."""
    for unit in lesson.units:
        yield from _text(unit.key, unit.text)
    for task in lesson.tasks:
        for text in (task.text, *task.hints, *task.choices, task.solution):
            yield from _text(task.key, text)
        if _POINT.fullmatch(task.answer.strip()):
            yield error("point_answer", task.key, answer=task.answer)


def _text(key: str, text: str) -> Iterator[Problem]:
    formulas = find_formulas(text)
    for formula in formulas:
        yield from _formula(key, formula)
    prose = _CODE.sub(" ", _around(text, formulas))
    if match := _POINT.search(prose):
        yield advice("point", key, number=match[0])
    if match := _TANGENT_IN_PROSE.search(prose):
        yield error("tangent", key, found=match[0].strip())
    if re.search(r"(?<!\\)\$\$", prose):
        yield error("stray_dollars", key)


def _formula(key: str, formula: Formula) -> Iterator[Problem]:
    if to_mathml(formula.tex, formula.display) is None:
        yield error("formula", key, tex=_shortened(formula.tex))
    if match := _TANGENT.search(formula.tex):
        yield error("tangent", key, found=match[0])
    if match := _POINT.search(formula.tex):
        yield error("point_formula", key, number=match[0], comma=match[0].replace(".", "{,}"))
    elif match := _BARE_COMMA.search(formula.tex):
        number = match[0].strip()
        yield advice("bare_comma", key, number=number, comma=number.replace(",", "{,}"))


def _around(text: str, formulas: tuple[Formula, ...]) -> str:
    parts, position = [], 0
    for formula in formulas:
        parts.append(text[position : formula.start])
        position = formula.end
    return " ".join([*parts, text[position:]])


def _shortened(tex: str) -> str:
    line = " ".join(tex.split())
    return line if len(line) <= 60 else line[:59] + "…"
