"""The hidden sheet of lists: copies of register tables, and what drop-downs offer.

Drop-downs go through defined names: a list on another sheet would be stored as
an extension, which some programs drop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.builder.canvas import absolute, first_body_row
from workbook_templates.builder.formulas import PERIOD_END
from workbook_templates.builder.register_rows import (
    ordered_perspectives,
    period_rows,
    rows_of,
    unit_rows,
)
from workbook_templates.builder.tables import add_records, fill, resize
from workbook_templates.builder.validation import FIRST_GOALS, LAST_GOALS
from workbook_templates.standard.columns import Choices
from workbook_templates.standard.layout import HEADING_ROW
from workbook_templates.standard.register_layout import (
    AREAS,
    LONG_TERM_GOALS,
    PERIODS,
    PERSPECTIVES,
    SCALES,
    THRESHOLDS,
    UNITS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.canvas import Canvas
    from workbook_templates.builder.cells import CellValue
    from workbook_templates.builder.register_rows import Row
    from workbook_templates.builder.tables import Body
    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.model import Period, Unit
    from workbook_templates.standard.register import PeriodPlan, Register

_GAP = 1  # empty columns between two lists, or Excel would take them for one


class ListSheet:
    """Lists side by side on a sheet, each below the heading row."""

    def __init__(self, canvas: Canvas, sheet: Worksheet) -> None:
        """Begin in the first column."""
        self.sheet = sheet
        self._canvas = canvas
        self._next = 1

    def table(self, table: Table, rows: Sequence[Row]) -> Body:
        """Add a register table; one without rows gets an empty one."""
        body = add_records(self._canvas, self.sheet, table, rows or [{}], self._next)
        self._next += len(table.columns) + _GAP
        return body

    def words(self, name: str, words: Sequence[CellValue]) -> None:
        """Add a list of its own under a defined name."""
        column = self.column(name)
        for row, word in enumerate(words, first_body_row()):
            self._canvas.write(self.sheet, row, column, word, "hidden")
        last = HEADING_ROW + max(len(words), 1)
        cells = absolute(self.sheet.title, (first_body_row(), column), (last, column))
        self._canvas.define(name, cells)

    def formula(self, name: str, formula: str) -> None:
        """Add a single formula under a defined name."""
        column = self.column(name)
        place = (first_body_row(), column)
        self._canvas.formula(self.sheet, *place, formula, "hidden")
        self._canvas.define(name, absolute(self.sheet.title, place))

    def column(self, heading: str) -> int:
        """Return a new column (1-based) with a heading."""
        column = self._next
        self._canvas.write(self.sheet, HEADING_ROW, column, heading, "hidden")
        self._next += 1 + _GAP
        return column

    def define(self, choices: Choices, body: Body, key: str, span: slice) -> None:
        """Let a drop-down offer a part of a table's column; span counts from 0."""
        first, last = span.start or 0, max(span.stop - 1, span.start or 0)
        cells = absolute(
            self.sheet.title, body.place(key, first), body.place(key, last)
        )
        self._canvas.define(choices.value, cells)


def add_carried(lists: ListSheet, register: Register, period: Period) -> Body:
    """Add the register tables that a scorecard carries; returns the units' table.

    The units are filled in for each workbook by fill_units.
    """
    units = lists.table(UNITS, [])
    perspectives = lists.table(PERSPECTIVES, rows_of(register, PERSPECTIVES))
    goals = lists.table(LONG_TERM_GOALS, rows_of(register, LONG_TERM_GOALS))
    areas = lists.table(AREAS, rows_of(register, AREAS))
    lists.table(PERIODS, period_rows(_near_periods(register, period)))
    scales = lists.table(SCALES, rows_of(register, SCALES))
    lists.table(THRESHOLDS, rows_of(register, THRESHOLDS))
    split, end = len(register.verdicts), scales.count
    lists.define(Choices.PERSPECTIVES, perspectives, "name", _all(perspectives))
    lists.define(Choices.LONG_TERM_GOALS, goals, "text", _all(goals))
    lists.define(Choices.AREAS, areas, "id", _all(areas))
    lists.define(Choices.VERDICTS, scales, "label", slice(0, split))
    lists.define(Choices.STATUSES, scales, "label", slice(split, end))
    _add_spans(lists, register)
    _add_period_end(lists, register.plan(period))
    return units


def add_goal_ids(canvas: Canvas, goals: Body) -> None:
    """Offer the ids of the goals, from the first to the last with a text.

    Without any goal the first id is offered.
    """
    sheet = goals.sheet.title
    texts = absolute(sheet, goals.place("text"), goals.place("text", goals.count - 1))
    ids = absolute(sheet, goals.place("id"), goals.place("id", goals.count - 1))
    last = f'MAX(1,SUMPRODUCT(MAX(({texts}<>"")*(ROW({texts})-{HEADING_ROW}))))'
    first = absolute(sheet, goals.place("id"))
    canvas.define(Choices.GOAL_IDS.value, f"{first}:INDEX({ids},{last})")


def add_fixed(lists: ListSheet, register: Register) -> None:
    """Add the lists that no register table holds."""
    for choices in (
        Choices.DIRECTIONS,
        Choices.YES_NO,
        Choices.LEVELS,
        Choices.SCALES,
    ):
        lists.words(choices.value, register.choices(choices))


def fill_units(body: Body, units: Sequence[Unit], old: int) -> int:
    """Write a workbook's units; `old` is how many the last one had.

    Cells below are taken away, so that nothing of another unit is left. Returns
    the number to give as `old` the next time.
    """
    rows = unit_rows(units) or [{}]
    fill(body, rows)
    resize(body, len(rows))
    for row in range(body.top + len(rows), body.top + old):
        for column in range(body.left, body.left + len(UNITS.columns)):
            _remove(body.sheet, row, column)
    return len(rows)


def units_above(register: Register, unit_id: str) -> list[Unit]:
    """Return a unit and those above it, the unit first; [] for an unknown one."""
    found: list[Unit] = []
    unit = register.unit(unit_id)
    while unit and unit not in found:
        found.append(unit)
        unit = register.unit(unit.parent)
    return found


def _add_spans(lists: ListSheet, register: Register) -> None:
    """Tell where each perspective's long-term goals begin and end in their list."""
    firsts: list[CellValue] = []
    lasts: list[CellValue] = []
    seen = 0
    for perspective in ordered_perspectives(register):
        count = len(perspective.long_term_goals)
        firsts.append(seen + 1 if count else 1)
        seen += count
        lasts.append(seen if count else None)
    lists.words(FIRST_GOALS, firsts)
    lists.words(LAST_GOALS, lasts)


def _add_period_end(lists: ListSheet, plan: PeriodPlan | None) -> None:
    """Give the period's last day a name; the cell is empty where it is unknown."""
    lists.words(PERIOD_END, [plan.end if plan else None])


def _near_periods(register: Register, period: Period) -> list[PeriodPlan]:
    """Return the plans of the period's year, and of the period before it."""
    return [
        plan
        for plan in register.periods
        if plan.period.year == period.year or plan.period == period.previous
    ]


def _all(body: Body) -> slice:
    """Return the span of a whole table."""
    return slice(0, body.count)


def _remove(sheet: Worksheet, row: int, column: int) -> None:
    """Take a cell away with its style."""
    del sheet._cells[row, column]  # noqa: SLF001 - openpyxl has no public way
