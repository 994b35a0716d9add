"""One workbook from its bytes to a card with findings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compile.intake.reader import read_with_findings
from workbook_templates.standard.errors import UnreadableWorkbookError
from workbook_templates.standard.examining import examine
from workbook_templates.standard.register import Register
from workbook_templates.standard.register_reading import carried_register

if TYPE_CHECKING:
    from pathlib import Path

    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.model import Period, Scorecard


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: its path and the name that messages and the report use."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: its card, or None where it was rejected."""

    source: Source
    card: Scorecard | None
    findings: tuple[Finding, ...]
    sha256: str

    @property
    def rejected(self) -> bool:
        """Whether the file could not be used at all."""
        return self.card is None

    @property
    def has_errors(self) -> bool:
        """Whether anything must be mended before a final report."""
        return any(f.must_be_mended for f in self.findings)


def read_card(
    source: Source, register: Register | None = None, period: Period | None = None
) -> Reading:
    """Read, parse and check one workbook.

    Without a register the copies that travel in the workbook are used; period
    is the one expected, or None for the workbook's own. Never raises for what
    is in the file.
    """
    try:
        raw, noticed = read_with_findings(source.path)
    except UnreadableWorkbookError as error:
        return Reading(
            source, None, (error.finding.in_file(source.name),), hash_of(source)
        )
    raw = replace(raw, file=source.name)
    known = register or carried_register(raw) or Register()
    examined = examine(raw, known, period)
    found = (*(f.in_file(source.name) for f in noticed), *examined.findings)
    findings = tuple(sorted(found, key=lambda f: f.sort_key))
    return Reading(source, examined.card, findings, raw.sha256)


def hash_of(source: Source) -> str:
    """Return a file's SHA-256 in lower-case hex, "" where it cannot be opened.

    A pipe or a device gives "" too, since it might never end.
    """
    try:
        if not source.path.is_file():
            return ""
        with source.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
