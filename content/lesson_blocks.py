"""The body of a lesson file: headed blocks with attributes, as lines of text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from content.problems import Problem

KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")
_HEADING = re.compile(r"##(?!#)[ \t]*(?P<kind>[^\s{]*)[ \t]*(?P<rest>.*?)[ \t]*")
_BRACES = re.compile(r"\{(?P<inside>.*)\}")
_KEY_MARK = re.compile(r"\s*#(?P<key>[^\s\"'}]+)(?=\s|$)")
_ATTRIBUTE = re.compile(r"""\s*(?P<name>[A-Za-z_]+)=(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<bare>[^\s"]+))(?=\s|$)""")
_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})")
_DOLLARS = re.compile(r"(?<!\\)\$\$")


@dataclass
class Block:
    """A second-level heading and everything up to the next one; ``line`` is the heading's, from 1."""

    kind: str
    line: int
    key: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n").rstrip()

    def parts(self) -> Iterator[tuple[str, int, list[str]]]:
        """The text and each third-level section: its name ("" first), its line and its lines."""
        name, line, gathered = "", self.line, []
        for offset, (text, quiet) in enumerate(outside(self.lines), 1):
            if quiet and text.startswith("### "):
                yield name, line, gathered
                name, line, gathered = text[4:].strip(), self.line + offset, []
            else:
                gathered.append(text)
        yield name, line, gathered


def outside(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it begins outside fenced code and ``$$`` formulas."""
    fence, in_formula = "", False
    for line in lines:
        yield line, not fence and not in_formula
        match = _FENCE.match(line)
        if fence:
            if match and match["marks"].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif match and not in_formula:
            fence = match["marks"]
        elif len(_DOLLARS.findall(line)) % 2:
            in_formula = not in_formula


def read_blocks(lines: list[str], first_line: int, problems: list[Problem]) -> list[Block]:
    """Cut the body into blocks; what is malformed goes to ``problems``."""
    blocks: list[Block] = []
    for number, (line, quiet) in enumerate(outside(lines), first_line):
        if quiet and (match := _HEADING.fullmatch(line)):
            blocks.append(_opened(match, number, problems))
        elif blocks:
            blocks[-1].lines.append(line)
        elif line.strip():
            problems.append(Problem(number, "text_before_units"))
            blocks.append(Block("", number))
    _report_unclosed(blocks, problems)
    return [block for block in blocks if block.kind]


def _opened(match: re.Match[str], number: int, problems: list[Problem]) -> Block:
    block = Block(match["kind"] or "?", number)
    braces = _BRACES.fullmatch(match["rest"])
    if braces is None:
        problems.append(Problem(number, "braces", {"heading": match[0]}))
        return block
    _read_attributes(braces["inside"], block, problems)
    return block


def _read_attributes(inside: str, block: Block, problems: list[Problem]) -> None:
    position = 0
    while inside[position:].strip():
        if match := _KEY_MARK.match(inside, position):
            if block.key:
                problems.append(Problem(block.line, "two_keys"))
            block.key = match["key"]
        elif match := _ATTRIBUTE.match(inside, position):
            if match["name"] in block.attributes:
                problems.append(Problem(block.line, "duplicate_attribute", {"name": match["name"]}))
            quoted = match["quoted"]
            block.attributes[match["name"]] = match["bare"] if quoted is None else quoted.replace('""', '"')
        else:
            problems.append(Problem(block.line, "attributes", {"rest": inside[position:].strip()}))
            return
        position = match.end()
    _check_key(block, problems)


def _check_key(block: Block, problems: list[Problem]) -> None:
    if not block.key:
        problems.append(Problem(block.line, "no_unit_key"))
    elif not KEY.fullmatch(block.key):
        problems.append(Problem(block.line, "unit_key", {"key": block.key}))


def _report_unclosed(blocks: list[Block], problems: list[Problem]) -> None:
    """Code or a formula left open swallows the headings after it: say where it begins."""
    for block in blocks[-1:]:
        opened = 0
        states = [*outside([*block.lines, ""])]
        for offset in range(len(states) - 1):
            if states[offset][1] and not states[offset + 1][1]:
                opened = block.line + offset + 1
        if not states[-1][1]:
            problems.append(Problem(opened, "unclosed"))


def write_attributes(key: str, attributes: Mapping[str, str]) -> str:
    """``{#key name=value name="two words"}``, read back by `read_blocks`."""
    written = [f"#{key}", *(f"{name}={_quoted(value)}" for name, value in attributes.items())]
    return "{" + " ".join(written) + "}"


def _quoted(value: str) -> str:
    line = " ".join(value.split())
    if line and re.fullmatch(r"[\w.+/-]+", line):
        return line
    return '"' + line.replace('"', '""') + '"'
