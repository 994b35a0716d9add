"""The register's workbook with new rows in Kolada's sheet, and nothing else changed.

The office has its own things in that file, so it is not made anew. It is refused
while somebody has it open, kept as a copy, and read back before it counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from compile.delivery import delivering, telling_disk_faults
from compile.intake.limits import REGISTER_LIMITS
from compile.intake.package import Package
from compile.intake.reader import read_with_findings
from compile.intake.relations import relations_of
from compile.intake.tables import table_of
from compile.intake.workbook import WorkbookWalker
from compile.kolada.sheet import SheetPart, with_bottom
from compile.locking import alone_in
from compile.registers import examine_register, load_register
from workbook_templates.standard.areas import find_area
from workbook_templates.standard.cells import is_empty
from workbook_templates.standard.errors import KoladaError, UsageError
from workbook_templates.standard.register_layout import KEY_FIGURES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from workbook_templates.builder.cells import CellValue
    from workbook_templates.standard.areas import Area
    from workbook_templates.standard.raw import RawSheet, RawWorkbook
    from workbook_templates.standard.register import KeyFigure, Register

_OPEN_MARKS = ("~${}", ".~lock.{}#")  # what Excel and LibreOffice leave beside a file
_DOING = "Styrregistret"


@dataclass(frozen=True, slots=True)
class RegisterBook:
    """A register's workbook as it was when it was read.

    area is Kolada's table on its sheet; free the first row that new rows may take.
    """

    folder: MunicipalityFolder
    data: bytes
    raw: RawWorkbook
    register: Register
    area: Area
    free: int


def open_book(folder: MunicipalityFolder) -> RegisterBook:
    """Read a folder's register, to be written to later.

    Raises UsageError where it lacks Kolada's sheet, is open or changes while it is
    read, and as load_register does.
    """
    register, _ = load_register(folder)
    _refuse_open(folder.register)
    raw, _ = read_with_findings(folder.register, REGISTER_LIMITS)
    data = folder.register.read_bytes()
    area, _ = find_area(raw, KEY_FIGURES)
    if area is None or KEY_FIGURES.name not in raw.tables:
        raise UsageError(_no_sheet(folder.register))
    if sha256(data).hexdigest() != raw.sha256:
        raise UsageError(_changed(folder.register))
    free = _first_free(raw.sheets[area.sheet], area)
    return RegisterBook(folder, data, raw, register, area, free)


def _first_free(sheet: RawSheet, area: Area) -> int:
    """Return the row after the last with content; a note beside the table counts."""
    filled = (row for (row, _), cell in sheet.cells.items() if not is_empty(cell))
    return max(area.top, *filled) + 1


def write_figures(
    book: RegisterBook, figures: Sequence[KeyFigure], now: datetime
) -> Path | None:
    """Let Kolada's sheet hold these rows; returns where the old register is kept.

    Rows that were there before stay where they stand. Nothing is written, and None
    returned, where the rows are what they were. Raises UsageError where the register
    is open or has been changed meanwhile, DeliveryError where the disk will not have
    it, KoladaError where it could not be read back as it should.
    """
    cells = _changed_cells(book, figures)
    if not cells:
        return None
    folder = book.folder
    path = folder.register
    copy = _copy_name(folder, now)
    with alone_in(folder.root, path.stem, _DOING):
        with telling_disk_faults(folder.root):
            folder.register_copies.mkdir(exist_ok=True)
        with delivering(folder.root) as delivery:
            delivery.write(copy, book.data)
            delivery.write(path, _with_cells(book, cells))
            _check(delivery.draft(path), book.register, figures)
            _refuse_open(path)
            if path.read_bytes() != book.data:
                raise UsageError(_changed(path))
    return copy


def _copy_name(folder: MunicipalityFolder, now: datetime) -> Path:
    """Return a name for the old register that no other copy has."""
    stem, suffix = folder.register.stem, folder.register.suffix
    ends = ("", *(f"-{number}" for number in range(2, 1000)))
    names = (f"{stem} {now:%Y-%m-%d %H%M%S}{end}{suffix}" for end in ends)
    paths = (folder.register_copies / name for name in names)
    return next(path for path in paths if not path.exists())


def _changed_cells(
    book: RegisterBook, figures: Sequence[KeyFigure]
) -> dict[int, dict[int, CellValue]]:
    """Return the cells to write, by row and column."""
    stored = {_key(figure): figure for figure in book.register.key_figures}
    cells: dict[int, dict[int, CellValue]] = {}
    free = book.free
    for figure in figures:
        before = stored.get(_key(figure))
        if before is not None and before.origin is not None:
            row = before.origin.row
        else:
            row, free = free, free + 1
        written = {
            column: getattr(figure, key)
            for key, column in book.area.columns.items()
            if before is None or getattr(figure, key) != getattr(before, key)
        }
        if written:
            cells[row] = written
    return cells


def _key(figure: KeyFigure) -> tuple[str, str, int]:
    return figure.kpi, figure.area, figure.year


def _with_cells(
    book: RegisterBook, cells: Mapping[int, Mapping[int, CellValue]]
) -> bytes:
    """Return the workbook with cells written; all other parts are the same bytes."""
    sheet, table, from_1904 = _parts(book)
    part = SheetPart(sheet.data, book.area, from_1904=from_1904)
    changed = {sheet.name.lower(): part.write(cells)}
    if max(cells) > book.area.bottom:
        changed[table.name.lower()] = with_bottom(table.data, max(cells))
    out = BytesIO()
    with ZipFile(BytesIO(book.data)) as old, ZipFile(out, "w") as new:
        for entry in old.infolist():
            name = entry.filename.replace("\\", "/").lstrip("/").lower()
            new.writestr(entry, changed.get(name) or old.read(entry))
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    data: bytes


def _parts(book: RegisterBook) -> tuple[_Part, _Part, bool]:
    """Return the parts of Kolada's sheet and table, and the system of dates."""
    limits = REGISTER_LIMITS
    package = Package(book.data, limits)
    root = relations_of(package, "", limits).values()
    main = next(found.part for found in root if found.kind == "officeDocument")
    walker = WorkbookWalker(limits)
    walker.walk(package.chunks(main), main)
    entry = next(s for s in walker.sheets if s.name == book.area.sheet)
    sheet = relations_of(package, main, limits)[entry.relation].part
    table = next(
        found.part
        for found in relations_of(package, sheet, limits).values()
        if found.kind == "table" and _is_ours(package, found.part)
    )
    parts = (_Part(name, b"".join(package.chunks(name))) for name in (sheet, table))
    return next(parts), next(parts), walker.from_1904


