"""Volumes: how the time grows with the cards, and what a second processor gives.

`python -m tests.benchmarks.bench_volumes 60 180` measures other numbers of cards than
the 300 and 1,500 that the limits are for; 300 3000 takes half an hour. Every run reads
all cards for the first time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from compile.reuse import FOLDER_VARIABLE
from tests.benchmarks.measuring import Ratio, table, timed
from tests.benchmarks.towns import PERIOD, town

if TYPE_CHECKING:
    from compile.folder import MunicipalityFolder

FEW, MANY = 300, 1500
GROWTH = 1.1  # of the time for a card; no faster than linearly, and some noise
ONE_FOR_TWO = 0.7  # of one processor's time, with two: half at best
_ONE = (
    "import os, sys; os.sched_setaffinity(0, {0}); os.execvp(sys.argv[1], sys.argv[1:])"
)


def measure(few: int = FEW, many: int = MANY) -> list[Ratio]:
    """Return how the time per card grows, and all processors against one."""
    with tempfile.TemporaryDirectory() as name:
        small, large = (town(Path(name) / str(n), n) for n in (few, many))
        first, last = (_seconds(folder) for folder in (small, large))
        rows = [
            Ratio(
                f"volumes, time for a card, {many} / {few} cards",
                (last / many) / (first / few),
                GROWTH,
                last,
                first,
                "s",
            )
        ]
        if len(os.sched_getaffinity(0)) > 1:
            alone = _seconds(small, sys.executable, "-c", _ONE)
            what = f"volumes, {few} cards, all processors / one"
            rows.append(Ratio(what, first / alone, ONE_FOR_TWO, first, alone, "s"))
    return rows


def _seconds(folder: MunicipalityFolder, *before: str) -> float:
    return timed(lambda: _compile(folder, *before), time.perf_counter)


def _compile(folder: MunicipalityFolder, *before: str) -> None:
    command = [sys.executable, "-m", "compile", "compile", str(folder.root)]
    task = ["--period", str(PERIOD), "--volumes"]
    with tempfile.TemporaryDirectory() as nothing_known:
        subprocess.run(
            [*before, *command, *task],
            check=True,
            capture_output=True,
            env={**os.environ, FOLDER_VARIABLE: nothing_known},
        )


if __name__ == "__main__":
    print(table(measure(*map(int, sys.argv[1:]))))
