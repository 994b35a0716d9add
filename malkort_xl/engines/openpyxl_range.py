"""Cells of a file as xlwings knows them: values, formulas, fills and notes."""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING, Any, cast

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from xlwings import base_classes

from workbook_templates.builder.cells import excel_text
from workbook_templates.builder.styles import start_row, text_height
from workbook_templates.standard.raw import address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook

    Values = dict[tuple[str, int, int], object]
    Corner = tuple[int, int]

AUTHOR = "Målkort"
_TEXT_FORMAT = "@"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HEX = 6  # digits of RRGGBB
_LEAST_HEIGHT = 17.0  # points, of a row with one line
_NOTE_SIZE = (320, 140)  # pixels, width and height


def cached_values(formulas: Workbook, results: Workbook) -> Values:
    """Return the results of a workbook's formulas, by (sheet, row, column).

    openpyxl reads a formula that gives "" as one that was never calculated. In a
    workbook where any formula has a result all were calculated, so it is "" there.
    """
    found: Values = {}
    for sheet in formulas.worksheets:
        seen = results[sheet.title]
        for row in cast("Iterator[tuple[Cell, ...]]", sheet.iter_rows()):
            for cell in row:
                if cell.data_type == "f":
                    result = seen.cell(cell.row, cell.column).value
                    found[sheet.title, cell.row, cell.column] = result
    if any(value is not None for value in found.values()):
        return {place: "" if v is None else v for place, v in found.items()}
    return found


class Range(base_classes.Range):  # type: ignore[misc]
    """A rectangle of cells on a sheet of the engine."""

    row = column = 0  # xlwings' class has them without a setter

    def __init__(self, sheet: Any, arg1: Any, arg2: Any = None) -> None:  # noqa: ANN401 - as xlwings
        """Take an address, (row, column) or a range, and so for the other corner."""
        self.sheet, self.options = sheet, None
        top, left, bottom, right = _corners(arg1)
        if arg2 is not None:
            other = _corners(arg2)
            bottom, right = other[2], other[3]
        self.row, self.column, self._bottom, self._right = top, left, bottom, right

    @property
    def api(self) -> Cell:
        """Openpyxl's first cell."""
        return cast("Cell", self.sheet.api.cell(self.row, self.column))

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns."""
        return self._bottom - self.row + 1, self._right - self.column + 1

    @property
    def address(self) -> str:
        """The address without dollar signs."""
        first, last = address(self.row, self.column), address(self._bottom, self._right)
        return first if first == last else f"{first}:{last}"

    def __len__(self) -> int:
        """Return how many cells."""
        rows, columns = self.shape
        return rows * columns

    def __call__(self, row: int, column: int) -> Range:
        """Return a cell by its row and column in the range, from 1."""
        return Range(self.sheet, (self.row + row - 1, self.column + column - 1))

    @property
    def max_cells_per_read(self) -> None:
        """None: all is read at once."""

    @property
    def max_cells_per_write(self) -> None:
        """None: all is written at once."""

    @property
    def raw_value(self) -> list[list[object]]:
        """The values, a formula's as its result; texts are decoded."""
        return [[self._value(cell) for cell in row] for row in self._rows()]

    @raw_value.setter
    def raw_value(self, value: object) -> None:
        rows = value if isinstance(value, list) else None
        for number, row in enumerate(self._rows()):
            for index, cell in enumerate(row):
                self._dress(cell)
                _put(cell, rows[number][index] if rows else value)

    @property
    def formula(self) -> list[list[str]]:
        """The formulas, "" where a cell has none."""
        return [[_formula(cell) for cell in row] for row in self._rows()]

    @property
    def number_format(self) -> str:
        """The first cell's number format."""
        return str(self.api.number_format)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The first cell's fill; raises NotImplementedError for one that is no RGB."""
        fill = self.api.fill
        if fill.fill_type is None:
            return None
        if fill.fill_type != "solid" or fill.fgColor.type != "rgb":
            message = "only plain fills can be told"
            raise NotImplementedError(message)
        digits = str(fill.fgColor.rgb)[-_HEX:]
        red, green, blue = bytes.fromhex(digits)
        return red, green, blue

    @color.setter
    def color(self, value: str | None) -> None:
        """Fill every cell with "#RRGGBB", or take its fill away."""
        kind = ("solid", value.lstrip("#")) if value else ()
        fill = PatternFill(*kind)
        for row in self._rows():
            for cell in row:
                cell.fill = fill

    @property
    def note(self) -> Note | None:
        """The first cell's note."""
        return Note(self.api) if self.api.comment else None

    def add_note(self, text: str) -> Note:
        """Put a note on the cell."""
        width, height = _NOTE_SIZE
        note = Comment(excel_text(text), AUTHOR, height=height, width=width)
        self.api.comment = note
        return Note(self.api)

    def add_hyperlink(
        self, address: str, text_to_display: str = "", screen_tip: str | None = None
    ) -> None:
        """Write a text that leads to a place in the workbook, "#'Sheet'!A1"."""
        del screen_tip
        _put(self.api, text_to_display)
        target = address.lstrip("#")
        self.api.hyperlink = Hyperlink(
            ref=self.api.coordinate, location=target, display=text_to_display
        )

    def autofit(self, axis: str | None = None) -> None:
        """Let the rows be as high as their texts; what opens a file does not.

        axis: as xlwings has it; widths are never changed.
        """
        del axis
        widths = self.sheet.api.column_dimensions
        for row in self._rows():
            texts = [
                (str(cell.value), float(widths[cell.column_letter].width))
                for cell in row
                if isinstance(cell.value, str)
            ]
            start_row(self.sheet.api, row[0].row, text_height(texts, _LEAST_HEIGHT))

    def select(self) -> None:
        """Select the cells on their sheet."""
        for selection in self.sheet.api.sheet_view.selection:
            selection.activeCell = address(self.row, self.column)
            selection.sqref = self.address

    def _rows(self) -> Iterator[tuple[Cell, ...]]:
        rows = self.sheet.api.iter_rows(
            self.row, self._bottom, self.column, self._right
        )
        return cast("Iterator[tuple[Cell, ...]]", rows)

    def _value(self, cell: Cell) -> object:
        if cell.data_type == "f":
            value = self.sheet.book.values.get((self.sheet.name, cell.row, cell.column))
        else:
            value = cell.value
        return _decoded(value) if isinstance(value, str) else value

    def _dress(self, cell: Cell) -> None:
        """Let a cell without a style look as its column does, as Excel lets it."""
        column = self.sheet.api.column_dimensions.get(cell.column_letter)
        if column is not None and not cell.has_style:
            cell._style = copy(column._style)  # type: ignore[attr-defined]  # noqa: SLF001 - openpyxl has no other way


