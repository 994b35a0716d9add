"""An open workbook made the one form that all readers make: RawWorkbook.

Everything is read before anything is written, one read a sheet. What a client
cannot tell is taken as the standard has it:

* A browser tells no formulas and no number formats. The builder's formulas are
  known from its list (standard.surfaces) and by their columns; a formula that was
  written over, and one that somebody typed beside the fields, look like any
  value. A number that is shown as a percentage looks like 0.95, and not 95.
* The custom document properties are nowhere told; the hidden sheet says the same.

A client that can tell more may send it along, as `Seen`.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from workbook_templates.standard.areas import find_area
from workbook_templates.standard.columns import Role
from workbook_templates.standard.layout import NAMED_CELLS, SHEETS, TABLES
from workbook_templates.standard.raw import (
    CellKind,
    RawCell,
    RawSheet,
    RawTable,
    RawWorkbook,
    address,
)
from workbook_templates.standard.surfaces import Block, Surfaces, surfaces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import xlwings as xw

    from workbook_templates.standard.raw import RawValue

    Place = tuple[int, int]
    Formulas = Sequence[Sequence[str]] | None

MOST_ROWS = 20_000  # of a sheet; one that is formatted to its end is read in part
MOST_COLUMNS = 500
REMOTE = "remote"  # the type of the engine whose client is a browser, or VBA by HTTP
FILE = "reader"  # the type of the engine that works on a file

_ERRORS = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|[A-Z_]+!)")
_NAMES = {cell.name for cell in NAMED_CELLS}
_HIDDEN = {sheet.name for sheet in SHEETS if sheet.hidden}
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Seen:
    """What a client saw beside the values, by sheet name and cell address.

    percent: cells shown as a percentage. formulas: cells with a formula. fills:
    the cells' own fills, "#RRGGBB"; a cell that is left out has none, and None
    means that fills were not looked at.
    """

    percent: frozenset[tuple[str, str]] = frozenset()
    formulas: frozenset[tuple[str, str]] | None = None
    fills: Mapping[tuple[str, str], str] | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A book as it was read: its cells, the builder's list, and what was seen."""

    raw: RawWorkbook
    surfaces: Surfaces = field(default_factory=Surfaces)
    seen: Seen = field(default_factory=Seen)


def read_book(book: xw.Book, seen: Seen | None = None) -> Snapshot:
    """Read all of an open workbook."""
    engine = book.app.engine.type
    sheets = {sheet.name: _read_sheet(sheet, engine) for sheet in book.sheets}
    raw = RawWorkbook(book.name, sheets, _tables(book), _names(book))
    known = seen or Seen()
    listed = surfaces(raw)
    if engine == REMOTE:
        raw = _with_formulas(raw, listed, known)
    return Snapshot(raw, listed, known)


def forget_values() -> None:
    """Empty the cache in which xlwings keeps every value that a client has sent.

    It has no limit; a server must keep nothing of a workbook.
    """
    remote = sys.modules.get("xlwings.pro._xlremote")
    if remote is not None:
        remote.get_range_api.cache_clear()


def _read_sheet(sheet: xw.Sheet, engine: str) -> RawSheet:
    used = sheet.used_range
    rows, columns = used.shape
    last = (
        min(used.row + rows - 1, MOST_ROWS),
        min(used.column + columns - 1, MOST_COLUMNS),
    )
    cells = sheet.range((1, 1), last)
    values = cells.options(ndim=2, err_to_str=True).value
    formulas = None if engine == REMOTE else _matrix(cells.formula)
    found = dict(_cells(values, formulas, is_file=engine == FILE))
    if engine != REMOTE:
        found = _with_percent(sheet, found)
    return RawSheet(sheet.name, sheet.name in _HIDDEN, found)


def _matrix(value: Any) -> Formulas:  # noqa: ANN401 - what xlwings gives
    """Return formulas as rows; xlwings gives one cell's as a text."""
    if isinstance(value, str):
        return [[value]]
    if value and isinstance(value[0], str):
        return [value]
    return value  # type: ignore[no-any-return]


def _cells(
    values: Sequence[Sequence[object]], formulas: Formulas, *, is_file: bool
) -> Iterator[tuple[Place, RawCell]]:
    """Yield the cells that hold anything, by (row, column).

    In a file a formula without a value was never calculated; in a program that
    calculates it gives "".
    """
    for row, line in enumerate(values, 1):
        for column, value in enumerate(line, 1):
            text = formulas[row - 1][column - 1] if formulas else ""
            is_formula = text.startswith("=") and text != value
            if value is None and is_formula:
                kind = CellKind.UNCACHED if is_file else CellKind.VALUE
                yield (row, column), RawCell(None, kind, formula=True)
            elif value not in (None, ""):
                yield (row, column), _cell(value, formula=is_formula)


