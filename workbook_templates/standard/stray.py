"""What stands in a workbook outside the places that are read.

The builder lists its own texts (identity.static_checksums); whatever else
stands beside tables and fields somebody typed there, and it is named.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from workbook_templates.standard import demands
from workbook_templates.standard.areas import standard_sheet
from workbook_templates.standard.cells import is_empty, normalised, shown, told
from workbook_templates.standard.columns import Role
from workbook_templates.standard.findings import Location
from workbook_templates.standard.identity import static_checksum, static_checksums
from workbook_templates.standard.layout import (
    DETAILS,
    HEADING_ROW,
    NAMED_CELLS,
    SHEETS,
)
from workbook_templates.standard.own_sheets import OWN_SHEETS
from workbook_templates.standard.raw import address, column_number
from workbook_templates.standard.register_layout import CARRIED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from workbook_templates.standard.areas import Area
    from workbook_templates.standard.columns import Sheet
    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.raw import (
        RawCell,
        RawSheet,
        RawTable,
        RawWorkbook,
    )
    from workbook_templates.standard.rows import TableRows

    Place = tuple[int, int]

_ADDRESS = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")

NAMED_VALUES = 50  # of an unknown sheet that a message repeats

_DETAILS_WORDS = frozenset(
    normalised(text)
    for cell in NAMED_CELLS
    for text in (cell.label, cell.help, DETAILS.title, DETAILS.guide)
)


@dataclass(frozen=True, slots=True)
class _Texts:
    """The builder's texts on one sheet: checksums by cell address.

    moved counts the texts that no longer stand at their place.
    """

    listed: Mapping[str, int]
    moved: Counter[int] = field(default_factory=Counter)

    def knows(self, place: Place, cell: RawCell) -> bool:
        """Tell whether a cell is the builder's, at its place or moved from it."""
        checksum = _checksum(cell)
        if self.listed.get(address(*place)) == checksum:
            return True
        if not self.moved[checksum]:
            return False
        self.moved[checksum] -= 1  # a second copy is somebody else's
        return True


@dataclass(frozen=True, slots=True)
class _Reach:
    """What is read of a table on its sheet.

    Below the table only the rows that were read count, and the columns that are
    judged on their own: formulas and those that are no part of the layout.
    """

    area: Area
    rows: frozenset[int]
    judged: frozenset[int]
    owned: frozenset[int]

    def covers(self, place: Place) -> bool:
        """Tell whether a place is a heading or in a row of the table."""
        row, column = place
        if row < self.area.top or column not in self.owned:
            return False
        return row <= self.area.bottom or column in self.judged or row in self.rows


def _reaches(tables: Sequence[TableRows]) -> list[_Reach]:
    return [
        _Reach(
            table.area,
            frozenset(row.origin.row for row in table.rows),
            frozenset((*table.area.extra, *_formula_columns(table))),
            frozenset((*table.area.extra, *table.area.columns.values())),
        )
        for table in tables
        if table.area
    ]


def stray_findings(raw: RawWorkbook, tables: Sequence[TableRows]) -> list[Finding]:
    """Name what a scorecard workbook holds outside its tables and fields.

    tables are those that were read. Hidden sheets of the template are passed over,
    and those that the ribbon writes.
    """
    known = _known_sheets(raw, tables)
    static = static_checksums(raw)
    findings: list[Finding] = []
    for sheet in raw.sheets.values():
        standard = known.get(sheet.name)
        if standard is None:
            findings += _unknown_sheet(raw, sheet)
        elif not standard.hidden and standard not in OWN_SHEETS:
            here = [t for t in tables if t.area and t.area.sheet == sheet.name]
            findings += _overwritten(raw, sheet, here)
            texts = _texts_of(sheet, standard, static)
            findings += _strays(raw, sheet, here, texts)
    return findings


def beside_findings(raw: RawWorkbook, tables: Sequence[TableRows]) -> list[Finding]:
    """Name what stands beside and below tables, in a workbook without fields."""
    findings: list[Finding] = []
    for table in tables:
        if table.area:
            sheet = raw.sheets[table.area.sheet]
            findings += _strays(raw, sheet, [table], None)
    return findings


def _known_sheets(raw: RawWorkbook, tables: Sequence[TableRows]) -> dict[str, Sheet]:
    """Return the template's sheets by the names that they have in the workbook."""
    known: dict[str, Sheet] = {}
    for sheet in SHEETS:
        found = standard_sheet(raw, sheet.name)
        if found:
            known[found.name] = sheet
    for table in tables:
        if table.area:
            known[table.area.sheet] = table.table.sheet
    for carried in CARRIED:
        if carried.name in raw.tables:
            known.setdefault(raw.tables[carried.name].sheet, carried.sheet)
    for cell in NAMED_CELLS:
        if cell.name in raw.names:
            known.setdefault(raw.names[cell.name][0], DETAILS)
    return known


