r"""A workbook drawn inside a test as Markdown tables.

    raw = raw_from_markdown('''
        ## Uppgifter
        | Fält              | Värde      |
        |-------------------|------------|
        | Ansvarig funktion | Enhetschef |

        ## Mål (tblMal)
        | Mål-id | Perspektiv      | Mål           | Från år | Måluppfyllelse |
        |--------|-----------------|---------------|---------|----------------|
        | M1     | Medborgare/kund | Öppna längre  | 2026    | Uppfyllt       |
    ''')

What is drawn is a workbook as its author sees it: the headings of a table stand
on row layout.HEADING_ROW, its first row on the next, and a drawn row without
content keeps its place. What is not drawn is as the builder leaves it: columns
that are left out are there and empty, tables that are left out likewise, and
the identity is that of unit E1 for 2026-T2 (see tests.helpers.registers).

A cell is what Excel makes of what is typed in such a column:

    12,5   -3      a number, in a column of numbers
    95 %           a number with percent format (0.95), in a column of numbers
    2026-09-10     a date, in a column of dates
    "95 %"         a text, whatever the column
    =12  =         a formula with that result, and one without a stored result
    #REF!          an error value
    \n  \|         a line break, a vertical bar

Other sections:

    ## Egenskaper       | Egenskap | Värde |   custom document properties
    ## _meta            | Nyckel   | Värde |   the hidden identity
    ## Celler           | Cell     | Värde |   single cells: Mål!D2

An empty value takes away what the builder would have written. The drawing may
be indented, and a table may be named in its sheet's heading or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.helpers.registers import UNIT_ID
from workbook_templates.standard.columns import Column, Kind, Role, Table
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
from workbook_templates.standard.layout import (
    DETAILS,
    HEADING_ROW,
    META,
    NAMED_CELLS,
    STANDARD_VERSION,
    TABLES,
)
from workbook_templates.standard.raw import (
    CellKind,
    RawCell,
    RawSheet,
    RawTable,
    RawWorkbook,
    address,
    column_number,
)
from workbook_templates.standard.register_layout import REGISTER_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbook_templates.standard.columns import NamedCell

PROPERTIES_SECTION = "Egenskaper"
CELLS_SECTION = "Celler"
FILE = "Kort.xlsx"
LABEL_COLUMN = 1
VALUE_COLUMN = 2

DEFAULT_DETAILS = {
    "unit_id": UNIT_ID,
    "unit_name": "Exempelenhet Ån",
    "level": "enhet",
    "parent": "Exempelavdelning Norr",
    "period": "2026-T2",
    "deadline": "2026-09-20",
    "version": STANDARD_VERSION,
    "responsible": "Enhetschef",
}

_SECTION = re.compile(r"##\s+(?P<sheet>[^(]+?)\s*(?:\((?P<table>\w+)\))?\s*")
_RULE = re.compile(r":?-+:?")
_BAR = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"(?P<digits>-?\d+(?:[.,]\d+)?)\s*(?P<percent>%?)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ERROR = re.compile(r"#(REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!|SPILL!)")
_PLACE = re.compile(r"(?P<sheet>.+)!(?P<letters>[A-Z]+)(?P<row>\d+)")


def raw_from_markdown(
    text: str = "", *, file: str = FILE, complete: bool = True
) -> RawWorkbook:
    """Return a scorecard workbook drawn as Markdown.

    complete=False draws only the columns and tables of the text, no others; the
    identity is there all the same.
    """
    book = _Book(file=file, complete=complete)
    sections = _sections(text)
    details = [section for section in sections if section.sheet == DETAILS.name]
    book.add_details([row for section in details for row in section.rows])
    book.add_sections(s for s in sections if s not in details)
    if complete:
        book.add_missing(TABLES)
    return book.workbook()


def register_from_markdown(
    text: str = "", *, file: str = "styrregister.xlsx", complete: bool = True
) -> RawWorkbook:
    """Return a register workbook drawn as Markdown, without any identity."""
    book = _Book(file=file, complete=complete)
    book.add_sections(_sections(text))
    if complete:
        book.add_missing(REGISTER_TABLES)
    return book.workbook()


def with_cell(
    raw: RawWorkbook, place: str, cell: RawCell | str | Decimal | None
) -> RawWorkbook:
    """Return the workbook with one cell replaced; None empties it.

    place is like "Mål!D6"; a sheet that is not there is added.
    """
    sheet_name, row, column = _parsed_place(place)
    sheet = raw.sheets.get(sheet_name, RawSheet(sheet_name))
    cells = dict(sheet.cells)
    cells.pop((row, column), None)
    if cell is not None:
        cells[row, column] = cell if isinstance(cell, RawCell) else RawCell(cell)
    sheets = {**raw.sheets, sheet_name: replace(sheet, cells=cells)}
    return replace(raw, sheets=sheets)


def typed(text: str, kind: Kind = Kind.TEXT) -> RawCell | None:
    """Return the cell that Excel makes of a typed text; None of an empty one."""
    if not text:
        return None
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        return RawCell(_unescaped(text[1:-1]))
    if text == "=":
        return RawCell(None, CellKind.UNCACHED, formula=True)
    if text.startswith("="):
        inner = typed(text[1:], kind)
        return replace(inner, formula=True) if inner else None
    if _ERROR.fullmatch(text):
        return RawCell(text, CellKind.ERROR)
    return _converted(text, kind)


def _converted(text: str, kind: Kind) -> RawCell:
    number = _NUMBER.fullmatch(text)
    if number and kind in (Kind.NUMBER, Kind.INTEGER):
        value = Decimal(number["digits"].replace(",", "."))
        if number["percent"]:
            return RawCell(value / 100, percent=True)
        return RawCell(value)
    if _DATE.fullmatch(text) and kind is Kind.DATE:
        return RawCell(date.fromisoformat(text))
    return RawCell(_unescaped(text))


def _unescaped(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\|", "|")


@dataclass(frozen=True)
class _Section:
    """A drawn section; rows do not include the headings."""

    sheet: str
    table: str | None
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def _sections(text: str) -> list[_Section]:
    found: list[_Section] = []
    for part in re.split(r"(?m)^\s*(?=## )", text):
        lines = [line.strip() for line in part.strip().splitlines()]
        match = _SECTION.fullmatch(lines[0]) if lines else None
        if match is None:
            continue
        drawn = [_cells(line) for line in lines[1:] if line.startswith("|")]
        rows = [row for row in drawn if not all(map(_RULE.fullmatch, row))]
        headings = rows[0] if rows else ()
        found.append(
            _Section(match["sheet"], match["table"], headings, tuple(rows[1:]))
        )
    return found


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in _BAR.split(line)[1:-1])


def _parsed_place(place: str) -> tuple[str, int, int]:
    match = _PLACE.fullmatch(place)
    if match is None:
        message = f"no place in a workbook: {place}"
        raise ValueError(message)
    return match["sheet"], int(match["row"]), column_number(match["letters"])


def _layout_table(section: _Section) -> Table | None:
    """Return the layout's table by its name, else by its sheet's name."""
    tables = (*TABLES, *REGISTER_TABLES)
    by_name = [table for table in tables if table.name == section.table]
    by_sheet = [table for table in tables if table.sheet.name == section.sheet]
    return next(iter((*by_name, *by_sheet)), None)


@dataclass
class _Book:
    """A workbook under construction: cells by sheet, tables, names, properties."""

    file: str
    complete: bool
    sheets: dict[str, dict[tuple[int, int], RawCell]] = field(default_factory=dict)
    tables: dict[str, RawTable] = field(default_factory=dict)
    names: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)

    def put(self, sheet: str, row: int, column: int, cell: RawCell | None) -> None:
        cells = self.sheets.setdefault(sheet, {})
        if cell is not None:
            cells[row, column] = cell

    def add_details(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Write the named cells below each other and the identity that they give."""
        values = DEFAULT_DETAILS | {_named(row[0]).key: row[1] for row in rows}
        for row, cell in enumerate(NAMED_CELLS, start=HEADING_ROW):
            self.put(DETAILS.name, row, LABEL_COLUMN, RawCell(cell.label))
            value = typed(values.get(cell.key, ""), cell.kind)
            self.put(DETAILS.name, row, VALUE_COLUMN, value)
            self.names[cell.name] = (DETAILS.name, row, VALUE_COLUMN)
        self.add_identity(
            {name: values[key] for key, name in PROPERTIES.items() if values[key]}
        )
        self.add_static_list()

    def add_identity(self, values: Mapping[str, str]) -> None:
        self.properties.update(values)
        for row, (name, value) in enumerate(values.items(), start=META_FIRST_ROW):
            self.put(META.name, row, META_KEY_COLUMN, RawCell(name))
            self.put(META.name, row, META_VALUE_COLUMN, RawCell(value))

    def add_static_list(self) -> None:
        """List the labels on the hidden sheet, as the builder does."""
        details = self.sheets[DETAILS.name].items()
        labels = [(place, cell) for place, cell in details if place[1] == LABEL_COLUMN]
        for row, (place, cell) in enumerate(labels, start=STATIC_FIRST_ROW):
            checksum = Decimal(static_checksum(str(cell.value)))
            self.put(META.name, row, STATIC_SHEET_COLUMN, RawCell(DETAILS.name))
            self.put(META.name, row, STATIC_CELL_COLUMN, RawCell(address(*place)))
            self.put(META.name, row, STATIC_CHECKSUM_COLUMN, RawCell(checksum))

    def add_sections(self, sections: Iterator[_Section] | list[_Section]) -> None:
        for section in sections:
            if section.sheet == PROPERTIES_SECTION:
                self.set_properties(section.rows)
            elif section.sheet == CELLS_SECTION:
                self.set_cells(section.rows)
            elif section.sheet == META.name:
                self.set_meta(section.rows)
            else:
                self.add_table(section)

    def set_properties(self, rows: tuple[tuple[str, ...], ...]) -> None:
        self.properties.update({row[0]: row[1] for row in rows})
        self.properties = {k: v for k, v in self.properties.items() if v}

    def set_meta(self, rows: tuple[tuple[str, ...], ...]) -> None:
        cells = self.sheets.setdefault(META.name, {})
        places = {cells[r, c].value: r for r, c in cells if c == META_KEY_COLUMN}
        for key, value in rows:
            row = places.get(key, META_FIRST_ROW)
            cells[row, META_KEY_COLUMN] = RawCell(key)
            cells[row, META_VALUE_COLUMN] = RawCell(value)

    def set_cells(self, rows: tuple[tuple[str, ...], ...]) -> None:
        for place, value in rows:
            self.put(*_parsed_place(place), typed(value, Kind.NUMBER))

    def add_table(self, section: _Section) -> None:
        """Write a table's headings and rows; without a name it is mere cells."""
        table = _layout_table(section)
        columns = self.columns_of(section, table)
        for number, (heading, column) in enumerate(columns, start=1):
            self.put(section.sheet, HEADING_ROW, number, RawCell(heading))
            drawn = _drawn(section, heading)
            for row, text in enumerate(drawn, start=HEADING_ROW + 1):
                cell = _cell_of(text, column)
                self.put(section.sheet, row, number, cell)
        if section.table:
            bottom = HEADING_ROW + max(1, len(section.rows))
            self.tables[section.table] = RawTable(
                section.table, section.sheet, HEADING_ROW, 1, bottom, len(columns)
            )

    def columns_of(
        self, section: _Section, table: Table | None
    ) -> list[tuple[str, Column | None]]:
        """Return (heading, column) of a table as it is to stand in the sheet."""
        named = {
            heading: column
            for column in (table.columns if table else ())
            for heading in (column.heading, *column.formerly)
        }
        drawn = {named[h].key: h for h in section.headings if h in named}
        if table is None or not self.complete:
            return [(h, named.get(h)) for h in section.headings]
        standing = [(drawn.get(c.key, c.heading), c) for c in table.columns]
        return [*standing, *((h, None) for h in section.headings if h not in named)]

    def add_missing(self, tables: Sequence[Table]) -> None:
        """Add the tables that were not drawn, empty."""
        for table in tables:
            if table.sheet.name not in self.sheets and table.name not in self.tables:
                self.add_table(_Section(table.sheet.name, table.name, (), ()))

    def workbook(self) -> RawWorkbook:
        sheets = {
            name: RawSheet(name, hidden=name == META.name, cells=cells)
            for name, cells in self.sheets.items()
        }
        return RawWorkbook(
            self.file, sheets, self.tables, self.names, self.properties, "0" * 64, 1
        )


def _drawn(section: _Section, heading: str) -> list[str]:
    """Return a column's texts, one for each drawn row."""
    if heading not in section.headings:
        return []
    place = section.headings.index(heading)
    return [row[place] if place < len(row) else "" for row in section.rows]


def _cell_of(text: str, column: Column | None) -> RawCell | None:
    cell = typed(text, column.kind if column else Kind.NUMBER)
    quoted = text.startswith('"')
    if cell and column and column.role is Role.FORMULA and not quoted:
        return replace(cell, formula=True)
    return cell


def _named(text: str) -> NamedCell:
    """Return a named cell by its label, key or defined name."""
    for cell in NAMED_CELLS:
        if text in (cell.label, cell.key, cell.name):
            return cell
    message = f"no named cell: {text}"
    raise ValueError(message)