def _cell(value: object, *, formula: bool) -> RawCell:
    if isinstance(value, str) and _ERRORS.fullmatch(value):
        return RawCell(value, CellKind.ERROR, formula)
    return RawCell(_plain(value), CellKind.VALUE, formula)


def _plain(value: object) -> RawValue:
    """Return a value as RawCell has it; whole numbers may come as int or float."""
    if isinstance(value, str | bool | date):
        return value
    if isinstance(value, time):
        seconds = (value.hour * 60 + value.minute) * 60 + value.second
        return Decimal(repr(seconds / _SECONDS_A_DAY))
    if isinstance(value, int | float):
        return _number(float(value))
    return str(value)


def _number(value: float) -> Decimal:
    return Decimal(int(value)) if value.is_integer() else Decimal(repr(value))


def _with_percent(sheet: xw.Sheet, cells: dict[Place, RawCell]) -> dict[Place, RawCell]:
    """Return the cells with those numbers told that are shown as a percentage."""
    numbers = {p for p, cell in cells.items() if isinstance(cell.value, Decimal)}
    for place in numbers:
        if "%" in str(sheet.range(place).number_format):
            cells[place] = replace(cells[place], percent=True)
    return cells


def _tables(book: xw.Book) -> dict[str, RawTable]:
    found = {}
    for sheet in book.sheets:
        for table in sheet.tables:
            cells = table.range
            rows, columns = cells.shape
            bottom, right = cells.row + rows - 1, cells.column + columns - 1
            place = (cells.row, cells.column, bottom, right)
            found[table.name] = RawTable(table.name, sheet.name, *place)
    return found


def _names(book: xw.Book) -> dict[str, tuple[str, int, int]]:
    """Return the places of the layout's named cells."""
    found = {}
    for name in book.names:
        if name.name in _NAMES:
            # Each engine has its own error for a name whose cell is gone.
            with suppress(Exception):
                cell = name.refers_to_range
                found[name.name] = (cell.sheet.name, cell.row, cell.column)
    return found


def _with_formulas(raw: RawWorkbook, listed: Surfaces, seen: Seen) -> RawWorkbook:
    """Return a workbook with what is known of its formulas and percentages."""
    columns = tuple(_formula_blocks(raw))
    sheets = {}
    for sheet in raw.sheets.values():
        mine = [block for name, block in columns if name == sheet.name]
        cells = {}
        for place, told in sheet.cells.items():
            spot = (sheet.name, address(*place))
            if seen.formulas is None:
                is_formula = listed.is_formula(sheet.name, place)
                is_formula = is_formula or any(place in block for block in mine)
            else:
                is_formula = spot in seen.formulas
            is_percent = spot in seen.percent
            cells[place] = (
                replace(told, formula=is_formula, percent=is_percent)
                if is_formula or is_percent
                else told
            )
        sheets[sheet.name] = replace(sheet, cells=cells)
    return replace(raw, sheets=sheets)


def _formula_blocks(raw: RawWorkbook) -> Iterator[tuple[str, Block]]:
    """Yield the columns that Excel computes, from below the headings to the end."""
    for table in TABLES:
        area, _ = find_area(raw, table)
        for column in table.columns if area else ():
            if area and column.role is Role.FORMULA and column.key in area.columns:
                number = area.columns[column.key]
                yield area.sheet, Block(area.top + 1, number, MOST_ROWS, number)


def selection(book: xw.Book) -> tuple[str, tuple[Block, ...]]:
    """Return the sheet in front and the cells that are selected on it.

    xlwings asks the book that was opened last, which on a server may be another
    user's; the client's own answer stands in what it sent.
    """
    if book.app.engine.type == REMOTE:
        sent = book.impl.api
        sheet = sent["sheets"][sent["book"]["active_sheet_index"]]["name"]
        text = sent["book"]["selection"] or ""
    else:
        selected = book.app.selection
        if selected is None:
            return "", ()
        sheet, text = selected.sheet.name, selected.address
    found = (Block.parse(part.rsplit("!", 1)[-1]) for part in text.split(","))
    return sheet, tuple(block for block in found if block)
