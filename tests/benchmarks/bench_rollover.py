"""Rolling a period forward, against building the same workbooks alone."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from compile.history import past_periods
from compile.registers import register_for
from compile.sending import Sending, send
from tests.benchmarks.measuring import Ratio, in_turn
from tests.benchmarks.towns import PERIOD, town
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.rollover import Returned, roll

CARDS = 100
LIMIT = 1.5


def measure() -> list[Ratio]:
    """Return the ratio of CPU times, those of the reading processes included."""
    following = PERIOD.following
    with tempfile.TemporaryDirectory() as name:
        folder = town(Path(name) / "town", CARDS)
        register = register_for(folder, following)
        past = past_periods(folder, following, register)
        earlier = [Returned(p.period, p.register, p.cards) for p in past]
        drafts = [unit.draft for unit in roll(register, following, earlier).units]

        def ours() -> None:
            shutil.rmtree(folder.period(following), ignore_errors=True)
            sent = send(folder, following, Sending(PERIOD))
            assert len(sent.written) == CARDS

        def theirs() -> None:
            builder = ScorecardBuilder(register, following)
            for made in drafts:
                builder.build(made.card, Path(name) / "one.xlsx", made.retired)

        ratio, mine, other = in_turn(ours, theirs, rounds=1, clock=_cpu)
    label = "rollover / building the same workbooks, CPU per workbook"
    return [Ratio(label, ratio, LIMIT, mine / CARDS * 1e3, other / CARDS * 1e3, "ms")]


def _cpu() -> float:
    """Return the CPU seconds of this process and of those that it has ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
