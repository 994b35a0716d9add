"""A client of xlwings' remote engine: a workbook that it sends and changes.

The payload is as the JavaScript client of xlwings makes it, or the VBA client; the
actions that come back are done one by one on openpyxl's workbook, as Excel would
do them: a locked cell of a protected sheet refuses, and what was done before an
action that fails stays done. It knows few actions, and fails at any other.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, cast

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter, range_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import xlwings as xw
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    Action = Mapping[str, Any]
    Corners = tuple[int, int, int, int]

OFFICE_JS = "Office.js"
VBA = "VBA"
NOTES_SINCE = (1, 18)
LONGEST_TEXT = 32_767
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_VISIBILITY = {
    "visible": "Visible",
    "hidden": "Hidden",
    "veryHidden": "VeryHidden",
}


class AccessDeniedError(Exception):
    """The sheet is protected."""


class OfficeClient:
    """An open workbook in a program that is not there.

    api: the ExcelApi that the program has. selection: of the sheet in front, None
    where no cells are selected. formula_result: what every formula gives.
    """

    def __init__(
        self,
        path: Path,
        client: str = OFFICE_JS,
        api: tuple[int, int] = NOTES_SINCE,
        formula_result: object = "",
    ) -> None:
        self.workbook = load_workbook(path)
        self.name = path.name
        self.client, self.api = client, api
        self.selection: str | None = "A1"
        self.done: list[str] = []
        self._formula_result = formula_result

    def book(self) -> xw.Book:
        """Return the workbook as the server is given it: by way of JSON."""
        return remote_book(json.loads(json.dumps(self.payload())))

    def run(self, book: xw.Book) -> None:
        """Do the actions that a book has gathered."""
        for action in json.loads(json.dumps(book.json()))["actions"]:
            self.do(action)

    def front(self, sheet: str, selection: str | None = "A1") -> None:
        """Put a sheet in front, with a selection."""
        self.workbook.active = self.workbook.sheetnames.index(sheet)
        self.selection = selection

    def payload(self) -> dict[str, Any]:
        """Return what the client sends."""
        import xlwings  # noqa: PLC0415 - its version only

        front = cast("Worksheet", self.workbook.active)
        book = {
            "name": self.name,
            "active_sheet_index": self.workbook.sheetnames.index(front.title),
            "selection": self.selection,
        }
        if self.client == OFFICE_JS:
            book["calculation"] = "Automatic"
        return {
            "client": self.client,
            "version": xlwings.__version__,
            "book": book,
            "names": list(self._names()),
            "sheets": [self._sheet(sheet) for sheet in self.workbook.worksheets],
        }

    def _names(self) -> Iterator[dict[str, Any]]:
        for name in self.workbook.defined_names.values():
            places = list(name.destinations) if name.type == "RANGE" else []
            is_range = len(places) == 1
            if self.client == VBA and not is_range:
                continue
            sheet, address = places[0] if is_range else ("", "")
            entry = {
                "name": name.name,
                "sheet_index": self.workbook.sheetnames.index(sheet) if sheet else None,
                "address": address.replace("$", "") or None,
                "scope_sheet_name": None,
                "scope_sheet_index": None,
                "book_scope": True,
            }
            if self.client == OFFICE_JS:
                entry["refers_to"] = f"={name.attr_text}"
                entry["type"] = "Range" if is_range else "Error"
            yield entry

    def _sheet(self, sheet: Worksheet) -> dict[str, Any]:
        values = self._values(sheet)
        sent: dict[str, Any] = {
            "name": sheet.title,
            "values": values,
            "pictures": [],
            "tables": [self._table(t) for t in sheet.tables.values()],
        }
        if self.client == VBA:
            return sent
        last = f"{get_column_letter(len(values[0]))}{len(values)}"
        has_notes = self.api >= NOTES_SINCE
        notes = [
            {"address": cell.coordinate}
            for row in sheet.iter_rows()
            for cell in row
            if cell.comment
        ]
        return sent | {
            "visibility": _VISIBILITY[sheet.sheet_state],
            "show_gridlines": bool(sheet.sheet_view.showGridLines),
            "print_area": None,
            "notes": notes if has_notes else [],
            "notes_supported": has_notes,
            "used_range_address": f"A1:{last}" if values != [[""]] else None,
            "used_range_row_count": len(values),
            "used_range_column_count": len(values[0]),
            "shapes": [],
            "charts": [],
            "pivot_tables": [],
        }

    def _values(self, sheet: Worksheet) -> list[list[object]]:
        """Return the values from A1 to the last cell with one."""
        filled = [c for row in sheet.iter_rows() for c in row if c.value is not None]
        if not filled:
            return [[""]]
        bottom = max(cell.row for cell in filled)
        right = max(cell.column for cell in filled)
        rows = sheet.iter_rows(1, bottom, 1, right)
        return [[self._value(cell) for cell in row] for row in rows]

    def _value(self, cell: Any) -> object:  # noqa: ANN401 - openpyxl's
        value = self._formula_result if cell.data_type == "f" else cell.value
        if value is None:
            return "" if self.client == OFFICE_JS else None
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            value = datetime.combine(value, time())
        if isinstance(value, datetime):
            return value.isoformat(timespec="milliseconds") + "Z"
        if isinstance(value, str):
            return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
        return value

    def _table(self, table: Any) -> dict[str, Any]:  # noqa: ANN401 - openpyxl's
        left, top, right, bottom = cast("Corners", range_boundaries(table.ref))
        first, last = get_column_letter(left), get_column_letter(right)
        dollars = (
            (lambda a: re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", a))
            if (self.client == VBA)
            else str
        )
        sent = {
            "name": table.displayName,
            "range_address": dollars(table.ref),
            "header_row_range_address": dollars(f"{first}{top}:{last}{top}"),
            "data_body_range_address": dollars(f"{first}{top + 1}:{last}{bottom}"),
            "total_row_range_address": None,
            "show_headers": True,
            "show_totals": False,
            "table_style": "",
            "show_autofilter": False,
        }
        if self.client == VBA:
            return sent
        return sent | {
            "row_count": bottom - top + 1,
            "column_count": right - left + 1,
            "columns": [column.name for column in table.tableColumns],
            "show_table_style_first_column": False,
            "show_table_style_last_column": False,
            "show_table_style_row_stripes": False,
            "show_table_style_column_stripes": False,
        }

    def do(self, action: Action) -> None:
        """Do one action; raises KeyError for one that the client has not."""
        known = {
            "setValues": self._set_values,
            "setRangeColor": self._set_colour,
            "activateSheet": self._activate,
            "rangeSelect": self._select,
        }
        if self.client == OFFICE_JS and self.api >= NOTES_SINCE:
            known |= {
                "addNote": self._add_note,
                "setNoteText": self._set_note,
                "deleteNote": self._delete_note,
            }
        known[action["func"]](action)
        self.done.append(action["func"])

    def _set_values(self, action: Action) -> None:
        sheet, rows = self._cells(action)
        values = action["values"]
        shape = [len(line) for line in values]
        assert shape == [len(row) for row in rows], "the matrix must fit the range"
        cells = [cell for row in rows for cell in row]
        if sheet.protection.sheet and any(c.protection.locked for c in cells):
            raise AccessDeniedError(sheet.title)
        for cell, value in zip(
            cells, (v for line in values for v in line), strict=True
        ):
            _put(cell, value)

    def _set_colour(self, action: Action) -> None:
        sheet, rows = self._cells(action)
        if sheet.protection.sheet and sheet.protection.formatCells:
            raise AccessDeniedError(sheet.title)
        colour = action["args"][0]
        assert colour is None or re.fullmatch("#[0-9A-Fa-f]{6}", colour)
        fill = PatternFill("solid", fgColor=colour[1:]) if colour else PatternFill()
        for row in rows:
            for cell in row:
                cell.fill = fill

    def _activate(self, action: Action) -> None:
        sheet = self.workbook.worksheets[action["args"][0]]
        assert sheet.sheet_state == "visible"
        self.workbook.active = sheet

    def _select(self, action: Action) -> None:
        sheet, rows = self._cells(action)
        if self.client == VBA:
            assert self.workbook.active is sheet, "Select fails on a sheet behind"
        self.workbook.active = sheet
        self.selection = f"{rows[0][0].coordinate}"

    def _add_note(self, action: Action) -> None:
        cell = self._note_cell(action)
        assert cell.comment is None, "a note already exists"
        cell.comment = Comment(action["args"][1], "Excel")

    def _set_note(self, action: Action) -> None:
        cell = self._note_cell(action)
        assert cell.comment is not None, "there is no note"
        cell.comment = Comment(action["args"][1], "Excel")

    def _delete_note(self, action: Action) -> None:
        self._note_cell(action).comment = None

    def _note_cell(self, action: Action) -> Cell:
        sheet = self.workbook.worksheets[action["sheet_position"]]
        if sheet.protection.sheet and sheet.protection.objects:
            raise AccessDeniedError(sheet.title)
        cell: Cell = sheet[action["args"][0]]
        return cell

    def _cells(self, action: Action) -> tuple[Worksheet, list[tuple[Cell, ...]]]:
        sheet = self.workbook.worksheets[action["sheet_position"]]
        top, left = action["start_row"] + 1, action["start_column"] + 1
        bottom = top + action["row_count"] - 1
        right = left + action["column_count"] - 1
        return sheet, list(sheet.iter_rows(top, bottom, left, right))  # type: ignore[arg-type]


def _put(cell: Cell, value: object) -> None:
    """Write a value as Excel takes what a program enters into a cell."""
    is_text_cell = cell.number_format == "@"
    if isinstance(value, str):
        assert len(value) <= LONGEST_TEXT
        if value.startswith("'"):
            cell.value, cell.data_type = value[1:], "s"
            return
        if _ISO_DATE.fullmatch(value) and not is_text_cell:
            cell.value = datetime.fromisoformat(value)
            return
        if _NUMBER.fullmatch(value) and not is_text_cell:
            cell.value = float(value)
            return
        assert value[:1] not in ("+", "-", "@") or is_text_cell, "read as a formula"
        cell.value = value or None
        if is_text_cell and value:
            cell.data_type = "s"
        return
    cell.value = value  # type: ignore[assignment]


def remote_book(payload: dict[str, Any]) -> xw.Book:
    """Return the book of a payload on xlwings' remote engine.

    Its licence key for noncommercial use is checked without a network.
    """
    os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")
    import xlwings as xw  # noqa: PLC0415 - after the key
    from xlwings.pro import _xlremote  # noqa: PLC0415

    impl = _xlremote.engine.apps[0].books.open(json=payload)
    return xw.Book(impl=impl)
