"""Ten thousand cards read, checked and merged by two processes, against a thousand.

Not among the benchmarks that run without a name, since it takes some minutes:
`python -m tests.benchmarks scale`.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tests.benchmarks.many_cards import write_cards
from tests.benchmarks.measuring import Ratio, run_module

FEW, MANY = 1_000, 10_000
GROWTH = 12  # of time, for ten times the cards
WORKER = 60  # megabytes
AGAIN = 0.2  # of the first run's time


def measure(few: int = FEW, many: int = MANY) -> list[Ratio]:
    """Return the ratios on the clock and in processor time, all processes together."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        write_cards(root / "few", few)
        write_cards(root / "many", many)
        small = _run(root, "few", few)
        large = _run(root, "many", many)
        again = _run(root, "many", many)
    worker = max(small["worker"], large["worker"])
    return [
        _ratio(f"{many} cards / {few}, clock", large, small, "wall", GROWTH),
        _ratio(f"{many} cards / {few}, processors", large, small, "cpu", GROWTH),
        _ratio(f"{many} cards again / first, clock", again, large, "wall", AGAIN),
        _ratio(f"{many} cards again / first, processors", again, large, "cpu", AGAIN),
        Ratio("a worker's own memory", worker, WORKER, worker, large["growth"], "MB"),
    ]


def _run(root: Path, folder: str, count: int) -> dict[str, float]:
    module, shelf = "tests.benchmarks.scale_worker", root / f"shelf-{folder}"
    printed = run_module(module, root / folder, count, shelf)
    found: dict[str, float] = json.loads(printed)
    return found


def _ratio(
    name: str, ours: dict[str, float], theirs: dict[str, float], key: str, limit: float
) -> Ratio:
    return Ratio(name, ours[key] / theirs[key], limit, ours[key], theirs[key], "s")
