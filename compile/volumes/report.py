"""A whole report in volumes, drafted into one delivery."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from compile.volumes.making import make, making
from compile.volumes.plan import MARK, MOST_CARDS, entries_of, volumes_of

if TYPE_CHECKING:
    from pathlib import Path

    from compile.delivery import Delivery
    from compile.report import ReportFiles
    from compile.ticks import Tick
    from compile.volumes.making import Job


def draft_volumes(
    whole: Job, delivery: Delivery, tell: Tick, most: int = MOST_CARDS
) -> tuple[ReportFiles, ...]:
    """Write the main volume's drafts and all others'; the main one's come first.

    tell: called with each volume that is finished. most: units in a volume. Raises as
    draft_report does, and UsageError where a process was killed.
    """
    volumes = volumes_of(whole.gathering, most)
    entries = entries_of(volumes, whole.gathering, whole.docx)
    with making(whole, volumes, delivery, tell) as made:
        main = make(whole, delivery, entries)
    return (main, *made)


def withdraw_stale(delivery: Delivery, report: Path) -> None:
    """Let volumes of an earlier run go when the new report comes."""
    prefix = f"{report.stem}{MARK}"
    for path in sorted(report.parent.iterdir()):
        if path.name.startswith(prefix) and path.name not in delivery.drafts:
            delivery.withdraw(path)


def with_first_error(files: tuple[ReportFiles, ...]) -> ReportFiles:
    """Return the main volume's files, with the error of any volume."""
    errors = (each.error for each in files if each.error is not None)
    return replace(files[0], error=next(errors, None))
