"""The head of a lesson file: YAML read into plain values that remember their lines."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from content.problems import Problem

LONGEST_HEAD = 64_000
DEEPEST = 20
_DASHES = re.compile(r"(?:[-?:][ \t]+){8}")
KEYS = ("lesson", "language", "title", "subject", "grades", "book", "section", "page", "licence", "attribution",
        "objectives", "skills", "terms")  # fmt: skip
REQUIRED = ("lesson", "language", "title", "subject", "grades", "licence")

Value = str | list["Value"] | dict[str, "Value"]


@dataclass
class Head:
    """Plain values by key, the line of every path such as ``terms.0.key``, and what was wrong."""

    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, path: str, code: str, **values: object) -> None:
        """Note a problem at the line of ``path``."""
        self.problems.append(Problem(self.lines.get(path, 1), code, values))

    def text(self, entry: Mapping[str, Value], key: str, path: str = "") -> str:
        """A scalar of ``entry``; empty where absent, a problem where it is a list or a table."""
        value = entry.get(key, "")
        if isinstance(value, str):
            return value
        self.wrong(f"{path}{key}", "not_text", key=key)
        return ""

    def texts(self, entry: Mapping[str, Value], key: str, path: str = "") -> tuple[str, ...]:
        """A list of scalars of ``entry``."""
        value = entry.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(str(item) for item in value)
        self.wrong(f"{path}{key}", "not_list", key=key)
        return ()

    def tables(self, key: str, known: tuple[str, ...]) -> list[tuple[str, dict[str, Value]]]:
        """A list of tables with only ``known`` keys, each with its path."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(key, "not_tables", key=key)
            return []
        entries = [(f"{key}.{i}.", item) for i, item in enumerate(value) if isinstance(item, dict)]
        for path, entry in entries:
            for unknown in entry.keys() - set(known):
                self.wrong(path + unknown, "unknown_key", key=unknown)
        return entries


def read_head(source: str, first_line: int = 2) -> Head:
    """Read the YAML between the dashes; every scalar stays text, nothing is constructed."""
    head = Head()
    if len(source) > LONGEST_HEAD:
        head.problems.append(Problem(first_line, "head_too_long", {"limit": LONGEST_HEAD}))
        return head
    if _is_deep(source):
        head.problems.append(Problem(first_line, "yaml", {"fault": ""}))
        return head
    try:
        if any(isinstance(token, yaml.AliasToken | yaml.AnchorToken) for token in yaml.scan(source)):
            head.problems.append(Problem(first_line, "yaml_alias"))
            return head
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        head.problems.append(Problem(first_line + (mark.line if mark else 0), "yaml", {"fault": fault.problem or ""}))
        return head
    except (yaml.YAMLError, RecursionError, ValueError):
        head.problems.append(Problem(first_line, "yaml", {"fault": ""}))
        return head
    _fill(head, node, first_line)
    return head


def _is_deep(source: str) -> bool:
    """Whether lists stand in lists beyond all use: the parser takes seconds over thousands of them."""
    depth = deepest = 0
    for character in source:
        depth += (character in "[{") - (character in "]}")
        deepest = max(deepest, depth)
    return deepest > DEEPEST or bool(_DASHES.search(source))


def _fill(head: Head, node: yaml.Node | None, first_line: int) -> None:
    values = _plain(node, "", first_line, head) if node else {}
    if not isinstance(values, dict):
        head.problems.append(Problem(first_line, "head_not_table"))
        return
    head.values = values
    for unknown in [key for key in values if key not in KEYS]:
        head.wrong(unknown, "unknown_key", key=unknown)
    for absent in [key for key in REQUIRED if key not in values]:
        head.wrong(absent, "missing_key", key=absent)


def _plain(node: yaml.Node, path: str, first_line: int, head: Head) -> Value:
    head.lines[path] = first_line + node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        return _table(node, path, first_line, head)
    prefix = f"{path}." if path else ""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, f"{prefix}{i}", first_line, head) for i, item in enumerate(node.value)]
    if node.tag == "tag:yaml.org,2002:null":
        return ""
    return unicodedata.normalize("NFC", str(node.value))


def _table(node: yaml.MappingNode, path: str, first_line: int, head: Head) -> dict[str, Value]:
    table: dict[str, Value] = {}
    prefix = f"{path}." if path else ""
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        line = first_line + key_node.start_mark.line
        if key in table:
            head.problems.append(Problem(line, "duplicate_key", {"key": key}))
        table[key] = _plain(value_node, prefix + key, first_line, head)
        head.lines[prefix + key] = line
    return table
