"""From a file's path to a `RawWorkbook`: the intake's story on one screen."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from compile.intake.cells import CellMaker
from compile.intake.limits import DEFAULT_LIMITS
from compile.intake.messages import (
    BROKEN_SHEET,
    BROKEN_TABLE,
    LOST_TEXT,
    MISSING_SHEET,
    NO_PROPERTIES,
    NO_STYLES,
    NO_WORKBOOK,
    OUTSIDE_GRID,
    OVER_LIMIT,
    REPEATED_CELL,
    REPEATED_NAME,
    TOO_LARGE,
    BrokenMarkupError,
    RefusedError,
)
from compile.intake.package import Package
from compile.intake.plain import plain_cells, without_empty_rows
from compile.intake.properties import PropertiesWalker
from compile.intake.relations import relations_of
from compile.intake.sheet import SheetWalker
from compile.intake.sniff import refuse_other_packages, refuse_other_types
from compile.intake.source import read_source, shown_name
from compile.intake.strings import StringsWalker
from compile.intake.styles import styles_of
from compile.intake.tables import table_of
from compile.intake.workbook import WorkbookWalker
from workbook_templates.standard.errors import UnreadableWorkbookError
from workbook_templates.standard.findings import Finding, Location
from workbook_templates.standard.raw import RawSheet, RawTable, RawWorkbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from compile.intake.limits import Limits
    from compile.intake.relations import Relation
    from compile.intake.sheet import Losses, Tally
    from compile.intake.styles import Shown
    from compile.intake.workbook import NameEntry, SheetEntry
    from workbook_templates.standard.findings import Wording
    from workbook_templates.standard.raw import RawCell


def read_workbook(path: Path) -> RawWorkbook:
    """Return a workbook as it stands in its file, or raise why it cannot be read.

    Raises UnreadableWorkbookError, whose finding has severity STOP and a code
    MK901-MK929. What could be read only in part is told by read_with_findings.
    """
    return read_with_findings(path)[0]


def read_with_findings(
    path: Path, limits: Limits = DEFAULT_LIMITS
) -> tuple[RawWorkbook, tuple[Finding, ...]]:
    """Return a workbook and what could not be read of it, named by cell.

    Raises UnreadableWorkbookError as read_workbook does. The findings have codes
    MK931-MK949; every value is in the workbook or counted in one of them.
    """
    name = shown_name(path)
    try:
        source = read_source(path, limits)
        refuse_other_types(source.data)
        package = Package(source.data, limits)
        refuse_other_packages(package.names)
        reading = _Reading(name, package, limits)
        workbook = reading.workbook(source.sha256, len(source.data))
    except RefusedError as refused:
        finding = refused.finding(Location(file=name))
        raise UnreadableWorkbookError(finding) from refused
    return workbook, tuple(reading.findings)


class _Reading:
    """One workbook being read: its package, and the findings so far."""

    def __init__(self, file: str, package: Package, limits: Limits) -> None:
        """Start without findings."""
        self.findings: list[Finding] = []
        self._file = file
        self._package = package
        self._limits = limits
        self._room = limits.values  # cells that may still be kept
        self._text = 0  # characters of text so far
        self._tables: dict[str, RawTable] = {}
        self._table_names: set[str] = set()

    def workbook(self, sha256: str, size: int) -> RawWorkbook:
        """Return the workbook, part by part."""
        package, limits = self._package, self._limits
        root = relations_of(package, "", limits)
        main = _part(root, "officeDocument") or "xl/workbook.xml"
        if main not in package:
            raise RefusedError(NO_WORKBOOK, part=main[-80:])
        book = WorkbookWalker(limits)
        book.walk(package.chunks(main), main)
        if not book.sheets:
            raise RefusedError(NO_WORKBOOK, part="listan över blad")
        parts = relations_of(package, main, limits)
        maker = CellMaker(
            self._strings(parts), self._styles(parts), from_1904=book.from_1904
        )
        sheets = self._sheets(book.sheets, parts, maker)
        names = self._names(book.cells, sheets)
        properties = self._properties(root)
        return RawWorkbook(
            self._file, sheets, self._tables, names, properties, sha256, size
        )

    def _strings(self, parts: Mapping[str, Relation]) -> list[str]:
        """Return the shared strings; none where the part is missing."""
        walker = StringsWalker(self._limits)
        part = _part(parts, "sharedStrings")
        if part in self._package:
            walker.walk(self._package.chunks(part), part)
        return walker.strings

    def _styles(self, parts: Mapping[str, Relation]) -> Mapping[str, Shown]:
        """Return how styles show numbers; all plain where the part is missing."""
        part = _part(parts, "styles")
        if part not in self._package:
            return {}
        shown, is_whole = styles_of(self._package, part, self._limits)
        if not is_whole:
            self._tell(NO_STYLES, self._at())
        return shown

    def _sheets(
        self,
        entries: list[SheetEntry],
        parts: Mapping[str, Relation],
        maker: CellMaker,
    ) -> dict[str, RawSheet]:
        """Return the worksheets by name, in order; charts have no cells."""
        sheets: dict[str, RawSheet] = {}
        taken: set[str] = set()
        for entry in entries:
            relation = parts.get(entry.relation)
            if relation and relation.kind != "worksheet":
                continue
            if self._is_new(entry.name, taken):
                part = relation.part if relation else ""
                sheets[entry.name] = self._sheet(entry, part, maker)
        return sheets

    def _sheet(self, entry: SheetEntry, part: str, maker: CellMaker) -> RawSheet:
        """Return one sheet, as much of it as can be read."""
        if part not in self._package:
            self._tell(MISSING_SHEET, self._at(entry.name))
            return RawSheet(entry.name, entry.hidden)
        cells = self._cells(entry.name, part, maker)
        self._room -= len(cells)
        self._count_text(cells.values())
        self._read_tables(entry.name, part)
        return RawSheet(entry.name, entry.hidden, cells)

    def _count_text(self, cells: Iterable[RawCell]) -> None:
        """Refuse a workbook with more text than there is time to look through."""
        texts = (cell.value for cell in cells if isinstance(cell.value, str))
        self._text += sum(map(len, texts))
        if self._text > self._limits.characters:
            what = f"mer än {self._limits.characters} tecken text"
            raise RefusedError(TOO_LARGE, what=what)

    def _cells(
        self, sheet: str, part: str, maker: CellMaker
    ) -> dict[tuple[int, int], RawCell]:
        """Return a sheet's cells: quickly where it is plain, else by the walker."""
        first, rest = self._package.begun(part, self._limits.calm_bytes)
        if rest is None:
            cells = plain_cells(first, part, maker, self._room, self._limits)
            if cells is not None:
                return cells
        chunks = without_empty_rows(chain(first, rest)) if rest else first
        walker = SheetWalker(self._limits, maker, self._room)
        try:
            walker.walk(chunks, part)
        except BrokenMarkupError:
            self._tell(BROKEN_SHEET, self._at(sheet), row=walker.row)
        self._tell_losses(sheet, walker.losses)
        return walker.cells

    def _tell_losses(self, sheet: str, losses: Losses) -> None:
        """Name what of a sheet is not in the result."""
        told: tuple[tuple[Wording, Tally], ...] = (
            (OUTSIDE_GRID, losses.outside),
            (OVER_LIMIT, losses.over),
            (LOST_TEXT, losses.no_text),
            (REPEATED_CELL, losses.repeated),
        )
        for message, tally in told:
            if tally.count:
                cell = "" if tally is losses.outside else tally.first
                self._tell(
                    message,
                    Location(self._file, sheet, cell),
                    count=tally.count,
                    first=tally.first,
                    limit=self._limits.values,
                )

    def _read_tables(self, sheet: str, part: str) -> None:
        """Add a sheet's tables to those of the workbook."""
        try:
            relations = relations_of(self._package, part, self._limits)
        except BrokenMarkupError as broken:
            self._tell(BROKEN_TABLE, self._at(sheet), part=broken.facts["part"])
            return
        for relation in relations.values():
            if relation.kind == "table":
                self._read_table(sheet, relation.part)

    def _read_table(self, sheet: str, part: str) -> None:
        """Add one table, or tell that it is damaged, missing or a namesake."""
        table = table_of(self._package, part, sheet, self._limits)
        if table is None:
            self._tell(BROKEN_TABLE, self._at(sheet), part=part[-80:])
        elif self._is_new(table.name, self._table_names, sheet):
            self._tables[table.name] = table

    def _names(
        self, entries: list[NameEntry], sheets: Mapping[str, RawSheet]
    ) -> dict[str, tuple[str, int, int]]:
        """Return the one-cell names; those of sheets that are gone mean nothing."""
        spelt = {name.casefold(): name for name in sheets}
        found: dict[str, tuple[str, int, int]] = {}
        taken: set[str] = set()
        for entry in entries:
            sheet = spelt.get(entry.sheet.casefold())
            if sheet is not None and self._is_new(entry.name, taken, sheet):
                found[entry.name] = (sheet, entry.row, entry.column)
        return found

    def _properties(self, root: Mapping[str, Relation]) -> Mapping[str, str]:
        """Return the custom document properties; none where there are none."""
        walker = PropertiesWalker(self._limits)
        part = _part(root, "custom-properties") or _part(root, "customProperties")
        try:
            if part in self._package:
                walker.walk(self._package.chunks(part), part)
        except BrokenMarkupError:
            self._tell(NO_PROPERTIES, self._at())
        return walker.properties

    def _is_new(self, name: str, taken: set[str], sheet: str = "") -> bool:
        """Whether a name is not taken yet, without regard to case; tell if it is."""
        folded = name.casefold()
        if folded in taken:
            self._tell(REPEATED_NAME, self._at(sheet), name=name[:80])
            return False
        taken.add(folded)
        return True

    def _at(self, sheet: str = "") -> Location:
        """Return a place in this file."""
        return Location(self._file, sheet)

    def _tell(self, message: Wording, where: Location, **facts: object) -> None:
        """Add a finding."""
        self.findings.append(message.finding(where, **facts))


def _part(relations: Mapping[str, Relation], kind: str) -> str:
    """Return the first part of a kind, or "" where there is none."""
    parts = (found.part for found in relations.values() if found.kind == kind)
    return next(parts, "")
