"""What the ribbon writes of a check: marks in cells, and the list on Kontroll.

Only cells that the author may write in are marked. How each looked is kept in
hidden columns beside the list, and it looks so again when its mark is taken away.
A colour or a note that somebody changed since is theirs, and stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from malkort_xl import messages
from malkort_xl.snapshot import FILE, REMOTE
from workbook_templates.standard.areas import find_area
from workbook_templates.standard.cells import shown
from workbook_templates.standard.columns import Role
from workbook_templates.standard.layout import NAMED_CELLS, TABLES
from workbook_templates.standard.own_sheets import (
    CHECK_COLUMNS,
    CHECK_HEADING_ROW,
    CHECK_SHEET,
    MEMORY_COLUMNS,
    MEMORY_FIRST_COLUMN,
    NEVER_CHECKED,
    PLACE_COLUMN,
    SUMMARY_ROW,
)
from workbook_templates.standard.raw import RawWorkbook, address
from workbook_templates.standard.surfaces import Block, blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import xlwings as xw

    from malkort_xl.snapshot import Snapshot
    from workbook_templates.standard.findings import Finding, Location

    Spot = tuple[str, str]  # a sheet's name and a cell's address

ERROR_COLOUR = "#FFB9AE"
WARNING_COLOUR = "#FFE08A"
COLOURS = (ERROR_COLOUR, WARNING_COLOUR)

_NOT_FILLED = "-"  # a cell that has a note only: its fill cannot be told
_LONGEST_NOTE = 1000  # characters
_LONGEST_TEXT = 4000
_FIRST_ROW = CHECK_HEADING_ROW + 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a cell: its fill before, "" for none, and the note put there or "".

    before is _NOT_FILLED where the fill was let be.
    """

    before: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paint:
    """The fills to set, "" for none, and the notes to set, "" to take one away."""

    fills: Mapping[Spot, str]
    notes: Mapping[Spot, str]
    marks: Mapping[Spot, Mark]


def mark(
    book: xw.Book, snapshot: Snapshot, findings: Sequence[Finding], summary: str
) -> None:
    """List findings on Kontroll, mark their cells and select the first one's.

    Marks of an earlier check go. The list is written before any cell is marked, so
    that whatever comes between is known to the next action.
    """
    wanted = _wanted(snapshot.raw, findings)
    paint = _Painter(book, snapshot).plan(wanted)
    _write_marks(book, snapshot, paint.marks)
    _write_list(book, snapshot, findings, summary)  # last, since rows fit it
    _apply(book, paint)
    _select_first(book, findings)


def unmark(book: xw.Book, snapshot: Snapshot) -> int:
    """Take all marks and the list away; returns how many cells were marked."""
    marks = remembered(snapshot.raw)
    paint = _Painter(book, snapshot).plan({})
    _apply(book, paint)
    _write_marks(book, snapshot, {})
    _write_list(book, snapshot, (), NEVER_CHECKED)
    return len(marks)


def remembered(raw: RawWorkbook) -> dict[Spot, Mark]:
    """Return the marks that the last check left."""
    found = {}
    for row in range(_FIRST_ROW, _last_row(raw, _memory()) + 1):
        sheet, cell, before, note = (_text(raw, row, c) for c in _memory())
        if sheet in raw.sheets and Block.parse(cell):
            found[sheet, cell] = Mark(before, note)
    return found


def _memory() -> range:
    return range(MEMORY_FIRST_COLUMN, MEMORY_FIRST_COLUMN + len(MEMORY_COLUMNS))


def _text(raw: RawWorkbook, row: int, column: int) -> str:
    cell = raw.cell(CHECK_SHEET.name, row, column)
    return shown(cell) if cell else ""


def _last_row(raw: RawWorkbook, columns: range) -> int:
    """Return the last row below the headings with anything in some columns, or 0."""
    cells = raw.sheets[CHECK_SHEET.name].cells
    return max((r for r, c in cells if c in columns and r >= _FIRST_ROW), default=0)


def _wanted(
    raw: RawWorkbook, findings: Sequence[Finding]
) -> dict[Spot, tuple[str, str]]:
    """Return {place: (fill, note)} of the findings in cells that can be mended."""
    open_cells = _open_cells(raw)
    by_place: dict[Spot, list[Finding]] = {}
    for finding in findings:
        place = Block.parse(finding.where.cell)
        at = open_cells.get(finding.where.sheet, [])
        if place and any((place.top, place.left) in block for block in at):
            spot = (finding.where.sheet, finding.where.cell)
            by_place.setdefault(spot, []).append(finding)
    return {spot: _look(found) for spot, found in by_place.items()}


