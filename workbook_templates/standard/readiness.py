"""How much of a card is filled in, counted as the workbook's own meter counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook_templates.standard.columns import Role
from workbook_templates.standard.layout import (
    ACTIVITIES,
    GOALS,
    MEASURES,
    NAMED_CELLS,
)

if TYPE_CHECKING:
    from workbook_templates.standard.columns import Column, NamedCell, Table
    from workbook_templates.standard.model import (
        Activity,
        Goal,
        Measure,
        Period,
        Scorecard,
    )

    Row = Goal | Measure | Activity

_EMPTY: tuple[object, ...] = (None, "", ())
_LAST_TERTIAL = 3


@dataclass(frozen=True, slots=True)
class Readiness:
    """How many of the needed cells are filled; both are counts of cells."""

    filled: int
    needed: int

    @property
    def percent(self) -> int:
        """The share filled, 0-100, rounded down so that 100 means everything."""
        return 100 * self.filled // self.needed if self.needed else 0


def readiness(card: Scorecard, period: Period | None) -> Readiness:
    """Count the needed cells of a card and how many of them are filled.

    Needed are the required named cells, and in each started row of the three
    tables the required columns that the author writes (Role.INPUT); in T1 and T2
    the goals' forecast too. A row is started when any cell that the author writes
    in it is filled. Nothing else counts: an empty card needs its named cells only.
    """
    cells = [_is_filled(card, c.key) for c in NAMED_CELLS if _is_needed(c)]
    rows = (
        (GOALS, card.goals),
        (MEASURES, card.measures),
        (ACTIVITIES, card.activities),
    )
    for table, records in rows:
        keys = needed_keys(table, period)
        started = (r for r in records if _is_started(r, table))
        cells += [_is_filled(record, key) for record in started for key in keys]
    return Readiness(sum(cells), len(cells))


def needed_keys(table: Table, period: Period | None) -> tuple[str, ...]:
    """Return the keys of the columns that each started row of a table needs."""
    is_early = period is not None and period.tertial < _LAST_TERTIAL
    return tuple(
        column.key
        for column in table.columns
        if _is_needed(column)
        or (is_early and table is GOALS and column.key == "forecast")
    )


def _is_needed(place: Column | NamedCell) -> bool:
    """Tell whether a column or a named cell is required of the author."""
    return place.required and place.role is Role.INPUT


def _is_filled(record: object, key: str) -> bool:
    """Tell whether a record has a value for a column's or a named cell's key."""
    return getattr(record, key) not in _EMPTY


def _is_started(record: Row, table: Table) -> bool:
    """Tell whether the author has filled any cell of a row."""
    return any(
        _is_filled(record, column.key)
        for column in table.columns
        if column.role is Role.INPUT
    )
