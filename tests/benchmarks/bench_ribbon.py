"""The button Kontrollera on a full card, against the bare parsing and rules."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from malkort_xl import actions
from malkort_xl.snapshot import read_book
from tests.benchmarks.measuring import Ratio, in_turn
from tests.helpers.office_client import OfficeClient, remote_book
from tests.helpers.registers import small_register
from tests.standard.good_card import good_card
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.standard.examining import examine
from workbook_templates.standard.register_reading import carried_register

if TYPE_CHECKING:
    from workbook_templates.standard.model import Scorecard

GOALS, MEASURES, ACTIVITIES = 20, 40, 40
LIMIT = 3
ROUNDS = 20


def full_card() -> Scorecard:
    """Return a card with as many rows as a workbook has from the start.

    Some of them have faults: a card without any has nothing to mark.
    """
    card = good_card()
    goals, measures, activities = card.goals, card.measures, card.activities
    return replace(
        card,
        goals=tuple(
            replace(goals[n % 4], id=f"M{n}", responsible="" if n % 5 else "Chef")
            for n in range(1, GOALS + 1)
        ),
        measures=tuple(
            replace(measures[n % 4], id=f"MT{n}", goal_id=f"M{1 + n % GOALS}")
            for n in range(1, MEASURES + 1)
        ),
        activities=tuple(
            replace(activities[n % 4], id=f"A{n}", goal_id=f"M{1 + n % GOALS}")
            for n in range(1, ACTIVITIES + 1)
        ),
    )


def measure() -> list[Ratio]:
    """Return the ratio of CPU times, in the engine that serves a browser."""
    card = full_card()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "kort.xlsx"
        assert card.period is not None
        ScorecardBuilder(small_register(), card.period).build(card, path)
        payload = OfficeClient(path).payload()
    raw = read_book(remote_book(payload)).raw

    def ours() -> None:
        actions.check(remote_book(payload))

    def theirs() -> None:
        register = carried_register(raw)
        assert register is not None
        examine(raw, register, None)

    ratio, mine, other = in_turn(ours, theirs, rounds=ROUNDS)
    named = f"check {GOALS}+{MEASURES}+{ACTIVITIES} rows / bare rules"
    return [Ratio(named, ratio, LIMIT, mine * 1000, other * 1000, "ms")]


if __name__ == "__main__":
    print(*measure(), sep="\n")
