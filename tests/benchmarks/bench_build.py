"""Building workbooks, against openpyxl opening a finished one, filling and saving."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from tests.benchmarks.measuring import Ratio, in_turn
from tests.benchmarks.towns import PERIOD, example_units, town_register
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.standard.layout import HEADING_ROW, TABLES

if TYPE_CHECKING:
    from workbook_templates.standard.model import Scorecard

CARDS = 20
LIMIT = 1.0


def measure() -> list[Ratio]:
    """Return the ratio of CPU times for the same cards."""
    register = town_register(CARDS)
    cards = [card for _, card in example_units(CARDS)]
    builder = ScorecardBuilder(register, PERIOD)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mold = folder / "mold.xlsx"
        builder.build(cards[0], mold)

        def ours() -> None:
            for card in cards:
                builder.build(card, folder / "ours.xlsx")

        def theirs() -> None:
            for card in cards:
                _load_fill_save(mold, card, folder / "theirs.xlsx")

        ratio, mine, other = in_turn(ours, theirs, rounds=5)
    name = "build / openpyxl load+fill+save, CPU per workbook"
    return [Ratio(name, ratio, LIMIT, mine / CARDS * 1e3, other / CARDS * 1e3, "ms")]


def _load_fill_save(mold: Path, card: Scorecard, target: Path) -> None:
    """Do with openpyxl's usual means what one would write first."""
    book = load_workbook(mold)
    records = (card.goals, card.measures, card.activities)
    for table, rows in zip(TABLES, records, strict=True):
        sheet = book[table.sheet.name]
        for number, record in enumerate(rows, start=HEADING_ROW + 1):
            for column, demand in enumerate(table.columns, start=1):
                value = getattr(record, demand.key, None)
                if isinstance(value, str):
                    sheet.cell(number, column).value = value
    book.save(target)
