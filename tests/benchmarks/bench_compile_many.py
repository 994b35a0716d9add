"""A whole compile of 600 cards, against LibreOffice's conversion alone.

Not among the benchmarks that run without a name, since it takes some minutes:
`python -m tests.benchmarks compile_many`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks import bench_compile

if TYPE_CHECKING:
    from tests.benchmarks.measuring import Ratio

CARDS = 600
LIMIT = 1.15


def measure(cards: int = CARDS) -> list[Ratio]:
    """Return the ratio of times on the clock."""
    return bench_compile.measure(cards, LIMIT, rounds=3)
