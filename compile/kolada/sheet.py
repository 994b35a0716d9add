"""Cells of one table written into a workbook's own XML, and nothing else of it.

A workbook that the office keeps must not be loaded and saved by a library that
drops what it does not know. Here two parts are changed, the sheet and its table,
and in them only the cells that have a new value.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from workbook_templates.builder.cells import excel_text
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.raw import address, column_letters, column_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook_templates.builder.cells import CellValue
    from workbook_templates.standard.areas import Area

    Cells: TypeAlias = Mapping[int, Mapping[int, CellValue]]  # by row and column

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DAY_ZERO = date(1899, 12, 30)  # Excel's day number 0
_DAY_ZERO_1904 = date(1904, 1, 1)  # of workbooks from an old Excel for Mac


class SheetPart:
    """A sheet's XML while cells are written into it."""

    def __init__(self, xml: bytes, area: Area, *, from_1904: bool = False) -> None:
        """Parse the sheet; area is the table's place on it."""
        self._root = etree.fromstring(xml, _PARSER)
        self._ns = f"{{{etree.QName(self._root).namespace}}}"
        self._area = area
        self._day_zero = _DAY_ZERO_1904 if from_1904 else _DAY_ZERO
        self._data = _sheet_data(self._root, self._ns)
        self._rows = _rows_of(self._data)
        self._styles = self._column_styles()

    def write(self, cells: Cells) -> bytes:
        """Return the sheet with cells written; raises UsageError for a formula."""
        for row, values in sorted(cells.items()):
            for column, value in sorted(values.items()):
                self._put(row, column, value)
        self._widen(cells)
        return _xml(self._root)

    def _column_styles(self) -> dict[int, str]:
        """Return the style of each column's last cell in the table."""
        styles: dict[int, str] = {}
        for number, row in sorted(self._rows.items()):
            if self._area.top < number <= self._area.bottom:
                for column, cell in _cells_of(row).items():
                    if "s" in cell.attrib:
                        styles[column] = str(cell.get("s"))
        return styles

    def _put(self, row: int, column: int, value: CellValue) -> None:
        cell = self._cell(row, column)
        if cell.find(f"{self._ns}f") is not None:
            message = (
                f"{self._area.sheet}!{address(row, column)} är en formel, där ett "
                "värde ur Kolada ska stå. Ta bort formeln i Excel, spara och kör igen."
            )
            raise UsageError(message)
        for child in list(cell):
            cell.remove(child)
        for name in ("t", "cm", "vm"):  # what the old value was
            cell.attrib.pop(name, "")
        if isinstance(value, str) and value:
            cell.set("t", "inlineStr")
            text = etree.SubElement(
                etree.SubElement(cell, f"{self._ns}is"), f"{self._ns}t"
            )
            text.set(_SPACE, "preserve")
            text.text = excel_text(value)
        elif value not in {None, ""}:
            etree.SubElement(cell, f"{self._ns}v").text = self._number(value)

    def _number(self, value: CellValue) -> str:
        if isinstance(value, date):
            return str((value - self._day_zero).days)
        return f"{value:f}" if isinstance(value, Decimal) else str(value)

    def _cell(self, row: int, column: int) -> etree._Element:
        """Return a cell, made in its place where the sheet has none."""
        if row not in self._rows:
            made = etree.Element(f"{self._ns}row", r=str(row))
            before = sum(number < row for number in self._rows)
            self._data.insert(before, made)
            self._rows[row] = made
        cells = _cells_of(self._rows[row])
        if column in cells:
            return cells[column]
        cell = etree.Element(f"{self._ns}c", r=address(row, column))
        if column in self._styles:
            cell.set("s", self._styles[column])
        self._rows[row].attrib.pop("spans", "")  # mere advice, and now wrong
        self._rows[row].insert(sum(number < column for number in cells), cell)
        return cell

    def _widen(self, cells: Cells) -> None:
        """Let the size that the sheet declares take in what was written."""
        declared = self._root.find(f"{self._ns}dimension")
        if declared is not None and cells:
            right = max(self._area.columns.values())
            corner = str(declared.get("ref")).rpartition(":")[2]
            last = max(_row_of(corner), *cells)
            columns = max(right, _column_of(corner))
            declared.set("ref", f"A1:{address(last, columns)}")


def with_bottom(xml: bytes, bottom: int) -> bytes:
    """Return a table's XML whose last row is another, and its filter's with it.

    Raises UsageError where the table has a row of totals, which would be in the way.
    """
    root = etree.fromstring(xml, _PARSER)
    if root.get("totalsRowCount", "0") != "0":
        message = (
            f"Tabellen {root.get('displayName')} har en summarad. Ta bort den i Excel "
            "(fliken Tabelldesign, Summarad), spara och kör igen."
        )
        raise UsageError(message)
    filters = root.findall(f"{{{etree.QName(root).namespace}}}autoFilter")
    for element in (root, *filters):
        first, _, last = str(element.get("ref")).partition(":")
        right = column_letters(_column_of(last or first))
        element.set("ref", f"{first}:{right}{bottom}")
    return _xml(root)


def _rows_of(data: etree._Element) -> dict[int, etree._Element]:
    """Return a sheet's rows by number; one without follows the one before."""
    rows: dict[int, etree._Element] = {}
    last = 0
    for row in data.iterchildren(tag=etree.Element):
        last = int(row.get("r") or last + 1)
        row.set("r", str(last))
        rows[last] = row
    return rows


def _cells_of(row: etree._Element) -> dict[int, etree._Element]:
    """Return a row's cells by column; one without a place follows the one before."""
    cells: dict[int, etree._Element] = {}
    last = 0
    for cell in row.iterchildren(tag=etree.Element):
        last = _column_of(cell.get("r") or "") or last + 1
        cell.set("r", f"{column_letters(last)}{row.get('r')}")
        cells[last] = cell
    return cells


def _column_of(reference: str) -> int:
    """Return the column of "K12", 0 where there is none."""
    return column_number("".join(filter(str.isalpha, reference)))


def _row_of(reference: str) -> int:
    """Return the row of "K12", 0 where there is none."""
    return int("".join(filter(str.isdigit, reference)) or 0)


def _sheet_data(root: etree._Element, namespace: str) -> etree._Element:
    """Return the rows' element, which every sheet has."""
    found = root.find(f"{namespace}sheetData")
    if found is None:  # then no table was read there
        raise ValueError(root.tag)
    return found


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
