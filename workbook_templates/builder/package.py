"""Saving a workbook: the same bytes for the same content, and never half a file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.writer.excel import ExcelWriter

if TYPE_CHECKING:
    from os import PathLike

    from openpyxl.workbook import Workbook

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say


class _DatelessZip(ZipFile):
    """A zip file whose entries carry no date of their own."""

    def writestr(  # type: ignore[override]  # only what openpyxl calls
        self, name: str, data: bytes | str
    ) -> None:
        """Add an entry with a fixed date."""
        entry = ZipInfo(name, _ZIP_DATE)
        entry.compress_type = ZIP_DEFLATED
        super().writestr(entry, data)

    def write(  # type: ignore[override]  # only what openpyxl calls
        self, filename: str | PathLike[str], name: str
    ) -> None:
        """Add a file with a fixed date."""
        self.writestr(name, Path(filename).read_bytes())


def save(workbook: Workbook, path: Path) -> None:
    """Write a workbook to a path; an older file there is replaced whole.

    The file is written under another name in the same folder first. A workbook
    can be saved again and again: nothing of one save is left in the next.
    """
    for sheet in workbook.worksheets:
        # What openpyxl adds, or remembers, at each save.
        sheet._hyperlinks = []  # type: ignore[attr-defined]  # noqa: SLF001
        sheet.column_dimensions.max_outline = None
    draft = path.with_name(f".{path.name}.tmp")
    try:
        ExcelWriter(workbook, _DatelessZip(draft, "w")).save()
        draft.replace(path)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
