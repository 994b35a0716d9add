"""Builds the workbook of a period's status: tables that are only read and filtered."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workbook_templates.builder.canvas import UNIT_ROW, Canvas
from workbook_templates.builder.cells import cell_at, put
from workbook_templates.builder.conditional import Tints
from workbook_templates.builder.package import save
from workbook_templates.builder.printing import set_footer, set_up_print
from workbook_templates.builder.tables import add_records, fit_rows
from workbook_templates.builder.theme import theme_of
from workbook_templates.standard.raw import address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.cells import CellValue
    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.register import ScaleStep

    Rows = Sequence[Mapping[str, CellValue]]

_LANGUAGE = "sv-SE"
_NAMED_COLUMNS = 3  # stay in sight while the rest is scrolled


def build_status_book(
    tables: Sequence[tuple[Table, Rows]],
    subtitle: str,
    steps: Sequence[ScaleStep],
    theme: Mapping[str, str],
    path: Path,
) -> None:
    """Write tables to a workbook, a sheet each; an older file at the path is replaced.

    subtitle: below each sheet's title. steps: the words of the first column that are
    tinted, by the theme's codes. theme: a register's settings.
    """
    canvas = Canvas(theme_of(theme))
    for table, rows in tables:
        sheet = _add(canvas, table, rows, steps)
        put(cell_at(sheet, UNIT_ROW, 1), subtitle)
        set_footer(sheet, subtitle)
    workbook = canvas.workbook
    workbook.active = 0
    properties = workbook.properties
    properties.title, properties.language = subtitle, _LANGUAGE
    properties.creator = ""
    # A fixed day, so that the same status gives the same bytes.
    began = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    properties.created = properties.modified = began
    save(workbook, path)


def _add(
    canvas: Canvas, table: Table, rows: Rows, steps: Sequence[ScaleStep]
) -> Worksheet:
    sheet = canvas.sheet(table.sheet, len(table.columns))
    body = add_records(canvas, sheet, table, rows)
    fit_rows(body, rows, canvas.theme.heights["line"])
    first = table.columns[0].key
    Tints(canvas.theme).scale(sheet, body.cells(first), steps)
    frozen = min(_NAMED_COLUMNS, len(table.columns) - 1)
    sheet.freeze_panes = address(body.top, frozen + 1)
    set_up_print(sheet, repeat_headings=True)
    return sheet