def _look(findings: Sequence[Finding]) -> tuple[str, str]:
    colour = ERROR_COLOUR if messages.is_error(findings) else WARNING_COLOUR
    return colour, _cut(messages.note(findings), _LONGEST_NOTE)


def _open_cells(raw: RawWorkbook) -> dict[str, list[Block]]:
    """Return the cells that the author fills in, by sheet; the others are locked."""
    found: dict[str, list[Block]] = {}
    for table in TABLES:
        area, _ = find_area(raw, table)
        for column in table.columns if area else ():
            if area and column.role is Role.INPUT and column.key in area.columns:
                number = area.columns[column.key]
                block = Block(area.top + 1, number, area.bottom, number)
                found.setdefault(area.sheet, []).append(block)
    for cell in NAMED_CELLS:
        if cell.role is Role.INPUT and cell.name in raw.names:
            sheet, row, column_ = raw.names[cell.name]
            found.setdefault(sheet, []).append(Block(row, column_, row, column_))
    return found


class _Painter:
    """Finds out how cells look now and what is to be done; writes nothing."""

    def __init__(self, book: xw.Book, snapshot: Snapshot) -> None:
        self._book, self._snapshot = book, snapshot
        self._engine = book.app.engine.type
        self._old = remembered(snapshot.raw)

    def plan(self, wanted: Mapping[Spot, tuple[str, str]]) -> Paint:
        """Return the way from the marks that are there to those that are wanted."""
        fills: dict[Spot, str] = {}
        notes: dict[Spot, str] = {}
        marks: dict[Spot, Mark] = {}
        for spot, old in self._old.items():
            if spot not in wanted:
                if old.before != _NOT_FILLED and self._is_ours(spot):
                    fills[spot] = old.before
                if old.note and self._owns_note(spot, old):
                    notes[spot] = ""
        for spot, (colour, note) in wanted.items():
            before = self._before(spot)
            if before != _NOT_FILLED and self._now(spot) != colour:
                fills[spot] = colour
            mine = self._note(spot, note)
            if mine and mine != self._old.get(spot, Mark("")).note:
                notes[spot] = mine
            if before != _NOT_FILLED or mine:
                marks[spot] = Mark(before, mine)
        return Paint(fills, notes, marks)

    def _now(self, spot: Spot) -> str | None:
        """Return a cell's fill, "" for none, and None where it cannot be told."""
        fills = self._snapshot.seen.fills
        if fills is not None:
            return fills.get(spot, "").upper()
        if self._engine == REMOTE:
            return None
        try:
            colour = self._range(spot).color
        except NotImplementedError:
            return None
        return "#{:02X}{:02X}{:02X}".format(*colour) if colour else ""

    def _is_ours(self, spot: Spot) -> bool:
        """Tell whether a cell that was marked still has a mark's colour."""
        now = self._now(spot)
        return now in COLOURS if now is not None else self._engine == REMOTE

    def _before(self, spot: Spot) -> str:
        """Return how a cell looked before any mark."""
        old = self._old.get(spot)
        if old and old.before != _NOT_FILLED and self._is_ours(spot):
            return old.before
        now = self._now(spot)
        if now is not None:
            return now
        if self._engine == FILE:
            return _NOT_FILLED
        place = Block.parse(spot[1])
        at = (place.top, place.left) if place else (0, 0)
        return self._snapshot.surfaces.fill(spot[0], at)

    def _note(self, spot: Spot, text: str) -> str:
        """Return the note that a cell can have: none beside somebody else's."""
        if not _can_note(self._book, spot[0]):
            return ""
        old = self._old.get(spot, Mark(""))
        if self._range(spot).note is None or (old.note and self._owns_note(spot, old)):
            return text
        return ""

    def _owns_note(self, spot: Spot, old: Mark) -> bool:
        """Tell whether the note on a cell is still the one that was put there.

        A browser does not tell what a note says.
        """
        note = self._range(spot).note
        if note is None:
            return False
        try:
            return _lines(note.text) == _lines(old.note)
        except NotImplementedError:
            return True

    def _range(self, spot: Spot) -> xw.Range:
        return self._book.sheets[spot[0]].range(spot[1])


