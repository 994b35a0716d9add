"""Finding places in a built workbook as its readers do: by names, never letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from zipfile import ZipFile

from openpyxl.utils import range_boundaries

from workbook_templates.builder.cells import cell_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.standard.columns import Table


def named(workbook: Workbook, name: str) -> Cell:
    """Return the cell that a defined name points to."""
    ((sheet, place),) = workbook.defined_names[name].destinations
    cell: Cell = workbook[sheet][place.replace("$", "")]
    return cell


def words_of(workbook: Workbook, name: str) -> list[object]:
    """Return the values of the cells that a defined name points to."""
    ((sheet, place),) = workbook.defined_names[name].destinations
    cells = workbook[sheet][place.replace("$", "")]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    return [cell.value for row in rows for cell in row]


def sheet_of(workbook: Workbook, table: Table) -> Worksheet:
    """Return the sheet that has a named table."""
    return next(s for s in workbook.worksheets if table.name in s.tables)


def rows_of(workbook: Workbook, table: Table) -> list[dict[str, Cell]]:
    """Return a table's body rows as {column's key: cell}, by the heading cells."""
    return list(_rows(sheet_of(workbook, table), table))


def _rows(sheet: Worksheet, table: Table) -> Iterator[dict[str, Cell]]:
    bounds = range_boundaries(sheet.tables[table.name].ref)
    left, top, right, bottom = cast("tuple[int, int, int, int]", bounds)
    keys = {column.heading: column.key for column in table.columns}
    headings = [sheet.cell(top, n).value for n in range(left, right + 1)]
    for row in range(top + 1, bottom + 1):
        yield {
            keys[str(heading)]: cell_at(sheet, row, number)
            for number, heading in enumerate(headings, left)
        }


def parts(path: Path) -> dict[str, bytes]:
    """Return {name: bytes} of the parts of a file."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
