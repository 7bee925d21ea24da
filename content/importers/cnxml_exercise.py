"""Exercises of a CNXML module as tasks, or as worked examples where the book works them out."""

import re
from collections.abc import Collection, Iterator
from copy import deepcopy

from content.importers.cnxml_text import CnxmlText, is_teachers
from content.model import Task
from content.plain import plain
from content.xml import Element, local_name

DIFFICULTY = 3
_LETTER = re.compile(r"\(?([a-h])[.)]?", re.IGNORECASE)
_SHORT_ANSWER = re.compile(r"[-−–]?[\d.,\s]*\d(?:\s?[^\s\d]{1,12}){0,2}")


def read_task(exercise: Element, skill: str, key: str, text: CnxmlText) -> Task | None:
    """The exercise, or None where its text lies elsewhere and only a link is left."""
    problem, solution = _part(exercise, "problem"), _part(exercise, "solution")
    if problem is None:
        return None
    lettered = [node for node in problem if local_name(node) == "list" and "alpha" in node.get("number-style", "")]
    choices = _choices(lettered[-1], text) if len(lettered) == 1 else ()
    left_out = lettered if choices else []
    words = "\n\n".join(blocks(problem, text, left_out))
    if not re.search(r"\w", plain(words)):
        return None
    worked = "\n\n".join(blocks(solution, text)) if solution is not None else ""
    return Task(key, words, _answer(worked, choices), DIFFICULTY, skill, solution=worked, choices=choices)


def worked_example(exercise: Element, text: CnxmlText) -> str:
    """The problem, the strategy and the solution in one piece of Markdown."""
    parts: list[str] = []
    for node in exercise:
        if local_name(node) in {"problem", "solution"}:
            title = _title(node, text)
            parts += [f"**{title or 'Solution'}**"] if local_name(node) == "solution" else []
            parts += blocks(node, text)
        elif local_name(node) == "commentary":
            parts += [f"**{_title(node, text) or 'Discussion'}**", *blocks(node, text)]
    return "\n\n".join(part for part in parts if part)


def blocks(node: Element, text: CnxmlText, left_out: Collection[Element] = ()) -> Iterator[str]:
    """The Markdown blocks of a paragraph or container in order; notes inside with their titles in bold."""
    segment = _segment(node, node.text)
    for child in node:
        if local_name(child) not in _BREAKS:
            segment.append(deepcopy(child))
            continue
        yield from _filled(text.inline(segment))
        if child not in left_out and not is_teachers(child):
            yield from _filled(*_block(child, text))
        segment = _segment(node, child.tail)
    yield from _filled(text.inline(segment))


_CONTAINERS = frozenset({"para", "note", "div", "section", "exercise", "problem", "solution", "example"})
_BREAKS = _CONTAINERS | {"list", "equation", "table", "figure"}


def _segment(node: Element, words: str | None) -> Element:
    """An empty copy of the element, to gather the inline part between two blocks."""
    segment = node.makeelement(node.tag, {}, None)
    segment.text = words
    return segment


def _block(child: Element, text: CnxmlText) -> Iterator[str]:
    name = local_name(child)
    if name == "list":
        yield text.listed(child)
        yield from (text.table(table) for table in child.iter() if local_name(table) == "table")
    elif name == "equation":
        yield text.equation(child)
    elif name == "table":
        yield text.table(child)
    elif name in _CONTAINERS:
        title = _title(child, text)
        yield f"**{title}**" if title else ""
        yield from blocks(child, text)


def _filled(*parts: str) -> Iterator[str]:
    return (part for part in parts if part.strip())


def _choices(node: Element, text: CnxmlText) -> tuple[str, ...]:
    if any(local_name(inner) == "list" for item in node for inner in item.iter()):
        return ()
    items = tuple(text.flat(item) for item in node if local_name(item) == "item")
    return items if len(set(items)) == len(items) > 1 and all(items) else ()


def _answer(worked: str, choices: tuple[str, ...]) -> str:
    """The answer where the solution is nothing else: a letter of the choices, or a number with its unit."""
    line = plain(worked)
    if choices and (match := _LETTER.fullmatch(line)):
        place = ord(match[1].casefold()) - ord("a")
        return choices[place] if place < len(choices) else ""
    return line if not choices and len(line) <= 24 and _SHORT_ANSWER.fullmatch(line) else ""


def _part(exercise: Element, name: str) -> Element | None:
    return next((child for child in exercise if local_name(child) == name), None)


def _title(node: Element, text: CnxmlText) -> str:
    title = _part(node, "title")
    return text.inline(title) if title is not None else ""
