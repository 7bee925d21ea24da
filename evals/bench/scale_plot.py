"""Growth over the size of the index as three small drawings in one SVG."""

from collections.abc import Mapping, Sequence
from html import escape
from math import log10
from typing import Any

WIDTH, HEIGHT, LEFT, TOP, GAP = 240, 170, 50, 44, 124
COLOURS = ("#1f6f8b", "#c8553d", "#6a8d3a")
Step = Mapping[str, Any]
PANELS = (
    ("Search, ms on one core", {"find_processor_ms_p50": "median", "find_processor_ms_p95": "95 %"}),
    (
        "Memory per process, MB",
        {"proportional_mb_per_process": "its share", "private_growth_mb_per_process": "private"},
    ),
    (
        "Build without encoding, s on one core",
        {"build_processor_seconds": "first", "rebuild_processor_seconds": "again"},
    ),
)


def plot(steps: Sequence[Step]) -> str:
    """An SVG with one panel each for the time of a search, memory and building."""
    across = LEFT + len(PANELS) * (WIDTH + GAP)
    panels = "".join(
        f'<g transform="translate({LEFT + number * (WIDTH + GAP)} {TOP})">{_panel(title, lines, steps)}</g>'
        for number, (title, lines) in enumerate(PANELS)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {TOP + HEIGHT + 50}" role="img" '
        'font-family="system-ui, sans-serif" font-size="12" fill="#333">'
        "<title>Time of a search, memory and time to build, over the number of passages</title>"
        f'<rect width="100%" height="100%" fill="#fff"/>{panels}</svg>\n'
    )


def _panel(title: str, lines: Mapping[str, str], steps: Sequence[Step]) -> str:
    top = _round_up(max(step[field] for step in steps for field in lines))
    drawn = "".join(_line(field, label, steps, top, COLOURS[n]) for n, (field, label) in enumerate(lines.items()))
    return f'<text y="-22" font-weight="600">{escape(title)}</text>{_axes(steps, top)}{drawn}'


def _axes(steps: Sequence[Step], top: float) -> str:
    levels = "".join(
        f'<line x1="0" x2="{WIDTH}" y1="{_y(level, top):.1f}" y2="{_y(level, top):.1f}" stroke="#ddd"/>'
        f'<text x="-8" y="{_y(level, top) + 4:.1f}" text-anchor="end">{level:g}</text>'
        for level in (0, top / 2, top)
    )
    sizes = "".join(
        f'<text x="{_x(step, steps):.1f}" y="{HEIGHT + 20}" text-anchor="middle">{step["passages"]:,}</text>'
        for step in steps
    ).replace(",", "\u202f")
    return f'{levels}{sizes}<text x="{WIDTH / 2}" y="{HEIGHT + 40}" text-anchor="middle">passages</text>'


def _line(field: str, label: str, steps: Sequence[Step], top: float, colour: str) -> str:
    points = [(_x(step, steps), _y(step[field], top), step[field]) for step in steps]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y, _ in points)
    x, y, last = points[-1]
    said = f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(label)} {last:.0f}</text>'
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}{said}'


def _x(step: Step, steps: Sequence[Step]) -> float:
    first, last = log10(steps[0]["passages"]), log10(steps[-1]["passages"])
    return WIDTH * (log10(step["passages"]) - first) / (last - first) if last > first else WIDTH / 2


def _y(value: float, top: float) -> float:
    return HEIGHT * (1 - value / top)


def _round_up(value: float) -> float:
    """The next 1, 2 or 5 times a power of ten."""
    power = 10.0 ** (len(str(int(value))) - 1)
    return next(power * step for step in (1, 2, 5, 10) if power * step >= value)
