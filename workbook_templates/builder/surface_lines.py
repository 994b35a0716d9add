"""The list of formulas and fills that readers in a browser cannot see."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from workbook_templates.standard.own_sheets import OWN_SHEETS
from workbook_templates.standard.surfaces import FORMULA, blocks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.canvas import Canvas

    Place = tuple[int, int]
    Rows = Iterator[tuple[Any, ...]]  # of cells, which are never merged here

_OWN = {sheet.name for sheet in OWN_SHEETS}


def surface_lines(canvas: Canvas) -> Iterator[tuple[str, str, str]]:
    """Yield (sheet, range, FORMULA or "RRGGBB") of every visible sheet.

    Fills are those of open cells; nobody marks the others.
    """
    for sheet in canvas.workbook.worksheets:
        if sheet.sheet_state == "visible" and sheet.title not in _OWN:
            for word, places in _places(sheet).items():
                for block in blocks(places):
                    yield sheet.title, str(block), word


def _places(sheet: Worksheet) -> dict[str, list[Place]]:
    """Return the (row, column) places of formulas and of each fill."""
    known: dict[tuple[int, int], str] = {}  # styles are few, cells are many
    found: dict[str, list[Place]] = {}
    for row in cast("Rows", sheet.iter_rows()):
        for cell in row:
            if cell.data_type == "f":
                found.setdefault(FORMULA, []).append((cell.row, cell.column))
            style = cell._style  # noqa: SLF001 - as in Look
            if style is None:  # a cell that was only passed over
                continue
            key = (style.fillId, style.protectionId)
            if key not in known:
                known[key] = _open_fill(cell)
            if known[key]:
                found.setdefault(known[key], []).append((cell.row, cell.column))
    return found


def _open_fill(cell: Cell) -> str:
    """Return an open cell's fill, "" for a locked cell or one without."""
    if cell.protection.locked or cell.fill.fill_type != "solid":
        return ""
    return str(cell.fill.fgColor.rgb)[-6:]
