"""The list of strategy goals that an author looks numbers up in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.builder.cells import cell_at
from workbook_templates.builder.printing import set_up_print
from workbook_templates.builder.register_rows import rows_of
from workbook_templates.builder.styles import cell_style
from workbook_templates.builder.tables import add_records, fit_rows
from workbook_templates.standard.columns import Role
from workbook_templates.standard.layout import STRATEGY_SHEET
from workbook_templates.standard.raw import address
from workbook_templates.standard.register_layout import STRATEGY_GOALS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.canvas import Canvas
    from workbook_templates.standard.register import Register


def add_strategy_page(canvas: Canvas, register: Register) -> Worksheet:
    """Add the sheet with a locked table of the register's strategy goals."""
    table = STRATEGY_GOALS
    sheet = canvas.sheet(STRATEGY_SHEET, len(table.columns))
    rows = rows_of(register, table) or [{}]
    body = add_records(canvas, sheet, table, rows)
    fit_rows(body, rows, canvas.theme.heights["line"])
    for row in range(body.top, body.bottom + 1):
        for number, column in enumerate(table.columns, 1):
            style = cell_style(Role.FIXED, column.kind)
            canvas.look.dress(cell_at(sheet, row, number), style)
    sheet.freeze_panes = address(body.top, 2)
    set_up_print(sheet, repeat_headings=True)
    return sheet
