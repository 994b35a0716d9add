"""Measuring two ways of doing a thing, in turn, and telling their ratio."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio's name, its value, the most it may be, and the two times behind it."""

    name: str
    value: float
    limit: float
    ours: float
    theirs: float
    unit: str

    def __str__(self) -> str:
        """Return a row of the table."""
        verdict = "ok" if self.value <= self.limit else "OVER"
        return (
            f"{self.name:<58} {self.value:7.2f}  <= {self.limit:<6} {verdict:<5}"
            f"({self.ours:.3g} / {self.theirs:.3g} {self.unit})"
        )


def in_turn(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    rounds: int,
    clock: Callable[[], float] = time.process_time,
) -> tuple[float, float, float]:
    """Run A B A B ... after a warm-up; returns the median ratio and both medians.

    clock: seconds; CPU time of this process by default.
    """
    ours(), theirs()
    pairs = [(timed(ours, clock), timed(theirs, clock)) for _ in range(rounds)]
    first, second = zip(*pairs, strict=True)
    ratio = statistics.median(a / b for a, b in pairs)
    return ratio, statistics.median(first), statistics.median(second)


def timed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    """Return the seconds that a piece of work takes by a clock."""
    start = clock()
    work()
    return clock() - start


def run_module(module: str, *arguments: object) -> str:
    """Run a module in a process of its own and return what it prints."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def peak_megabytes() -> float:
    """Return this process's peak memory so far, in MB (Linux counts in kB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(rows: Sequence[Ratio]) -> str:
    """Return the rows as a text."""
    return "\n".join(map(str, rows))
