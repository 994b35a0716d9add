"""Named tables: headings, body rows, and filling them with records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.worksheet.table import Table as NamedTable

from workbook_templates.builder.canvas import first_body_row, reference
from workbook_templates.builder.cells import cell_at, put
from workbook_templates.builder.styles import (
    cell_style,
    heading_style,
    start_row,
    text_height,
)
from workbook_templates.standard.columns import Choices, Role
from workbook_templates.standard.layout import HEADING_ROW
from workbook_templates.standard.raw import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.canvas import Canvas
    from workbook_templates.builder.cells import CellValue
    from workbook_templates.standard.columns import Column, Table

    Row = Mapping[str, CellValue]


_BOLD = 2  # characters that a bold word and its margins take beyond its letters


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a table on its sheet: its first row and column (1-based)."""

    table: Table
    sheet: Worksheet
    count: int
    left: int = 1
    top: int = HEADING_ROW + 1

    @property
    def bottom(self) -> int:
        """The last row."""
        return self.top + self.count - 1

    def letters(self, key: str) -> str:
        """Return the letters of a column."""
        return column_letters(self._number(key))

    def cells(self, key: str) -> str:
        """Return the address of a column's body, "B6:B25"."""
        letters = self.letters(key)
        return f"{letters}{self.top}:{letters}{self.bottom}"

    def place(self, key: str, index: int = 0) -> tuple[int, int]:
        """Return (row, column) of a column's cell; index counts rows from 0."""
        return self.top + index, self._number(key)

    def row_cells(self, index: int, keys: Sequence[str]) -> list[Cell]:
        """Return the cells of a row (from 0) for some columns, in their order."""
        row = self.top + index
        return [cell_at(self.sheet, row, self._number(key)) for key in keys]

    def _number(self, key: str) -> int:
        return self.left + self.table.columns.index(self.table.column(key))


def add_table(
    canvas: Canvas, sheet: Worksheet, table: Table, count: int, left: int = 1
) -> Body:
    """Add a named table of `count` body rows: headings, and cells in their styles."""
    for number, column in enumerate(table.columns, left):
        canvas.write(
            sheet, HEADING_ROW, number, column.heading, heading_style(column.kind)
        )
        sheet.column_dimensions[column_letters(number)].width = _width(column)
    start_row(sheet, HEADING_ROW, canvas.theme.heights["heading"])
    body = Body(table, sheet, max(count, 1), left)
    for row in range(body.top, body.bottom + 1):
        for number, column in enumerate(table.columns, left):
            canvas.look.dress(cell_at(sheet, row, number), cell_style_of(column))
    _name(body)
    return body


def add_records(
    canvas: Canvas,
    sheet: Worksheet,
    table: Table,
    rows: Sequence[Row],
    left: int = 1,
) -> Body:
    """Add a named table that holds rows of {column key: value}; {} is an empty row."""
    body = add_table(canvas, sheet, table, len(rows), left)
    fill(body, rows)
    return body


def fill(body: Body, rows: Sequence[Row]) -> None:
    """Write rows of {column key: value} into a table, from its first row."""
    for row, values in enumerate(rows, body.top):
        for number, column in enumerate(body.table.columns, body.left):
            put(cell_at(body.sheet, row, number), values.get(column.key))


def fit_rows(body: Body, rows: Sequence[Row], least: float) -> None:
    """Let a table's rows be as high as their texts need, `least` points or more."""
    widths = {column.key: column.width for column in body.table.columns}
    for row, values in enumerate(rows, body.top):
        texts = ((v, widths[k]) for k, v in values.items() if isinstance(v, str))
        start_row(body.sheet, row, text_height(texts, least))


def resize(body: Body, count: int) -> None:
    """Let a table have another number of body rows (at least one)."""
    named = body.sheet.tables[body.table.name]
    named.ref = _reference(body, count)
    if named.autoFilter:
        named.autoFilter.ref = named.ref


def perspective_cell(body: Body) -> str:
    """Return the first row's perspective, "$B6", or "" where a table has none."""
    asks = any(c.choices is Choices.LONG_TERM_GOALS for c in body.table.columns)
    return f"${body.letters('perspective')}{body.top}" if asks else ""


def cell_style_of(column: Column) -> str:
    """Return the name of a column's style."""
    return cell_style(column.role, column.kind)


def writable(table: Table) -> tuple[Column, ...]:
    """Return the columns that hold a card's values: all but formulas and row ids."""
    return tuple(c for c in table.columns if c.role in {Role.INPUT, Role.PREVIOUS})


def _width(column: Column) -> float:
    """Return a column's width in characters; no word of its heading is broken."""
    longest = max(map(len, re.split(r"[ -]", column.heading)))
    return max(column.width, longest + _BOLD)


def _name(body: Body) -> None:
    """Make the range a named table."""
    named = NamedTable(
        displayName=body.table.name, name=body.table.name, ref=_reference(body)
    )
    body.sheet.add_table(named)


def _reference(body: Body, count: int | None = None) -> str:
    """Return the range of headings and body."""
    bottom = body.bottom if count is None else body.top + count - 1
    right = body.left + len(body.table.columns) - 1
    return reference(first_body_row() - 1, body.left, bottom, right)
