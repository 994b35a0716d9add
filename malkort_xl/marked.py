"""A marked copy of a file: what Kontrollera does in Excel, done to another file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from malkort_xl import actions
from malkort_xl.engines.openpyxl_engine import open_copy
from malkort_xl.messages import COPY_FAILED, ActionRefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from workbook_templates.standard.model import Period
    from workbook_templates.standard.register import Register


def mark_copy(
    source: Path,
    target: Path,
    register: Register | None = None,
    period: Period | None = None,
) -> None:
    """Write a checked and marked copy of a workbook; the source is only read.

    register and period: those that the workbook is checked against, None for its
    own. Raises ActionRefusedError where the source is no scorecard, where it cannot
    be copied, and where the copy would be written over the source.
    """
    try:
        book = open_copy(source)
        actions.check(book, register=register, period=period)
        target.parent.mkdir(parents=True, exist_ok=True)
        book.save(target)
    except ActionRefusedError:
        raise
    except Exception as error:
        # openpyxl has no error of its own for all that a file may hold.
        raise ActionRefusedError(COPY_FAILED.format(file=source.name)) from error
