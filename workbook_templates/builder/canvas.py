"""What every part of a workbook is built on: the workbook, its look, its sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from workbook_templates.builder.cells import cell_at, put, put_formula
from workbook_templates.builder.styles import Look, fix_row
from workbook_templates.standard.layout import HEADING_ROW
from workbook_templates.standard.raw import address, column_letters

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.cells import CellValue
    from workbook_templates.builder.theme import Theme
    from workbook_templates.standard.columns import Sheet

TITLE_ROW = 1
UNIT_ROW = 2
GUIDE_ROW = 3
_GAP_ROW = 4


class Canvas:
    """A workbook that is being drawn."""

    def __init__(self, theme: Theme) -> None:
        """Begin an empty workbook."""
        self.workbook = Workbook()
        self.theme = theme
        self.look = Look(self.workbook, theme)
        self._is_blank = True

    def sheet(self, sheet: Sheet, width: int = 1) -> Worksheet:
        """Add a sheet with its title band over `width` columns, gridlines off.

        The second row is for the unit; until it is known the title stands there too.
        """
        made = self._next_sheet(sheet.name)
        made.sheet_view.showGridLines = False
        self._band(made, TITLE_ROW, width, "title", sheet.title)
        self._band(made, UNIT_ROW, width, "band", sheet.title)
        self.write(made, GUIDE_ROW, 1, sheet.guide, "guide")
        heights = self.theme.heights
        for row, name in (
            (TITLE_ROW, "title"),
            (UNIT_ROW, "band"),
            (GUIDE_ROW, "guide"),
            (_GAP_ROW, "gap"),
        ):
            fix_row(made, row, heights[name])
        return made

    def hidden_sheet(self, sheet: Sheet, *, deep: bool = False) -> Worksheet:
        """Add a hidden sheet without a title; deep: Excel does not offer to show it."""
        made = self._next_sheet(sheet.name)
        made.sheet_state = "veryHidden" if deep else "hidden"
        return made

    def write(
        self, sheet: Worksheet, row: int, column: int, value: CellValue, style: str
    ) -> Cell:
        """Write a value in a named style; returns the cell."""
        cell = cell_at(sheet, row, column)
        self.look.dress(cell, style)
        put(cell, value)
        return cell

    def formula(
        self, sheet: Worksheet, row: int, column: int, formula: str, style: str
    ) -> Cell:
        """Write a formula (with "=") in a named style; returns the cell."""
        cell = cell_at(sheet, row, column)
        self.look.dress(cell, style)
        put_formula(cell, formula)
        return cell

    def define(self, name: str, formula: str) -> None:
        """Give a range, or a formula that makes one, a name for the whole workbook."""
        self.workbook.defined_names[name] = DefinedName(name, attr_text=formula)

    def _next_sheet(self, name: str) -> Worksheet:
        """Return a new last sheet; the workbook's own first one is used first."""
        if not self._is_blank:
            return cast("Worksheet", self.workbook.create_sheet(name))
        self._is_blank = False
        first = cast("Worksheet", self.workbook.worksheets[0])
        first.title = name
        return first

    def _band(
        self, sheet: Worksheet, row: int, width: int, style: str, text: str
    ) -> None:
        """Write a band: its text in the first column, its fill in all."""
        for column in range(1, width + 1):
            self.write(sheet, row, column, text if column == 1 else None, style)


def absolute(
    sheet: str, first: tuple[int, int], last: tuple[int, int] | None = None
) -> str:
    """Return a reference such as 'Mål'!$A$6:$A$25; first and last: (row, column)."""
    start, end = _fixed(*first), _fixed(*(last or first))
    place = f"'{sheet}'!{start}"
    return place if start == end else f"{place}:{end}"


def reference(top: int, left: int, bottom: int, right: int) -> str:
    """Return a range's address without its sheet, "A5:O25"; all 1-based."""
    return f"{address(top, left)}:{address(bottom, right)}"


def quoted(text: str) -> str:
    """Return a text as a formula says it."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def first_body_row() -> int:
    """Return the first row (1-based) below the headings."""
    return HEADING_ROW + 1


def _fixed(row: int, column: int) -> str:
    """Return an address with dollar signs."""
    return f"${column_letters(column)}${row}"