def _is_ours(package: Package, part: str) -> bool:
    found = table_of(package, part, "", REGISTER_LIMITS)
    return found is not None and found.name == KEY_FIGURES.name


def _check(draft: Path, before: Register, figures: Sequence[KeyFigure]) -> None:
    """Read the new file back; raises KoladaError unless only the rows are others."""
    after, findings = examine_register(draft)
    faulty = any(finding.must_be_mended for finding in findings)
    is_same = replace(after, key_figures=()) == replace(before, key_figures=())
    rows, wanted = (sorted(f, key=_key) for f in (after.key_figures, figures))
    if faulty or not is_same or rows != wanted:
        raise KoladaError(_NOT_AS_WRITTEN)


def _refuse_open(path: Path) -> None:
    """Raise UsageError while Excel or LibreOffice has a file open."""
    marks = (path.with_name(mark.format(path.name)) for mark in _OPEN_MARKS)
    if any(mark.exists() for mark in marks):
        message = (
            f"{path.name} är öppen, här eller på en annan dator. Spara och stäng den "
            "i Excel och kör igen."
        )
        raise UsageError(message)


def _changed(path: Path) -> str:
    return (
        f"{path.name} ändrades av någon annan under tiden. Inget skrevs. Kör igen när "
        "ingen annan arbetar i den."
    )


def _no_sheet(path: Path) -> str:
    return (
        f"{path.name} är äldre än fliken {KEY_FIGURES.sheet.name} och saknar den, "
        f"eller så har dess tabell {KEY_FIGURES.name} tagits bort. Skapa en ny mapp "
        "med malkort init, öppna båda registren i Excel, högerklicka på fliken "
        f"{KEY_FIGURES.sheet.name} i det nya och välj Flytta eller kopiera till "
        f"{path.name}."
    )


_NOT_AS_WRITTEN = (
    "Registret gick inte att läsa tillbaka så som det skrevs, och är kvar som det "
    "var. Spara det en gång i Excel och kör igen."
)
