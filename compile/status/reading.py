"""From the municipality's folder to its status on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.archive import all_archived
from compile.find import find_workbooks
from compile.history import read_period
from compile.inbox import gather_inbox
from compile.reading import PLAIN
from compile.registers import register_for
from compile.status.survey import survey
from compile.ticks import silent

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from compile.history import PastPeriod
    from compile.reading import Means
    from compile.status.model import PeriodStatus
    from compile.ticks import Tick
    from workbook_templates.standard.model import Period
    from workbook_templates.standard.register import PeriodPlan, Register


@dataclass(frozen=True, slots=True)
class Ground:
    """What does not change while cards come in: register, dates, earlier cards."""

    folder: MunicipalityFolder
    period: Period
    register: Register
    plan: PeriodPlan
    previous: PastPeriod | None


def ground_of(
    folder: MunicipalityFolder, period: Period, means: Means = PLAIN
) -> Ground:
    """Read a folder's register and its last period that has cards.

    Raises UsageError where the folder or the period is unknown, RegisterError where
    the register has faults.
    """
    register = register_for(folder, period)
    plan = register.plan(period)
    assert plan is not None  # noqa: S101 - register_for has seen to it
    return Ground(
        folder, period, register, plan, _previous(folder, period, register, means)
    )


def _previous(
    folder: MunicipalityFolder, period: Period, register: Register, means: Means
) -> PastPeriod | None:
    """Return the last period before one that has cards, or None."""
    planned = {plan.period for plan in register.periods}
    closed = {kept.period for kept in all_archived(folder) if not kept.opened}
    for before in sorted((p for p in planned | closed if p < period), reverse=True):
        past = read_period(folder, before, register, means)
        if past is not None and past.cards:
            return past
    return None


def period_status(
    ground: Ground,
    today: date,
    tell: Tick = silent,
    means: Means = PLAIN,
    coming: Collection[Path] = (),
) -> PeriodStatus:
    """Read a period's inbox and return how it stands on a day.

    coming: files that are still being copied; they are named and not read.
    """
    inbox = ground.folder.inbox(ground.period)
    paths = [path for path in find_workbooks(inbox) if path not in coming]
    gathering = gather_inbox(
        inbox, ground.register, ground.period, tell, means, paths=paths
    )
    waiting = tuple(sorted(path.relative_to(inbox).as_posix() for path in coming))
    return survey(gathering, ground.plan, today, ground.previous, waiting)
