"""Checking files and folders: the same reading and rules as the compiler's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.find import find_workbooks
from compile.folder import INBOX, MunicipalityFolder, folder_of
from compile.gather import gather
from compile.reading import PLAIN, Source, read_cards, sources_in
from compile.registers import examine_register
from compile.ticks import silent
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.model import Period
from workbook_templates.standard.register_layout import REGISTER_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compile.reading import Means, Reading
    from compile.ticks import Tick
    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.register import Register

_CLEAN, _FAULTY, _UNREADABLE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class CheckedCard:
    """A file that is a scorecard, and what it was checked against.

    Without a register or a period the workbook's own counted.
    """

    source: Source
    register: Register | None
    period: Period | None


@dataclass(frozen=True, slots=True)
class Checked:
    """How many files were checked, every finding, and the files that are cards."""

    count: int
    findings: tuple[Finding, ...]
    cards: tuple[CheckedCard, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 nothing to mend, 1 errors, 2 a file that could not be used."""
        severities = {finding.severity for finding in self.findings}
        if Severity.STOP in severities:
            return _UNREADABLE
        return _FAULTY if Severity.ERROR in severities else _CLEAN


def check_paths(
    paths: Sequence[Path],
    tell: Tick = silent,
    means: Means = PLAIN,
) -> Checked:
    """Check workbooks, registers and folders; raises UsageError for a missing path."""
    return _all([_check(path, tell, means) for path in paths])


def _all(results: Sequence[Checked]) -> Checked:
    findings = (f for result in results for f in result.findings)
    cards = (c for result in results for c in result.cards)
    return Checked(sum(r.count for r in results), tuple(findings), tuple(cards))


def _cards(
    readings: Sequence[Reading], register: Register | None, period: Period | None
) -> tuple[CheckedCard, ...]:
    sources = (reading.source for reading in readings if not reading.rejected)
    return tuple(CheckedCard(source, register, period) for source in sources)


def _check(path: Path, tell: Tick, means: Means) -> Checked:
    if not path.exists():
        message = f"{path} finns inte. Kontrollera stavningen eller ange rätt mapp."
        raise UsageError(message)
    if path.is_file():
        return _check_file(path, tell, means)
    if (path / REGISTER_FILE).is_file():
        return _check_municipality(MunicipalityFolder(path), tell, means)
    return _check_folder(path, tell, means)


def _check_file(path: Path, tell: Tick, means: Means) -> Checked:
    if path.name == REGISTER_FILE:
        return Checked(1, examine_register(path)[1])
    register = _register_above(path)
    readings = read_cards([Source(path, path.name)], register, None, tell, means)
    return Checked(1, readings[0].findings, _cards(readings, register, None))


def _check_folder(
    path: Path, tell: Tick, means: Means, base: Path | None = None
) -> Checked:
    """Check a folder's files; an inbox's also against its period and each other.

    Files are named by their path below base, or below the folder itself.
    """
    register = _register_above(path)
    period = _period_of(path)
    sources = sources_in(base or path, find_workbooks(path))
    readings = read_cards(sources, register, period, tell, means)
    cards = _cards(readings, register, period)
    if register is not None and period is not None:
        gathered = gather(register, period, readings)
        return Checked(len(sources), gathered.findings, cards)
    findings = tuple(f for r in readings for f in r.findings)
    return Checked(len(sources), findings, cards)


def _check_municipality(
    folder: MunicipalityFolder, tell: Tick, means: Means
) -> Checked:
    """Check the register and every period's inbox."""
    register = Checked(1, examine_register(folder.register)[1])
    inboxes = sorted(folder.root.glob(f"*/{INBOX}"))
    found = (_check_folder(i, tell, means, folder.root) for i in inboxes)
    return _all([register, *found])


def _register_above(path: Path) -> Register | None:
    """Return the register of the folder that a path lies in, if it is sound."""
    folder = folder_of(path.resolve())
    if folder is None:
        return None
    register, findings = examine_register(folder.register)
    return None if any(f.must_be_mended for f in findings) else register


def _period_of(path: Path) -> Period | None:
    """Return the period whose inbox a folder is, or None."""
    if path.resolve().name != INBOX:
        return None
    try:
        return Period.parse(path.resolve().parent.name)
    except UsageError:
        return None
