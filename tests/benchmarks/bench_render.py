"""Rendering the Word file of 600 cards: against docxtpl's plain render, 60 and data."""

from __future__ import annotations

from statistics import median

from tests.benchmarks.measuring import Ratio, run_module

FEW, CARDS = 60, 600
TIME_LIMIT = 0.5
MEMORY_LIMIT = 150.0  # MB over what the data itself takes
GROWTH_LIMIT = 12  # of time, for ten times the cards
SHARE_LIMIT = 2.5  # of the data's own memory
ROUNDS = 3


def measure(few: int = FEW, cards: int = CARDS) -> list[Ratio]:
    """Return the ratio of CPU times, and of peak memory to the data's own.

    Each way runs in a process of its own, in turn, since memory is measured. The
    data's own memory is what the context adds to a process that has imported all.
    """
    ways = (("ours", cards), ("theirs", cards), ("data", cards), ("ours", few))
    runs = [[_run(*way) for way in (*ways, ("none", 0))] for _ in range(ROUNDS)]
    ours, theirs, data, small, nothing = (
        tuple(median(values) for values in zip(*column, strict=True))
        for column in zip(*runs, strict=True)
    )
    time = f"render {cards} cards / docxtpl's plain render, CPU"
    growth = f"render {cards} cards / {few}, CPU"
    memory = f"render {cards} cards, peak memory over the data's own, MB"
    share = f"render {cards} cards, peak memory / the data's own"
    peak, own = ours[1] - nothing[1], data[1] - nothing[1]
    return [
        Ratio(time, ours[0] / theirs[0], TIME_LIMIT, ours[0], theirs[0], "s"),
        Ratio(growth, ours[0] / small[0], GROWTH_LIMIT, ours[0], small[0], "s"),
        Ratio(memory, ours[1] - data[1], MEMORY_LIMIT, ours[1], data[1], "MB"),
        Ratio(share, peak / own, SHARE_LIMIT, peak, own, "MB"),
    ]


def _run(way: str, cards: int) -> tuple[float, float]:
    seconds, megabytes = run_module(
        "tests.benchmarks.render_worker", way, cards
    ).split()
    return float(seconds), float(megabytes)
