"""Running the line in processes of its own, some of which are killed at random moments."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from evals.bench.interrupted_line import PHASES
from evals.report import UnusableInput, progress

KILLED_IN = ("import", "index", "approval")
"""Phases take turns in this order, so that two kills already hit the two long ones."""
LATEST = 0.6
"""Of a phase's time: on a machine with other work, the second run may be much faster than the first."""
POLL_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Kill:
    """``after`` seconds into a phase."""

    phase: str
    after: float


@dataclass(frozen=True, slots=True)
class Line:
    """A folder with uploads that wait, and the model to index with."""

    folder: Path
    model: str


def plan(kills: int, seconds: dict[str, float], chance: random.Random) -> list[Kill]:
    """Kills at random moments of every phase in turn; ``seconds`` are what the phases took uninterrupted."""
    phases = [KILLED_IN[number % len(KILLED_IN)] for number in range(kills)]
    order = ("import", "approval", "index")
    made = [Kill(phase, chance.uniform(0, LATEST) * seconds[phase] / phases.count(phase)) for phase in phases]
    return sorted(made, key=lambda kill: order.index(kill.phase))


def run_through(line: Line, kills: Sequence[Kill] = ()) -> tuple[float, list[str]]:
    """Seconds of all processes until the line is done, and the phases in which one was killed."""
    started = time.perf_counter()
    hit = [phase for kill in kills if (phase := _killed(line, kill))]
    if (status := _start(line).wait()) != 0:
        raise UnusableInput(f"The import ended with status {status}.")
    return time.perf_counter() - started, hit


def phase_seconds(log: Path) -> dict[str, float]:
    """Phase → seconds it took altogether, from a log of a run that was not interrupted."""
    marks = list(_marks(log))
    found = dict.fromkeys((phase for _, phase in marks), 0.0)
    for (begun, phase), (ended, _) in pairwise(marks):
        found[phase] += ended - begun
    return found


def _killed(line: Line, kill: Kill) -> str:
    """Starts the line and kills it; says in which phase it was, or nothing where it was done before."""
    before = len(list(_marks(line.folder / PHASES)))
    process = _start(line)
    while process.poll() is None and not _has_begun(line.folder / PHASES, kill.phase, before):
        time.sleep(POLL_SECONDS)
    try:
        process.wait(kill.after)
    except subprocess.TimeoutExpired:
        process.kill()
    if process.wait() != -signal.SIGKILL:
        return ""
    phase = list(_marks(line.folder / PHASES))[-1][1]
    progress(f"killed {kill.after:.2f} s into {kill.phase}, during {phase}")
    return phase


def _has_begun(log: Path, phase: str, before: int) -> bool:
    return phase in [name for _, name in list(_marks(log))[before:]]


def _start(line: Line) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "evals.bench.interrupted_line", str(line.folder), line.model]
    return subprocess.Popen(command, stdout=sys.stderr)  # noqa: S603 - our own module


def _marks(log: Path) -> Iterator[tuple[float, str]]:
    for row in log.read_text(encoding="utf-8").splitlines() if log.is_file() else ():
        at, _, phase = row.partition(" ")
        yield float(at), phase