class Note(base_classes.Note):  # type: ignore[misc]
    """A cell's note."""

    api: Any = None

    def __init__(self, cell: Cell) -> None:
        """Keep the cell."""
        self.api = cell

    @property
    def text(self) -> str:
        """What it says."""
        return _decoded(self.api.comment.text) if self.api.comment else ""

    @text.setter
    def text(self, value: str) -> None:
        if self.api.comment:
            self.api.comment.text = excel_text(value)

    def delete(self) -> None:
        """Take the note away."""
        self.api.comment = None


def _corners(place: Any) -> tuple[int, int, int, int]:  # noqa: ANN401 - as xlwings
    """Return the top, left, bottom and right of an address, a corner or a range."""
    if isinstance(place, Range):
        rows, columns = place.shape
        return place.row, place.column, place.row + rows - 1, place.column + columns - 1
    if isinstance(place, str):
        left, top, right, bottom = range_boundaries(place)
        return top, left, bottom, right  # type: ignore[return-value]  # no whole rows
    row, column = place
    return row, column, row, column


def _formula(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, ArrayFormula):
        return str(value.text)
    return str(value) if cell.data_type == "f" else ""


def _put(cell: Cell, value: object) -> None:
    """Write a value as Excel takes it: "=" begins a formula, an apostrophe a text."""
    cell.hyperlink = None
    if isinstance(value, str):
        is_text = value.startswith("'") or cell.number_format == _TEXT_FORMAT
        text = excel_text(value.removeprefix("'"))
        cell.value = text or None
        if text and is_text:
            cell.data_type = "s"
        return
    cell.value = value  # type: ignore[assignment]


def _decoded(text: str) -> str:
    r"""Return a stored text as what it stands for; line breaks become `\n`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if "_x" not in lines:
        return lines
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), lines)
