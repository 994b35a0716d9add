"""Kontrollera over HTTP on loopback: one user's full card, and fifty users at once.

The fifty send different workbooks in the same moment to one server process; each
answer must be the one that its workbook gets alone.
"""

from __future__ import annotations

import http.client
import json
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.benchmarks.bench_ribbon import full_card
from tests.benchmarks.measuring import Ratio
from tests.helpers.office_client import OfficeClient
from tests.helpers.registers import small_register
from tests.server.asking import CHECK
from tests.server.serving import start
from workbook_templates.builder.scorecard_book import ScorecardBuilder

if TYPE_CHECKING:
    from workbook_templates.standard.model import Scorecard

USERS = 50
ROUNDS = 15
LIMIT = 0.5  # seconds
KINDS = 5  # of workbooks; users share them


def measure() -> list[Ratio]:
    """Return the median round trip, and the fifty users' p50 and p95, in seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bodies = [_body(full_card(), kind, folder) for kind in range(KINDS)]
        server = start(folder / "log.txt")
        try:
            alone = [_press(server.url, body)[1] for body in bodies]
            single = [_press(server.url, bodies[0])[0] for _ in range(ROUNDS)]
            times, answers = _all_at_once(server.url, bodies)
        finally:
            server.stop()
    lost = sum(answer != alone[n % KINDS] for n, answer in enumerate(answers))
    times.sort()
    return [
        _row("Kontrollera on a full card over HTTP, median s", single, LIMIT),
        _row(f"{USERS} users at once: p50 s", times, USERS * LIMIT),
        _row(f"{USERS} users at once: p95 s", times[: -USERS // 20], USERS * LIMIT, -1),
        Ratio(f"{USERS} users at once: answers lost or mixed", lost, 0, lost, 1, ""),
    ]


def _row(
    name: str, times: list[float], limit: float, place: int | None = None
) -> Ratio:
    value = statistics.median(times) if place is None else times[place]
    return Ratio(name, value, limit, value, 1, "s")


def _body(card: Scorecard, kind: int, folder: Path) -> bytes:
    """Return what the client sends of a card with some faults of its own."""
    goals = tuple(
        replace(goal, responsible="" if n % (kind + 2) == 0 else "Chef")
        for n, goal in enumerate(card.goals)
    )
    assert card.period is not None
    path = folder / f"kort {kind}.xlsx"
    ScorecardBuilder(small_register(), card.period).build(
        replace(card, goals=goals), path
    )
    return json.dumps(OfficeClient(path).payload()).encode()


def _press(url: str, body: bytes) -> tuple[float, Any]:
    """Return the seconds until the answer, and the answer's actions."""
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port)
    start_time = time.perf_counter()
    connection.request("POST", CHECK, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    data = answer.read()
    seconds = time.perf_counter() - start_time
    connection.close()
    assert answer.status == 200, data
    return seconds, json.loads(data)


def _all_at_once(url: str, bodies: list[bytes]) -> tuple[list[float], list[Any]]:
    barrier = Barrier(USERS)

    def user(number: int) -> tuple[float, Any]:
        barrier.wait()
        return _press(url, bodies[number % KINDS])

    with ThreadPoolExecutor(USERS) as pool:
        results = list(pool.map(user, range(USERS)))
    return [seconds for seconds, _ in results], [answer for _, answer in results]


if __name__ == "__main__":
    print(*measure(), sep="\n")
