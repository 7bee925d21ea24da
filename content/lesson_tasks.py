"""Tasks of a lesson file: attributes, hints, choices and the solution."""

import re

from content.lesson_blocks import Block
from content.model import Task
from content.problems import Problem

TASK = "task"
ATTRIBUTES = ("difficulty", "skill", "answer", "unit", "rev")
REQUIRED = ("difficulty", "skill", "answer")
SECTIONS = ("hints", "choices", "solution")
_ITEM = re.compile(r"(?:\d{1,3}[.)]|[-*])[ \t]+(?P<text>.*)")


def read_task(block: Block, problems: list[Problem]) -> Task | None:
    """The task of a ``## task`` block; what is wrong goes to ``problems``."""
    unknown = block.attributes.keys() - set(ATTRIBUTES)
    problems += [Problem(block.line, "unknown_attribute", {"name": name, "kind": TASK}) for name in unknown]
    absent = [name for name in REQUIRED if name not in block.attributes]
    problems += [Problem(block.line, "task_attribute", {"name": name}) for name in absent]
    text, sections = _sections(block, problems)
    if not text:
        problems.append(Problem(block.line, "empty_unit", {"key": block.key}))
    return Task(
        key=block.key, text=text, answer=block.attributes.get("answer", ""), skill=block.attributes.get("skill", ""),
        difficulty=_number(block, "difficulty", 5, problems), hints=_items(sections.get("hints"), problems),
        choices=_items(sections.get("choices"), problems), solution=_joined(sections.get("solution", (0, []))[1]),
        answer_unit=block.attributes.get("unit", ""), revision=_number(block, "rev", 999_999, problems),
    )  # fmt: skip


def _sections(block: Block, problems: list[Problem]) -> tuple[str, dict[str, tuple[int, list[str]]]]:
    sections: dict[str, tuple[int, list[str]]] = {}
    text = ""
    for index, (name, line, lines) in enumerate(block.parts()):
        if index == 0:
            text = _joined(lines)
        elif name not in SECTIONS:
            problems.append(Problem(line, "task_section", {"name": name}))
        elif name in sections:
            problems.append(Problem(line, "duplicate_section", {"name": name}))
        else:
            sections[name] = (line, lines)
    return text, sections


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()


def _items(section: tuple[int, list[str]] | None, problems: list[Problem]) -> tuple[str, ...]:
    """The items of a list; lines that are indented or blank belong to the item above."""
    if section is None:
        return ()
    first_line, lines = section
    items: list[list[str]] = []
    for number, line in enumerate(lines, first_line + 1):
        if match := _ITEM.fullmatch(line):
            items.append([match["text"]])
        elif not line.strip() or (items and line[0] in " \t"):
            _continue(items, line)
        else:
            problems.append(Problem(number, "not_item", {"line": line.strip()[:40]}))
    return tuple(_joined(item) for item in items)


def _continue(items: list[list[str]], line: str) -> None:
    if items:
        items[-1].append(re.sub(r"^(?: {1,3}|\t)", "", line))


def _number(block: Block, name: str, highest: int, problems: list[Problem]) -> int:
    value = block.attributes.get(name, "1")
    if value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= highest:
        return int(value)
    problems.append(Problem(block.line, name if name == "difficulty" else "revision", {"value": value}))
    return 1
