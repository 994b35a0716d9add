"""Undoing a closing: the closed period is kept under a number, with the reason."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from compile.archive.events import (
    REOPENED,
    Event,
    add_event,
    is_cut_short,
    read_events,
    today,
)
from compile.archive.places import DOING, archive_of, archived, reopened_root
from compile.delivery import telling_disk_faults
from compile.locking import locked
from workbook_templates.standard.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from workbook_templates.standard.model import Period


@dataclass(frozen=True, slots=True)
class Reopened:
    """Where the closed period is kept, the reason on record, and if it was new.

    was_cut_short: an earlier reopening stopped half-way; it was finished, with the
    reason that it had.
    """

    kept: Path
    reason: str
    was_cut_short: bool = False


def reopen(folder: MunicipalityFolder, period: Period, reason: str) -> Reopened:
    """Open a closed period again; nothing of it is deleted.

    Raises ArchiveError where the period is not closed or no reason is given.
    """
    place = archive_of(folder)
    closed = archived(folder, period)
    if closed is None:
        message = f"Perioden {period} är inte stängd: {place / str(period)} finns inte."
        raise ArchiveError(message)
    if not reason.strip():
        message = "Skriv varför perioden öppnas igen, med --skal."
        raise ArchiveError(message)
    with telling_disk_faults(place), locked(place, DOING):
        event = _pending(folder, period)
        was_cut_short = event is not None
        if event is None:
            kept = _free_root(folder, period)
            event = Event(
                REOPENED, str(period), today(), kept.name, reason=reason.strip()
            )
            add_event(folder, event)
        # The log comes first: a reason is never lost, and the next run ends the rest.
        os.replace(closed.folder.root, place / event.folder)  # noqa: PTH105 - as delivery
    return Reopened(place / event.folder, event.reason, was_cut_short)


def _pending(folder: MunicipalityFolder, period: Period) -> Event | None:
    """Return the reopening that was cut short, if the last one was."""
    events = [e for e in read_events(folder) if e.period == str(period)]
    last = events[-1] if events else None
    return last if last is not None and is_cut_short(folder, last) else None


def _free_root(folder: MunicipalityFolder, period: Period) -> Path:
    roots = (reopened_root(folder, period, number) for number in count(1))
    return next(root for root in roots if not root.exists())
