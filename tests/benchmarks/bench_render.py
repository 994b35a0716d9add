"""Rendering the Word file of 600 cards, against docxtpl's plain render of it."""

from __future__ import annotations

from tests.benchmarks.measuring import Ratio, run_module

CARDS = 600
TIME_LIMIT = 0.5
MEMORY_LIMIT = 150.0  # MB over what the data itself takes
ROUNDS = 3


def measure() -> list[Ratio]:
    """Return the ratio of CPU times and our peak memory over the data's own.

    Each way runs in a process of its own, in turn, since memory is measured.
    """
    runs = [(_run("ours"), _run("theirs"), _run("data")) for _ in range(ROUNDS)]
    ours, theirs, data = (
        tuple(sorted(values)[ROUNDS // 2] for values in zip(*column, strict=True))
        for column in zip(*runs, strict=True)
    )
    time = f"render {CARDS} cards / docxtpl's plain render, CPU"
    memory = f"render {CARDS} cards, peak memory over the data's own, MB"
    return [
        Ratio(time, ours[0] / theirs[0], TIME_LIMIT, ours[0], theirs[0], "s"),
        Ratio(memory, ours[1] - data[1], MEMORY_LIMIT, ours[1], data[1], "MB"),
    ]


def _run(way: str) -> tuple[float, float]:
    seconds, megabytes = run_module(
        "tests.benchmarks.render_worker", way, CARDS
    ).split()
    return float(seconds), float(megabytes)