def _unknown_sheet(raw: RawWorkbook, sheet: RawSheet) -> list[Finding]:
    filled = [(p, c) for p, c in sorted(sheet.cells.items()) if not is_empty(c)]
    if not filled:
        return []
    named = [f"{address(*place)} {told(cell)}" for place, cell in filled[:NAMED_VALUES]]
    rest = len(filled) - len(named)
    values = "; ".join(named) + (f"; och {rest} till" if rest else "")
    count = "1 värde" if len(filled) == 1 else f"{len(filled)} värden"
    where = Location(raw.file, sheet.name)
    words = {"sheet": sheet.name, "count": count, "values": values}
    return [demands.UNKNOWN_SHEET.finding(where, **words)]


def _overwritten(
    raw: RawWorkbook, sheet: RawSheet, tables: Sequence[TableRows]
) -> Iterator[Finding]:
    """Name the values that stand where Excel should compute."""
    for table in tables:
        headings = _formula_columns(table)
        for (row, column), cell in sheet.cells.items():
            if column not in headings or cell.formula or is_empty(cell):
                continue
            if table.area and row > table.area.top:
                where = Location(raw.file, sheet.name, address(row, column))
                words = {"heading": headings[column], "value": told(cell)}
                yield demands.OVERWRITTEN_FORMULA.finding(where, **words)


def _formula_columns(table: TableRows) -> dict[int, str]:
    """Return the headings of the columns that Excel computes, by column number."""
    columns = table.area.columns if table.area else {}
    return {
        columns[column.key]: column.heading
        for column in table.table.columns
        if column.role is Role.FORMULA and column.key in columns
    }


def _texts_of(
    sheet: RawSheet, standard: Sheet, static: Mapping[tuple[str, str], int]
) -> _Texts | None:
    """Return the builder's texts of a sheet, None where the list of them is lost."""
    if not static:
        return None
    listed = {cell: s for (name, cell), s in static.items() if name == standard.name}
    standing = {cell: sheet.cells.get(_place(cell)) for cell in listed}
    moved = Counter(
        checksum
        for cell, checksum in listed.items()
        if (here := standing[cell]) is None or _checksum(here) != checksum
    )
    return _Texts(listed, moved)


def _strays(
    raw: RawWorkbook,
    sheet: RawSheet,
    tables: Sequence[TableRows],
    texts: _Texts | None,
) -> Iterator[Finding]:
    """Name each typed cell of a sheet that is neither read nor the builder's.

    Without a list of the builder's texts only what is beside and below tables
    and fields can be told to be somebody's.
    """
    fields = _fields(raw, sheet)
    first = _first_judged_row(tables, fields)
    for place, cell in _unread(raw, sheet, tables, fields):
        if texts is None and (place[0] < first or _is_label(fields, cell)):
            continue
        if texts is None or not texts.knows(place, cell):
            yield _stray(raw, sheet, place, cell, texts)


def _unread(
    raw: RawWorkbook,
    sheet: RawSheet,
    tables: Sequence[TableRows],
    fields: Collection[Place],
) -> list[tuple[Place, RawCell]]:
    """Return the typed cells that are in no table and no field, sorted by place."""
    reaches = _reaches(tables)
    carried = [raw.tables[table.name] for table in CARRIED if table.name in raw.tables]
    locked = [table for table in carried if table.sheet == sheet.name]
    found = [
        (place, cell)
        for place, cell in sheet.cells.items()
        if not (
            cell.formula
            or place in fields
            or any(reach.covers(place) for reach in reaches)
            or any(_is_within(table, place) for table in locked)
            or is_empty(cell)
        )
    ]
    return sorted(found, key=_by_place)


def _by_place(found: tuple[Place, RawCell]) -> Place:
    return found[0]


def _stray(
    raw: RawWorkbook, sheet: RawSheet, place: Place, cell: RawCell, texts: _Texts | None
) -> Finding:
    where = Location(raw.file, sheet.name, address(*place))
    is_changed = texts is not None and where.cell in texts.listed
    wording = demands.CHANGED_TEXT if is_changed else demands.STRAY_VALUE
    return wording.finding(where, value=told(cell))


def _fields(raw: RawWorkbook, sheet: RawSheet) -> set[Place]:
    """Return the places of the named cells on a sheet."""
    names = [raw.names[c.name] for c in NAMED_CELLS if c.name in raw.names]
    return {(row, column) for name, row, column in names if name == sheet.name}


def _first_judged_row(tables: Sequence[TableRows], fields: Collection[Place]) -> float:
    """Return the first row where typed texts can be told without the list."""
    tops = [table.area.top for table in tables if table.area]
    if fields:
        tops.append(min(HEADING_ROW, *(row for row, _ in fields)))
    return min(tops, default=float("inf"))


def _is_label(fields: Collection[Place], cell: RawCell) -> bool:
    return bool(fields) and normalised(shown(cell)) in _DETAILS_WORDS


def _is_within(table: RawTable, place: Place) -> bool:
    row, column = place
    return table.top <= row <= table.bottom and table.left <= column <= table.right


@lru_cache(maxsize=2048)  # a template's texts stand in the same cells on every card
def _place(cell: str) -> Place:
    """Return the place of an address as the list has it, (0, 0) where it is none."""
    found = _ADDRESS.fullmatch(cell)
    return (int(found[2]), column_number(found[1])) if found else (0, 0)


def _checksum(cell: RawCell) -> int:
    """Return the checksum of a cell's text as stored, or of what it shows."""
    return static_checksum(cell.value if isinstance(cell.value, str) else shown(cell))
