"""The register as the commands use it: read, and refused where it has faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.intake.limits import REGISTER_LIMITS
from compile.intake.reader import read_with_findings
from workbook_templates.standard.errors import (
    RegisterError,
    UnreadableWorkbookError,
    UsageError,
)
from workbook_templates.standard.register import Register
from workbook_templates.standard.register_reading import read_register

if TYPE_CHECKING:
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.model import Period


def examine_register(path: Path) -> tuple[Register, tuple[Finding, ...]]:
    """Return the register in a workbook and all its findings; never raises for them."""
    try:
        raw, noticed = read_with_findings(path, REGISTER_LIMITS)
    except UnreadableWorkbookError as error:
        return Register(), (error.finding,)
    register, found = read_register(raw)
    named = (f.in_file(path.name) for f in (*noticed, *found))
    return register, tuple(sorted(named, key=lambda f: f.sort_key))


def load_register(folder: MunicipalityFolder) -> tuple[Register, tuple[Finding, ...]]:
    """Return a folder's register and its warnings.

    Raises UsageError without a register and RegisterError where it has faults.
    """
    register, findings = examine_register(folder.checked().register)
    faults = [f for f in findings if f.must_be_mended]
    if faults:
        message = (
            f"Styrregistret {folder.register.name} har {len(faults)} fel. "
            "Rätta dem i Excel, spara och kör kommandot igen."
        )
        raise RegisterError(message, findings)
    return register, findings


def register_for(folder: MunicipalityFolder, period: Period) -> Register:
    """Return a folder's register; raises as load_register, and without the period."""
    register, _ = load_register(folder)
    if register.plan(period) is None:
        message = (
            f"Perioden {period} finns inte i {folder.register.name}. "
            "Lägg till den på fliken Perioder, eller ange en annan period."
        )
        raise UsageError(message)
    return register
