"""Protection against slips, not against people: there is no password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.workbook.protection import WorkbookProtection

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def protect_sheet(sheet: Worksheet) -> None:
    """Lock the locked cells; rows and columns may be resized, rows filtered.

    In the file, False means that something is allowed. Cells may be formatted,
    since the ribbon marks them with a fill and nothing can take a protection off.
    """
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = False
    protection.formatRows = False
    protection.formatColumns = False
    protection.sort = False
    protection.autoFilter = False


def protect_structure(workbook: Workbook) -> None:
    """Keep sheets from being added, renamed, moved and deleted."""
    workbook.security = WorkbookProtection(lockStructure=True)