def _can_note(book: xw.Book, sheet: str) -> bool:
    """Tell whether the client knows notes: a desktop, a file, ExcelApi 1.18."""
    if book.app.engine.type == REMOTE:
        told: Mapping[str, object] = book.sheets[sheet].impl.api
        return bool(told.get("notes_supported"))
    return True


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _apply(book: xw.Book, paint: Paint) -> None:
    """Set fills, as few as cover the cells, and then notes."""
    for sheet, fill, block in _fill_blocks(paint.fills):
        book.sheets[sheet].range(str(block)).color = fill or None
    for (sheet, cell), text in paint.notes.items():
        at = book.sheets[sheet].range(cell)
        note = at.note
        if note is None:
            at.add_note(text)
        elif text:
            note.text = text
        else:
            note.delete()


def _fill_blocks(fills: Mapping[Spot, str]) -> Iterator[tuple[str, str, Block]]:
    groups: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for (sheet, cell), fill in fills.items():
        place = Block.parse(cell)
        if place:
            groups.setdefault((sheet, fill), []).append((place.top, place.left))
    for (sheet, fill), places in groups.items():
        for block in blocks(places):
            yield sheet, fill, block


def _write_list(
    book: xw.Book, snapshot: Snapshot, findings: Sequence[Finding], summary: str
) -> None:
    """Write the findings over those of the last check."""
    sheet = book.sheets[CHECK_SHEET.name]
    sheet.range((SUMMARY_ROW, 1)).value = summary
    is_file = book.app.engine.type == FILE
    rows: list[list[object]] = [
        [
            number,
            finding.severity.value,
            "" if is_file else _link(finding.where),
            plain(_cut(finding.wrong, _LONGEST_TEXT)),
            plain(_cut(finding.remedy, _LONGEST_TEXT)),
        ]
        for number, finding in enumerate(findings, 1)
    ]
    columns = range(1, len(CHECK_COLUMNS) + 1)
    write_rows(sheet, rows, columns, _FIRST_ROW, _last_row(snapshot.raw, columns))
    for row, finding in enumerate(findings if is_file else (), _FIRST_ROW):
        place = sheet.range((row, PLACE_COLUMN))
        place.add_hyperlink(f"#{_target(finding.where)}", str(finding.where))


def _write_marks(book: xw.Book, snapshot: Snapshot, marks: Mapping[Spot, Mark]) -> None:
    sheet = book.sheets[CHECK_SHEET.name]
    rows: list[list[object]] = [
        [plain(name), cell, plain(mark_.before), plain(mark_.note)]
        for (name, cell), mark_ in marks.items()
    ]
    last = _last_row(snapshot.raw, _memory())
    write_rows(sheet, rows, _memory(), _FIRST_ROW, last)


def write_rows(
    sheet: xw.Sheet,
    rows: Sequence[Sequence[object]],
    columns: range,
    first: int,
    last: int,
) -> None:
    """Write rows from a first row on, and empty what was there down to a last row."""
    empty = [[""] * len(columns)] * max(0, last - first + 1 - len(rows))
    block = [*map(list, rows), *empty]
    if block:
        bottom = first + len(block) - 1
        cells = sheet.range((first, columns[0]), (bottom, columns[-1]))
        cells.value = block
        if sheet.book.app.engine.type == FILE:
            cells.rows.autofit()  # Excel does it by itself


def plain(text: str) -> str:
    """Return a text so that Excel takes it as text: never as a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "'")) else text


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _target(where: Location) -> str:
    """Return a place as a link wants it; a sheet's first cell where none is known."""
    name = (where.sheet or CHECK_SHEET.name).replace("'", "''")
    return f"'{name}'!{where.cell or address(1, 1)}"


def _link(where: Location) -> str:
    """Return the formula of a link to a place, which every client can write."""
    target, told = (text.replace('"', '""') for text in (_target(where), str(where)))
    return f'=HYPERLINK("#{target}","{told}")'


def _select_first(book: xw.Book, findings: Sequence[Finding]) -> None:
    """Show the first finding's cell, or the list where no finding has a cell."""
    names = {sheet.name for sheet in book.sheets}
    places = (f.where for f in findings if f.where.cell and f.where.sheet in names)
    first = next(places, None)
    if first:
        sheet, cell = book.sheets[first.sheet], first.cell
    else:
        sheet, cell = book.sheets[CHECK_SHEET.name], address(SUMMARY_ROW, 1)
    sheet.impl.activate()  # xlwings' own asks for a program with a window first
    sheet.range(cell).select()
