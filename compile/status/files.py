"""The status on disk: workbook and page, each whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.delivery import delivering, existing
from compile.locking import alone_in
from compile.status.page import status_page
from compile.status.rows import tables
from compile.status.wording import STATE_MARKS, STATE_TINTS, title_text
from workbook_templates.builder.status_book import build_status_book
from workbook_templates.standard.register import ScaleStep

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from compile.status.model import PeriodStatus


_DOING = "Statusen"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files to write."""

    xlsx: bool = True
    html: bool = True


def status_path(folder: MunicipalityFolder, status: PeriodStatus, suffix: str) -> Path:
    """Return where a status file lies; suffix is ".xlsx" or ".html"."""
    return folder.period(status.period) / f"Status-{status.period}{suffix}"


def write_status(
    folder: MunicipalityFolder,
    status: PeriodStatus,
    wanted: Wanted,
    now: datetime,
    refresh: int | None = None,
) -> tuple[Path, ...]:
    """Write a status; returns the files, none where none is wanted.

    refresh: seconds until the page loads itself again; None for never. Raises
    BusyError where another run writes in the period's folder, DeliveryError where
    the disk will not have them.
    """
    place = existing(folder.period(status.period))
    book, page = (status_path(folder, status, s) for s in (".xlsx", ".html"))
    chosen = [p for p, want in ((book, wanted.xlsx), (page, wanted.html)) if want]
    if not chosen:
        return ()
    with alone_in(place, book.stem, _DOING), delivering(place) as delivery:
        if wanted.xlsx:
            write_book(status, delivery.draft(book))
        if wanted.html:
            delivery.write(page, status_page(status, now, refresh))
    return tuple(chosen)


def write_book(status: PeriodStatus, path: Path) -> None:
    """Write the workbook to a path."""
    steps = [
        ScaleStep(STATE_TINTS[state].value, mark.label, mark.symbol)
        for state, mark in STATE_MARKS.items()
    ]
    build_status_book(
        tables(status), title_text(status), steps, status.register.theme, path
    )
