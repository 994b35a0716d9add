"""The very hidden sheet: whose the workbook is, and which texts are the builder's."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import range_boundaries

from workbook_templates.builder.cells import cell_at, put
from workbook_templates.builder.surface_lines import surface_lines
from workbook_templates.standard.identity import (
    META_FIRST_ROW,
    META_KEY_COLUMN,
    META_VALUE_COLUMN,
    PROPERTIES,
    STATIC_CELL_COLUMN,
    STATIC_CHECKSUM_COLUMN,
    STATIC_FIRST_ROW,
    STATIC_SHEET_COLUMN,
    static_checksum,
)
from workbook_templates.standard.layout import META
from workbook_templates.standard.surfaces import (
    SURFACE_FIRST_ROW,
    SURFACE_RANGE_COLUMN,
    SURFACE_SHEET_COLUMN,
    SURFACE_WORD_COLUMN,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.canvas import Canvas

_SURFACE_COLUMNS = (SURFACE_SHEET_COLUMN, SURFACE_RANGE_COLUMN, SURFACE_WORD_COLUMN)


class MetaSheet:
    """Identity and checksums of one workbook, renewed each time it is filled."""

    def __init__(self, canvas: Canvas, named: Sequence[Cell]) -> None:
        """Add the sheet and list every static text; call when all else is drawn.

        named: the cells with a name of their own, which are not static.
        """
        workbook = canvas.workbook
        self._properties = workbook.custom_doc_props  # type: ignore[attr-defined]
        self._sheet = canvas.hidden_sheet(META, deep=True)
        for name in PROPERTIES.values():
            self._properties.append(StringProperty(name=name, value=""))
        self._checksums: dict[tuple[str, str], Cell] = {}
        own = {(c.parent.title, c.coordinate) for c in named}
        static = (c for c in _static_cells(canvas) if _place(c) not in own)
        for row, cell in enumerate(static, STATIC_FIRST_ROW):
            self._list(row, cell)
        for row, line in enumerate(surface_lines(canvas), SURFACE_FIRST_ROW):
            for column, text in zip(_SURFACE_COLUMNS, line, strict=True):
                put(cell_at(self._sheet, row, column), text)

    def identify(self, identity: Mapping[str, str]) -> None:
        """Write {named cell's key: value} for the keys in identity.PROPERTIES."""
        for row, (key, name) in enumerate(PROPERTIES.items(), META_FIRST_ROW):
            put(cell_at(self._sheet, row, META_KEY_COLUMN), name)
            put(cell_at(self._sheet, row, META_VALUE_COLUMN), identity[key])
            self._properties[name].value = identity[key]

    def renew(self, cell: Cell) -> None:
        """Note that a static text now reads otherwise."""
        put(self._checksums[_place(cell)], static_checksum(str(cell.value)))

    def _list(self, row: int, cell: Cell) -> None:
        """Write one line of the list."""
        sheet, address = _place(cell)
        put(cell_at(self._sheet, row, STATIC_SHEET_COLUMN), sheet)
        put(cell_at(self._sheet, row, STATIC_CELL_COLUMN), address)
        checksum = cell_at(self._sheet, row, STATIC_CHECKSUM_COLUMN)
        put(checksum, static_checksum(str(cell.value)))
        self._checksums[sheet, address] = checksum


def _static_cells(canvas: Canvas) -> Iterator[Cell]:
    """Yield the text cells of visible sheets that are no row of a table."""
    for sheet in canvas.workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        bodies = [
            cast("tuple[int, int, int, int]", range_boundaries(table.ref))
            for table in sheet.tables.values()
        ]
        for row in sheet.iter_rows():
            cells = cast("tuple[Cell, ...]", row)
            yield from (c for c in cells if c.data_type == "s" and not _in(c, bodies))


def _in(cell: Cell, tables: Sequence[tuple[int, int, int, int]]) -> bool:
    """Tell whether a cell is in a table below its headings."""
    return any(
        left <= cell.column <= right and top < cell.row <= bottom
        for left, top, right, bottom in tables
    )


def _place(cell: Cell) -> tuple[str, str]:
    """Return a cell's sheet and address."""
    return cast("Worksheet", cell.parent).title, cell.coordinate
