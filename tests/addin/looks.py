"""How a workbook looks, for comparing it with itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.own_sheets import OWN_SHEETS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell

OWN = {sheet.name for sheet in OWN_SHEETS}


def fill_of(cell: Cell | MergedCell) -> str:
    """Return a fill as RRGGBB, "" for none."""
    return str(cell.fill.fgColor.rgb)[-6:] if cell.fill.fill_type else ""


def look(book: Workbook) -> dict[str, tuple[object, str, str]]:
    """Return each cell's value, fill and note; the tool's own sheets are left out."""
    return {
        f"{sheet.title}!{cell.coordinate}": (
            cell.value,
            fill_of(cell),
            cell.comment.text if cell.comment else "",
        )
        for sheet in book.worksheets
        if sheet.title not in OWN
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style or cell.comment
    }


def changes(
    before: dict[str, tuple[object, str, str]],
    after: dict[str, tuple[object, str, str]],
) -> dict[str, tuple[object, str, str]]:
    """Return how the cells look that look otherwise than before."""
    return {k: v for k, v in after.items() if before.get(k) != v}
