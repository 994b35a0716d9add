"""Where a table of the layout stands in a workbook that was read.

Found by its name on any sheet, its columns by their headings. A table that has
lost its name is found by its sheet and its row of headings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbook_templates.standard import demands
from workbook_templates.standard.cells import is_empty, normalised, shown
from workbook_templates.standard.columns import Role
from workbook_templates.standard.findings import Location
from workbook_templates.standard.raw import address, column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.raw import RawCell, RawSheet, RawTable, RawWorkbook

_Cells = dict[int, "RawCell"]  # of one row, by column number


@dataclass(frozen=True, slots=True)
class Area:
    """A table's place: its sheet's name, and rows and columns, 1-based, inclusive.

    top is the row of headings, bottom the table's last row. columns maps
    Column.key to column numbers; extra maps the columns that are no part of the
    layout to their headings.
    """

    sheet: str
    top: int
    bottom: int
    columns: Mapping[str, int] = field(default_factory=dict)
    extra: Mapping[int, str] = field(default_factory=dict)

    @property
    def letters(self) -> dict[str, str]:
        """Column letters by Column.key, in the layout's order."""
        return {key: column_letters(number) for key, number in self.columns.items()}


def find_area(raw: RawWorkbook, table: Table) -> tuple[Area | None, list[Finding]]:
    """Return where a table stands, None where it is nowhere, and what is amiss."""
    area = _area_by_name(raw, table)
    if area:
        return area, _missing_columns(raw, table, area)
    area = _area_by_headings(raw, table)
    if area:
        where = Location(raw.file, area.sheet, address(area.top, 1))
        lost = demands.TABLE_BY_HEADINGS.finding(where, table=table.name)
        return area, [lost, *_missing_columns(raw, table, area)]
    where = Location(raw.file, table.sheet.name)
    words = {"table": table.name, "sheet": table.sheet.name}
    return None, [demands.TABLE_MISSING.finding(where, **words)]


def standard_sheet(raw: RawWorkbook, name: str) -> RawSheet | None:
    """Return the sheet of a name, whatever its case and outer spaces."""
    if name in raw.sheets:
        return raw.sheets[name]
    wanted = normalised(name)
    return next((s for n, s in raw.sheets.items() if normalised(n) == wanted), None)


def _area_by_name(raw: RawWorkbook, table: Table) -> Area | None:
    place = raw.tables.get(table.name)
    sheet = raw.sheets.get(place.sheet) if place else None
    if place is None or sheet is None:
        return None
    headings = _headings_of(sheet, place.top)
    columns = _table_columns(table, place, headings)
    if not columns:
        return None
    return Area(
        sheet.name, place.top, place.bottom, columns, _extra(place, headings, columns)
    )


def _area_by_headings(raw: RawWorkbook, table: Table) -> Area | None:
    """Find the first row with most of the headings; the table goes to the end."""
    sheet = standard_sheet(raw, table.sheet.name)
    rows = list(sheet.rows()) if sheet else []
    for row, cells in rows:
        columns = _columns(table, _texts(cells))
        if sheet and 2 * len(columns) > len(table.columns):
            return Area(sheet.name, row, max(row + 1, rows[-1][0]), columns)
    return None


def _headings_of(sheet: RawSheet, top: int) -> dict[int, str]:
    return _texts({c: cell for (r, c), cell in sheet.cells.items() if r == top})


def _texts(cells: _Cells) -> dict[int, str]:
    return {number: shown(cell) for number, cell in cells.items()}


def _table_columns(
    table: Table, place: RawTable, headings: Mapping[int, str]
) -> dict[str, int]:
    """Return the column numbers by key; what the table lacks may stand beside it.

    Tables that stand side by side share headings, so its own come first.
    """
    inside = {n: h for n, h in headings.items() if place.left <= n <= place.right}
    return _columns(table, headings) | _columns(table, inside)


def _columns(table: Table, headings: Mapping[int, str]) -> dict[str, int]:
    """Return the column numbers by key; the first of two equal headings counts."""
    numbers: dict[str, int] = {}
    for number in sorted(headings, reverse=True):
        numbers[normalised(headings[number])] = number
    found: dict[str, int] = {}
    for column in table.columns:
        for heading in (column.heading, *column.formerly):
            if normalised(heading) in numbers:
                found.setdefault(column.key, numbers[normalised(heading)])
    return found


def _extra(
    place: RawTable, headings: Mapping[int, str], columns: Mapping[str, int]
) -> dict[int, str]:
    known = set(columns.values())
    inside = range(place.left, place.right + 1)
    return {n: headings.get(n, "") for n in inside if n not in known}


def _missing_columns(raw: RawWorkbook, table: Table, area: Area) -> list[Finding]:
    """Name the columns that are not there; formulas are never read, nor missed.

    Nor are columns that older tables may lack.
    """
    where = Location(raw.file, area.sheet, address(area.top, 1))
    return [
        demands.COLUMN_MISSING.finding(where, heading=column.heading)
        for column in table.columns
        if column.key not in area.columns
        and column.role is not Role.FORMULA
        and not column.optional
    ]


def rows_below_heading(raw: RawWorkbook, area: Area) -> Iterator[tuple[int, _Cells]]:
    """Yield (row number, cells) of the rows with content beneath the headings."""
    for row, cells in raw.sheets[area.sheet].rows():
        if row > area.top and not all(is_empty(cell) for cell in cells.values()):
            yield row, cells
