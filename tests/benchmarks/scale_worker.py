"""Read, check and merge a folder of cards once; prints what it took as JSON.

Its imports stand in functions, since the processes that read import this module.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

PROCESSES = 2
_EVERY = 250  # files between looks at the processes


class Looks:
    """What the processes that read have used, looked at now and then."""

    def __init__(self) -> None:
        """Start without any."""
        self.cpu: dict[int, float] = {}
        self.first: dict[int, float] = {}
        self.most = 0.0
        self.growth = 0.0

    def tell(self, done: int, total: int) -> None:
        """Look at each of them after some files and after the last."""
        import psutil  # noqa: PLC0415 - see above

        if done % _EVERY and done != total:
            return
        for process in psutil.Process().children(recursive=True):
            try:
                self._look(process)
            except psutil.Error:  # it has just ended
                continue

    def _look(self, process: psutil.Process) -> None:
        times = process.cpu_times()
        own = process.memory_full_info().uss / 1e6
        self.cpu[process.pid] = times.user + times.system
        self.first.setdefault(process.pid, own)
        self.most = max(self.most, own)
        self.growth = max(self.growth, own - self.first[process.pid])


def run(folder: Path, count: int, shelf: Path) -> dict[str, float]:
    """Return seconds on the clock and of the processors, and megabytes of a worker."""
    from compile.assemble import assemble  # noqa: PLC0415 - see above
    from compile.find import find_workbooks  # noqa: PLC0415 - see above
    from compile.gather import gather  # noqa: PLC0415 - see above
    from compile.reading import Means, read_cards, sources_in  # noqa: PLC0415
    from compile.reuse import Shelf  # noqa: PLC0415 - see above
    from tests.benchmarks.many_cards import many_register  # noqa: PLC0415
    from tests.benchmarks.measuring import peak_megabytes  # noqa: PLC0415
    from tests.benchmarks.towns import PERIOD  # noqa: PLC0415 - see above

    register = many_register(count)
    looks = Looks()
    start, cpu = time.perf_counter(), time.process_time()
    sources = sources_in(folder, find_workbooks(folder))
    means = Means(shelf=Shelf(shelf), processes=PROCESSES)
    readings = read_cards(sources, register, PERIOD, looks.tell, means)
    read = time.perf_counter() - start
    gathering = gather(register, PERIOD, readings)
    context = assemble(gathering, draft=True)
    wall, own = time.perf_counter() - start, time.process_time() - cpu
    assert len(gathering.cards) == count
    assert len(context.workbooks) == count
    return {
        "wall": wall,
        "read": read,
        "cpu": own + sum(looks.cpu.values()),
        "own": own,
        "worker": looks.most,
        "growth": looks.growth,
        "findings": len(gathering.findings),
        "peak": peak_megabytes(),
    }


if __name__ == "__main__":
    folder, count, shelf = sys.argv[1:]
    print(json.dumps(run(Path(folder), int(count), Path(shelf))))
