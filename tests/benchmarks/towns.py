"""Towns of any size, made of the example's units and cards again and again.

A larger town has more units in the example's departments, and no more departments.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, cycle, islice
from typing import TYPE_CHECKING

from compile.folder import MunicipalityFolder, workbook_name
from compile.report_templates.house_template import write_house_template
from workbook_templates.builder.register_book import build_register
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.registers.loader import example_register
from workbook_templates.sample.loader import (
    EXAMPLE_FAULTY,
    EXAMPLE_PERIODS,
    example_cards,
)
from workbook_templates.standard.model import Level, Period

if TYPE_CHECKING:
    from pathlib import Path

    from workbook_templates.standard.model import Scorecard, Unit
    from workbook_templates.standard.register import Register

PERIOD = Period(2026, 2)


def example_units(
    count: int, period: Period = PERIOD
) -> tuple[tuple[Unit, Scorecard], ...]:
    """Return so many units with a card each.

    Copies are units with ids and names of their own, of all but the municipality's.
    Periods before the example's first have its cards.
    """
    known = max(period, EXAMPLE_PERIODS[0])
    cards = [
        replace(card, period=period)
        for card in example_cards(known)
        if card.unit_id != EXAMPLE_FAULTY
    ]
    register = example_register()
    pairs = [(u, c) for c in cards if (u := register.unit(c.unit_id)) is not None]
    below = [pair for pair in pairs if pair[0].level is not Level.MUNICIPALITY]
    all_pairs = chain(pairs, cycle(below))
    return tuple(
        (unit, card) if number < len(pairs) else _copy(unit, card, number)
        for number, (unit, card) in enumerate(islice(all_pairs, count))
    )


def _copy(unit: Unit, card: Scorecard, number: int) -> tuple[Unit, Scorecard]:
    other = replace(
        unit,
        id=f"{unit.id}-{number}",
        name=f"{unit.name} {number}",
        level=Level.UNIT,
        parent=unit.parent if unit.level is Level.UNIT else unit.id,
    )
    return other, replace(card, unit_id=other.id, unit_name=other.name)


def town_register(count: int) -> Register:
    """Return the example register with so many units."""
    units = tuple(unit for unit, _ in example_units(count))
    return replace(example_register(), units=units)


def periods(past: int = 0) -> tuple[Period, ...]:
    """Return so many periods before the town's and then its own, the oldest first."""
    found = [PERIOD]
    for _ in range(past):
        found.insert(0, found[0].previous)
    return tuple(found)


def town(root: Path, count: int, past: int = 0) -> MunicipalityFolder:
    """Write a municipality's folder with so many filled workbooks in its inbox.

    past: in how many periods before everybody has handed in too.
    """
    folder = MunicipalityFolder(root)
    root.mkdir(parents=True, exist_ok=True)
    register = town_register(count)
    build_register(register, folder.register)
    write_house_template(folder.template)
    for period in periods(past):
        builder = ScorecardBuilder(register, period)
        inbox = folder.inbox(period)
        inbox.mkdir(parents=True, exist_ok=True)
        for unit, card in example_units(count, period):
            builder.build(card, inbox / workbook_name(unit, period))
    return folder
