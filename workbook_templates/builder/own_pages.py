"""The sheets that the ribbon writes on, with their headings and nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from workbook_templates.builder.printing import set_up_print
from workbook_templates.builder.styles import fix_row
from workbook_templates.builder.theme import Tint
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.own_sheets import (
    CHECK_COLUMNS,
    CHECK_HEADING_ROW,
    CHECK_SHEET,
    MEMORY_COLUMNS,
    MEMORY_FIRST_COLUMN,
    NEVER_CHECKED,
    PULLED_COLUMNS,
    PULLED_HEADING_ROW,
    PULLED_SHEET,
    SUMMARY_ROW,
)
from workbook_templates.standard.raw import address, column_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.canvas import Canvas
    from workbook_templates.builder.conditional import Tints
    from workbook_templates.standard.columns import Sheet
    from workbook_templates.standard.own_sheets import ListColumn

_TINTED_ROWS = 2000  # far more findings than a card has
_SEVERITY = 2  # column


def add_check_page(canvas: Canvas, tints: Tints) -> Worksheet:
    """Add the sheet for the findings; what cells looked like is kept beside them."""
    sheet = _page(canvas, CHECK_SHEET, CHECK_COLUMNS, CHECK_HEADING_ROW)
    canvas.write(sheet, SUMMARY_ROW, 1, NEVER_CHECKED, "section")
    fix_row(sheet, SUMMARY_ROW, canvas.theme.heights["section"])
    _head(canvas, sheet, MEMORY_COLUMNS, CHECK_HEADING_ROW, MEMORY_FIRST_COLUMN)
    for number in range(len(MEMORY_COLUMNS)):
        letters = column_letters(MEMORY_FIRST_COLUMN + number)
        sheet.column_dimensions[letters].hidden = True
    _tint_severities(canvas, sheet, tints)
    return sheet


def add_pulled_page(canvas: Canvas) -> Worksheet:
    """Add the sheet for the strategy goals that the goals refer to."""
    return _page(canvas, PULLED_SHEET, PULLED_COLUMNS, PULLED_HEADING_ROW)


def _page(
    canvas: Canvas, sheet: Sheet, columns: Sequence[ListColumn], heading_row: int
) -> Worksheet:
    made = canvas.sheet(sheet, len(columns))
    _head(canvas, made, columns, heading_row, 1)
    made.freeze_panes = address(heading_row + 1, 1)
    set_up_print(made)
    made.print_title_rows = f"{heading_row}:{heading_row}"
    return made


def _head(
    canvas: Canvas,
    sheet: Worksheet,
    columns: Sequence[ListColumn],
    row: int,
    first: int,
) -> None:
    """Write headings; what is written below them takes its style from the column."""
    for number, column in enumerate(columns, first):
        canvas.write(sheet, row, number, column.heading, "heading left")
        dimension = sheet.column_dimensions[column_letters(number)]
        dimension.width = column.width
        canvas.look.dress(cast("Cell", dimension), "text")


def _tint_severities(canvas: Canvas, sheet: Worksheet, tints: Tints) -> None:
    """Tint the word of each severity; the word itself says the same."""
    top = CHECK_HEADING_ROW + 1
    letters = column_letters(_SEVERITY)
    cells = f"{letters}{top}:{letters}{top + _TINTED_ROWS - 1}"
    colours = canvas.theme.colours
    for severity in Severity:
        if severity is Severity.WARNING:
            tint = Tint(colours["todo_fill"], colours["todo_text"])
        else:
            tint = canvas.theme.tint("ej")
        tints.where(sheet, cells, f'{letters}{top}="{severity.value}"', tint)
