"""What is known of a period on the way to its last day: values, nothing printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.model import Period, Scorecard, Unit
    from workbook_templates.standard.readiness import Readiness
    from workbook_templates.standard.register import PeriodPlan, Register


class State(Enum):
    """Where a unit stands, the one with most to do first; the value is for JSON."""

    MISSING = "missing"  # no card that counts
    FAULTY = "faulty"  # a final report has to wait for it
    NOT_READY = "not_ready"  # nobody has marked it as done
    NOTED = "noted"  # handed in; there is something to look at
    DONE = "done"

    @property
    def rank(self) -> int:
        """Order for sorting, 0 has most to do."""
        return list(State).index(self)

    @property
    def is_lacking(self) -> bool:
        """Whether the unit still owes something."""
        return self in {State.MISSING, State.FAULTY, State.NOT_READY}


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a card leaves open, as ids.

    goals: without a responsible function. measures: without an owner. never_updated:
    measures that never had an outcome.
    """

    goals: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    never_updated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """One unit. card is None where none counts; then what comes after it is empty.

    saved: the day when the file was last saved, local time. faults: the card's
    findings that must be mended; warnings: the number of the others. is_unchanged:
    None where there is no earlier card to compare with. others: files of the unit
    that do not count. unread: files named as the unit's that could not be read.
    days_late: days between the last day and the day the card was done; 0 for in time
    or not known.
    """

    unit: Unit
    department: str
    state: State
    card: Scorecard | None = None
    saved: date | None = None
    faults: tuple[Finding, ...] = ()
    warnings: int = 0
    readiness: Readiness | None = None
    is_old_version: bool = False
    is_unchanged: bool | None = None
    days_late: int = 0
    gaps: Gaps = Gaps()
    others: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def errors(self) -> int:
        """The number of faults."""
        return len(self.faults)


@dataclass(frozen=True, slots=True)
class FileNote:
    """A file of the inbox that is nobody's card, and a Swedish sentence on why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Total:
    """How many units of a department stand where; name is the department's."""

    name: str
    units: int
    counts: tuple[int, ...]  # in the order of State

    def count(self, state: State) -> int:
        """Return the number of units in a state."""
        return self.counts[state.rank]


@dataclass(frozen=True, slots=True)
class PeriodStatus:
    """A period as it stands on a day.

    units: those with most to do first. totals: a row for each department, last the
    whole. strangers: cards of another unit or period. unreadable: files that could
    not be used. coming: names of files that are still being copied. since: the period
    that is_unchanged compares with, or None. notices: Swedish sentences on what
    could not be looked at.
    """

    register: Register
    period: Period
    plan: PeriodPlan
    today: date
    units: tuple[UnitStatus, ...]
    totals: tuple[Total, ...]
    strangers: tuple[FileNote, ...] = ()
    unreadable: tuple[FileNote, ...] = ()
    coming: tuple[str, ...] = ()
    since: Period | None = None
    notices: tuple[str, ...] = ()

    @property
    def days_left(self) -> int:
        """Days to the last day; 0 on it, less than 0 after it."""
        return (self.plan.deadline - self.today).days

    @property
    def whole(self) -> Total:
        """The numbers of all units."""
        return self.totals[-1]

    @property
    def lacking(self) -> tuple[UnitStatus, ...]:
        """The units that still owe something."""
        return tuple(u for u in self.units if u.state.is_lacking)

    @property
    def is_clean(self) -> bool:
        """Whether all cards are in, ready and without errors, and no file is astray."""
        astray = self.strangers or self.unreadable or self.coming
        return not (self.lacking or astray)
