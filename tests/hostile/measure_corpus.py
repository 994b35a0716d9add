"""Time and memory of the whole check of every file, each in a process of its own.

`python -m tests.hostile.measure_corpus [NAME ...]` prints a line for each file that
takes more than half of what is allowed, and the worst of all. It exits with 1 where
a file takes too much or its process dies.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from compile.reading import Source, read_card
from tests.helpers.registers import small_register
from tests.hostile.card_cases import CARD_CASES
from tests.hostile.heavy_cases import HEAVY_CASES
from tests.hostile.make_corpus import CASES
from tests.standard.good_card import T2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

SECONDS = 2.0
MEGABYTES = 150.0
# Far above the above, so that a file that takes too much is told of, not killed.
_KILL_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Cost:
    """What a file took: seconds of CPU, MB at the peak, and its outcome."""

    name: str
    seconds: float
    megabytes: float
    outcome: str

    @property
    def share(self) -> float:
        """How much of what is allowed it took, 1.0 being all."""
        return max(self.seconds / SECONDS, self.megabytes / MEGABYTES)

    def __str__(self) -> str:
        """Return a line of the report."""
        return (
            f"{self.name:<36} {self.seconds:6.2f} s {self.megabytes:6.0f} MB"
            f"  {self.outcome}"
        )


def measured(cases: Iterable[tuple[str, Callable[[], bytes]]]) -> Iterator[Cost]:
    """Yield the cost of each file, made by its case."""
    # A fork of the server has the modules but none of the files that came before.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "kort.xlsx"
        for case, build in cases:
            path.write_bytes(build())
            ours, theirs = context.Pipe()
            child = context.Process(target=_check, args=(str(path), theirs))
            child.start()
            theirs.close()
            try:
                yield Cost(case, *ours.recv())
            except EOFError:
                child.join()
                yield Cost(case, float("inf"), float("inf"), f"dog: {child.exitcode}")
            child.join()


def _check(path: str, answer: Connection) -> None:
    """Read and check a file, and tell what it took."""
    resource.setrlimit(resource.RLIMIT_CPU, (_KILL_SECONDS, _KILL_SECONDS))
    start = time.process_time()
    reading = read_card(Source(Path(path), "kort.xlsx"), small_register(), T2)
    taken = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    codes = sorted({finding.code for finding in reading.findings})
    answer.send((taken, peak, " ".join(codes)))


def main(names: list[str]) -> int:
    """Print the report; return 1 where a file takes too much."""
    cases = [(c.name, c.build) for c in CASES]
    cases += [(c.name, c.build) for c in (*CARD_CASES, *HEAVY_CASES)]
    wanted = [(n, build) for n, build in cases if not names or n in names]
    costs = list(measured(wanted))
    for cost in costs:
        if names or cost.share > 0.5:
            print(cost)
    worst = max(costs, key=lambda cost: cost.share)
    over = [cost for cost in costs if cost.share > 1]
    print(f"{len(costs)} files, {len(over)} over {SECONDS} s or {MEGABYTES} MB")
    print(f"worst: {worst}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
