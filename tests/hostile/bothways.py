"""The quick way of reading plain sheets, held against the walker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from compile.intake.limits import DEFAULT_LIMITS
from compile.intake.reader import read_with_findings
from workbook_templates.standard.errors import UnreadableWorkbookError

if TYPE_CHECKING:
    from pathlib import Path

    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.raw import RawWorkbook

# No sheet is small enough for the quick way then.
WALKED = replace(DEFAULT_LIMITS, calm_bytes=-1)


def both_ways(path: Path) -> tuple[object, object]:
    """Return what comes of a file by either way, to be held to be equal."""
    return _outcome(path, quickly=True), _outcome(path, quickly=False)


def _outcome(
    path: Path, *, quickly: bool
) -> tuple[RawWorkbook, tuple[Finding, ...]] | Finding:
    try:
        return read_with_findings(path, DEFAULT_LIMITS if quickly else WALKED)
    except UnreadableWorkbookError as error:
        return error.finding
