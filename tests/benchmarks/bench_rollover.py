"""Rolling a period forward, against building the same workbooks alone.

Both by two processes, in turn and on the clock; the processes start anew each time.
MALKORT_BENCH_CARDS says how many cards; from a thousand on each side runs once,
without a warm-up.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from compile.building import Crew, Job, Order, built
from compile.codec import pack
from compile.folder import MunicipalityFolder
from compile.history import past_periods
from compile.reading import Means
from compile.registers import register_for
from compile.sending import Sending, send
from tests.benchmarks.many_cards import many_register, write_cards
from tests.benchmarks.measuring import Ratio, in_turn, timed
from tests.benchmarks.towns import PERIOD
from workbook_templates.builder.register_book import build_register
from workbook_templates.rollover import Returned, roll

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook_templates.rollover import Draft

CARDS = int(os.environ.get("MALKORT_BENCH_CARDS", "200"))
LIMIT = 1.5
PROCESSES = 2
FOLLOWING = PERIOD.following
_FULL = 1000  # cards; from there on a single run is steady enough


def measure(cards: int = CARDS) -> list[Ratio]:
    """Return the ratio of times on the clock; prints cards per second."""
    with tempfile.TemporaryDirectory() as name:
        folder = many_town(Path(name) / "town", cards)
        alone = building_alone(folder, Path(name) / "alone")

        def ours() -> None:
            shutil.rmtree(folder.period(FOLLOWING), ignore_errors=True)
            means, crew = Means(processes=PROCESSES), Crew(PROCESSES)
            sent = send(folder, FOLLOWING, Sending(PERIOD, means=means, crew=crew))
            assert len(sent.written) == cards

        if cards >= _FULL:
            mine, other = timed(ours, perf_counter), timed(alone, perf_counter)
            ratio = mine / other
        else:
            ratio, mine, other = in_turn(ours, alone, 3, perf_counter)
    print(f"{cards} cards rolled forward: {cards / mine:.1f} cards/s; ", end="")
    print(f"built alone: {cards / other:.1f} cards/s")
    label = f"rollover / building alone, both by {PROCESSES} processes, clock"
    per_card = 1e3 / cards
    return [Ratio(label, ratio, LIMIT, mine * per_card, other * per_card, "ms")]


def many_town(root: Path, cards: int) -> MunicipalityFolder:
    """Write a folder whose units have all handed in, each a file of its own."""
    folder = MunicipalityFolder(root)
    root.mkdir(parents=True)
    build_register(many_register(cards), folder.register)
    write_cards(folder.inbox(PERIOD), cards)
    return folder


def building_alone(folder: MunicipalityFolder, place: Path) -> Callable[[], None]:
    """Return what builds the workbooks that a rollover would, and nothing else."""
    register = register_for(folder, FOLLOWING)
    past = past_periods(folder, FOLLOWING, register, Means(processes=PROCESSES))
    earlier = [Returned(p.period, p.register, p.cards) for p in past]
    drafts = [unit.draft for unit in roll(register, FOLLOWING, earlier).units]
    orders = [_order(place, draft) for draft in drafts]

    def alone() -> None:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        made = built(Job.of(register, FOLLOWING), orders, Crew(PROCESSES))
        assert sum(1 for _ in made) == len(orders)

    return alone


def _order(place: Path, draft: Draft) -> Order:
    retired = tuple(sorted(draft.retired))
    return Order(pack(draft.card), retired, place / f"{draft.card.unit_id}.xlsx")
