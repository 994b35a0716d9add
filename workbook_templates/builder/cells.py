"""Writing a value into a cell so that it is read back as it was."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

CellValue = str | int | Decimal | date | None

# What XML cannot hold, and what already looks like Excel's escape for it.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a sheet's cell (row and column from 1); no sheet here has merged cells."""
    return cast("Cell", sheet.cell(row, column))


def put(cell: Cell, value: CellValue) -> None:
    """Set a cell's value; a text stays text whatever it begins with.

    None and "" empty the cell. openpyxl's own setter makes "=1" a formula, cuts
    escaped texts and looks up a number format each time.
    """
    kind = "n"
    if isinstance(value, str) and value:
        value, kind = excel_text(value), "s"
    elif isinstance(value, date):
        kind = "d"
    elif isinstance(value, Decimal) and not value.is_finite():
        value, kind = str(value), "s"
    stored = None if value == "" else value
    cell._value = stored  # type: ignore[attr-defined]  # noqa: SLF001 - see above
    cell.data_type = kind


def put_formula(cell: Cell, formula: str) -> None:
    """Set a cell's formula, written with English names, commas and a leading "="."""
    cell.value = formula


def excel_text(text: str) -> str:
    """Return a text as a workbook stores it: control characters as `_x000B_`.

    A text that itself reads `_x000B_` has its first underscore escaped, so that
    it is not taken for the character. Line breaks become plain line feeds.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = _ESCAPE.sub("_x005F_", lines)
    return _UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", kept)
