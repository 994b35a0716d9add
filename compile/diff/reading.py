"""From the municipality's folder to two periods compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.diff.changes import compare_periods
from compile.history import PastPeriod, read_period
from compile.reading import PLAIN
from compile.registers import load_register
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from compile.diff.changes import Diff
    from compile.folder import MunicipalityFolder
    from compile.reading import Means
    from workbook_templates.standard.model import Period
    from workbook_templates.standard.register import Register


def diff_periods(
    folder: MunicipalityFolder, before: Period, now: Period, means: Means = PLAIN
) -> Diff:
    """Compare two periods' cards, the earlier one first.

    Raises UsageError where the folder or a period is unknown, where a period has no
    cards, or where the periods do not come in order; RegisterError where the
    register has faults.
    """
    if not before < now:
        message = (
            f"{before} kommer inte före {now}. Skriv den tidigare perioden först, "
            f"till exempel malkort diff MAPP {now.previous} {now}."
        )
        raise UsageError(message)
    register, _ = load_register(folder)
    return compare_periods(
        *(_cards(folder, period, register, means) for period in (before, now))
    )


def _cards(
    folder: MunicipalityFolder, period: Period, register: Register, means: Means
) -> PastPeriod:
    """Return a period's cards; raises UsageError where it has none."""
    found = read_period(folder, period, register, means)
    if found is None or not found.cards:
        message = (
            f"Det finns inga kort för {period} i {folder.inbox(period)}. Ange perioder "
            "som har lämnats in."
        )
        raise UsageError(message)
    return found
