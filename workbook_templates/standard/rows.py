"""The rows of a table, read by the layout: values by key, and what is amiss.

Every row with content in a cell that its author writes is read, also one in
between empty ones and one below the table's end. All faults are told, each
once: a cell that cannot be read is not also told to be missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from workbook_templates.standard import demands
from workbook_templates.standard.areas import Area, find_area, rows_below_heading
from workbook_templates.standard.cells import (
    Reading,
    Value,
    is_empty,
    read_cell,
    told,
)
from workbook_templates.standard.columns import Choices, Column, Kind, NamedCell, Role
from workbook_templates.standard.findings import Location
from workbook_templates.standard.model import Origin
from workbook_templates.standard.raw import address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.raw import RawCell, RawWorkbook

    Words = Callable[[Choices], tuple[str, ...]]

# Ids of another table's rows: what stands there is kept, and judged when both
# tables are read.
_LINKS = (Choices.GOAL_IDS, Choices.AREAS)


@dataclass(frozen=True, slots=True)
class Row:
    """A row's values by Column.key, and where it stands.

    The methods return a value of the kind that the column has, or that kind's
    empty value.
    """

    values: Mapping[str, Value]
    origin: Origin

    def text(self, key: str) -> str:
        """Return a text or choice, "" where empty."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> Decimal | None:
        """Return a number, None where empty."""
        value = self.values.get(key)
        return value if isinstance(value, Decimal) else None

    def integer(self, key: str) -> int | None:
        """Return a whole number, None where empty."""
        value = self.values.get(key)
        return value if isinstance(value, int) else None

    def day(self, key: str) -> date | None:
        """Return a date, None where empty."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def references(self, key: str) -> tuple[int, ...]:
        """Return the numbers of strategy goals, () where empty."""
        value = self.values.get(key)
        return value if isinstance(value, tuple) else ()


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table as read: its rows in their order, its findings and its place.

    area is None where the workbook has no such table.
    """

    table: Table
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    area: Area | None = field(default=None, compare=False)


def read_table(raw: RawWorkbook, table: Table, words: Words) -> TableRows:
    """Read a table of a workbook; words gives the lists of the choices.

    A choice that is the id of another table's row is read as text.
    """
    area, findings = find_area(raw, table)
    if area is None:
        return TableRows(table, findings=tuple(findings))
    findings += _extra_columns(raw, area)
    rows = []
    inputs = [c.key for c in table.columns if c.role is Role.INPUT]
    for number, cells in rows_below_heading(raw, area):
        here = {key: cells.get(column) for key, column in area.columns.items()}
        if all(is_empty(here.get(key)) for key in inputs):
            continue
        origin = Origin(raw.file, area.sheet, number, area.letters)
        row, found = _read_row(table, here, origin, words)
        rows.append(row)
        findings += _row_findings(table, row, is_below=number > area.bottom) + found
    return TableRows(table, tuple(rows), tuple(findings), area)


def _read_row(
    table: Table,
    cells: Mapping[str, RawCell | None],
    origin: Origin,
    words: Words,
) -> tuple[Row, list[Finding]]:
    """Read a row's cells but those that Excel computes."""
    values: dict[str, Value] = {}
    findings: list[Finding] = []
    for column in table.columns:
        if column.role is Role.FORMULA or column.key not in cells:
            continue
        reading = read_place(cells[column.key], column, words)
        values[column.key] = reading.value
        findings += place_findings(reading, column, origin.at(column.key))
    return Row(values, origin), findings


def read_place(
    cell: RawCell | None, place: Column | NamedCell, words: Words
) -> Reading:
    """Read the cell of a column or a named cell by what that is to hold."""
    if place.choices is None:
        return read_cell(cell, place.kind)
    if place.choices in _LINKS:
        return read_cell(cell, Kind.TEXT)
    return read_cell(cell, place.kind, words(place.choices))


def place_findings(
    reading: Reading, place: Column | NamedCell, where: Location
) -> list[Finding]:
    """Return what is amiss with a cell that was read, by its place's demands."""
    heading = place.heading if isinstance(place, Column) else place.label
    found = list(reading.findings(where))
    if place.role is not Role.INPUT:
        return [_locked(finding, heading) for finding in found]
    text = reading.value if isinstance(reading.value, str) else ""
    if place.required and reading.value in (None, "") and not found:
        hint = "Välj i listan." if place.choices else "Fyll i fältet."
        found.append(demands.REQUIRED.finding(where, heading=heading, hint=hint))
    if place.limit and len(text) > place.limit:
        size = {"length": len(text), "limit": place.limit}
        found.append(demands.TOO_LONG.finding(where, **size))
    return found


def _locked(finding: Finding, heading: str) -> Finding:
    """Return a fault of a locked cell as advice: its author cannot mend it."""
    words = {"heading": heading, "wrong": finding.wrong}
    return demands.LOCKED_UNREADABLE.finding(finding.where, **words)


def _row_findings(table: Table, row: Row, *, is_below: bool) -> list[Finding]:
    """Tell of a row below the table; only if it is not, of one without its id."""
    if is_below:
        return [demands.BELOW_TABLE.finding(row.origin.at())]
    lacking = [
        column
        for column in table.columns
        if column.role is Role.FIXED and row.values.get(column.key, "") is None
    ]
    name = row_name(row)
    return [
        demands.ROW_WITHOUT_ID.finding(row.origin.at(column.key), name=name)
        for column in lacking
    ]


def row_name(row: Row) -> str:
    """Return what a row without an id is called: "rad 27"."""
    return f"rad {row.origin.row}"


def _extra_columns(raw: RawWorkbook, area: Area) -> list[Finding]:
    """Name each value of the columns that are no part of the layout."""
    if not area.extra:
        return []
    values: dict[int, list[str]] = {}
    for row, cells in rows_below_heading(raw, area):
        for column, cell in cells.items():
            if column in area.extra and not is_empty(cell):
                values.setdefault(column, []).append(
                    f"{address(row, column)} {told(cell)}"
                )
    return [
        demands.EXTRA_COLUMN.finding(
            Location(raw.file, area.sheet, address(area.top, column)),
            heading=area.extra[column],
            values="; ".join(values[column]),
        )
        for column in sorted(values)
    ]
