"""The sheet of details: the named cells with their labels and a line of help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.builder.canvas import absolute
from workbook_templates.builder.printing import set_up_print
from workbook_templates.builder.styles import detail_style, fix_row, start_row
from workbook_templates.builder.validation import validate
from workbook_templates.standard.columns import Role
from workbook_templates.standard.layout import DETAILS, HEADING_ROW, NAMED_CELLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.canvas import Canvas
    from workbook_templates.standard.columns import NamedCell

_WIDTHS = {"A": 28, "B": 72, "C": 60}
_LABEL, _VALUE, _HELP = 1, 2, 3
_TALL = {"summary": 90}  # points to start from; other rows have room for one line
_REQUIRED = "Måste fyllas i."


def add_details(canvas: Canvas) -> dict[str, Cell]:
    """Add the sheet; returns {layout.NamedCell.key: cell}."""
    sheet = canvas.sheet(DETAILS, len(_WIDTHS))
    for letters, width in _WIDTHS.items():
        sheet.column_dimensions[letters].width = width
    written = [c for c in NAMED_CELLS if c.role is Role.INPUT]
    fixed = [c for c in NAMED_CELLS if c.role is not Role.INPUT]
    cells = _add_group(canvas, sheet, HEADING_ROW, "Fyll i", written)
    below = HEADING_ROW + len(written) + 2
    cells |= _add_group(canvas, sheet, below, "Enhet och period", fixed)
    set_up_print(sheet)
    return cells


def _add_group(
    canvas: Canvas, sheet: Worksheet, row: int, heading: str, group: Sequence[NamedCell]
) -> dict[str, Cell]:
    """Add a heading and named cells below it."""
    canvas.write(sheet, row, _LABEL, heading, "section")
    fix_row(sheet, row, canvas.theme.heights["section"])
    return {
        named.key: _add_cell(canvas, sheet, below, named)
        for below, named in enumerate(group, row + 1)
    }


def _add_cell(canvas: Canvas, sheet: Worksheet, row: int, named: NamedCell) -> Cell:
    """Add one named cell with its label, its help and its demands."""
    canvas.write(sheet, row, _LABEL, named.label, "label")
    cell = canvas.write(sheet, row, _VALUE, None, detail_style(named.role, named.kind))
    hint = f"{_REQUIRED} {named.help}" if named.required else named.help
    canvas.write(sheet, row, _HELP, hint, "note")
    canvas.define(named.name, absolute(sheet.title, (row, _VALUE)))
    if named.role is Role.INPUT:
        validate(sheet, cell.coordinate, named, named.label)
    start_row(sheet, row, _TALL.get(named.key, canvas.theme.heights["line"]))
    return cell
