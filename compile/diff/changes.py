"""What differs between two periods, unit by unit. Nothing is read or printed here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.organisation import chapters_of
from workbook_templates.standard.comparing import (
    ActivityMove,
    Move,
    compare_activities,
    compare_goals,
    compare_measures,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from compile.history import PastPeriod
    from workbook_templates.standard.comparing import (
        ActivityChange,
        GoalChange,
        MeasureChange,
    )
    from workbook_templates.standard.model import Scorecard, Unit

# Filled in anew each time, so another text is no change of the goal itself.
_SAID_EACH_TIME = frozenset({"comment", "remedy"})


@dataclass(frozen=True, slots=True)
class UnitDiff:
    """A unit with its changes; those that say nothing new are left out.

    before and now: its card in each period, None where it has none.
    """

    unit: Unit
    department: str
    before: Scorecard | None
    now: Scorecard | None
    goals: tuple[GoalChange, ...] = ()
    measures: tuple[MeasureChange, ...] = ()
    activities: tuple[ActivityChange, ...] = ()

    @property
    def name_before(self) -> str:
        """What the unit was called in the earlier period; "" for the same name."""
        name = self.before.unit_name if self.before else ""
        return "" if name == self.unit.name else name

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to tell of it."""
        records = self.goals or self.measures or self.activities
        has_one = (self.before is None) != (self.now is None)
        return bool(records or has_one or self.name_before)


@dataclass(frozen=True, slots=True)
class Diff:
    """Two periods compared. units: those of either period, in the report's order.

    goal_moves, measure_moves and activity_moves count all records of units that
    have a card in both, also those that are the same.
    """

    before: PastPeriod
    now: PastPeriod
    units: tuple[UnitDiff, ...]
    goal_moves: Mapping[Move, int]
    measure_moves: Mapping[Move, int]
    activity_moves: Mapping[ActivityMove, int]

    @property
    def notices(self) -> tuple[str, ...]:
        """What could not be compared, in Swedish sentences."""
        return (*self.before.notices, *self.now.notices)

    @property
    def moved_targets(self) -> tuple[tuple[UnitDiff, MeasureChange], ...]:
        """The measures whose target was changed in mid-year, with their units."""
        return tuple((u, m) for u in self.units for m in u.measures if m.target_moved)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all has changed."""
        return not any(unit.is_changed for unit in self.units)


def compare_periods(before: PastPeriod, now: PastPeriod) -> Diff:
    """Return what differs between two periods; an earlier one comes first."""
    plan = now.register.plan(now.period)
    last_day = plan.end if plan else None
    units = tuple(_units(before, now, last_day))
    both = [u for u in units if u.before and u.now]
    return Diff(
        before,
        now,
        tuple(_noteworthy(unit) for unit in units),
        Counter(change.move for unit in both for change in unit.goals),
        Counter(change.move for unit in both for change in unit.measures),
        Counter(change.move for unit in both for change in unit.activities),
    )


def _units(
    before: PastPeriod, now: PastPeriod, last_day: date | None
) -> Iterator[UnitDiff]:
    """Yield every unit with a card in either period, all its records with it."""
    seen: set[str] = set()
    for past in (now, before):
        members = [past.register.unit(card.unit_id) for card in past.cards]
        known = tuple(u for u in members if u is not None and u.id not in seen)
        seen |= {unit.id for unit in known}
        for name, chapter in chapters_of(known, past.register).items():
            for unit in chapter:
                cards = (before.card_of(unit.id), now.card_of(unit.id))
                yield _unit(unit, name, *cards, last_day)


def _unit(
    unit: Unit,
    department: str,
    before: Scorecard | None,
    now: Scorecard | None,
    last_day: date | None,
) -> UnitDiff:
    if before is None or now is None:
        return UnitDiff(unit, department, before, now)
    return UnitDiff(
        unit,
        department,
        before,
        now,
        compare_goals(before, now),
        compare_measures(before, now),
        compare_activities(before, now, last_day),
    )


def _noteworthy(unit: UnitDiff) -> UnitDiff:
    """Return a unit with only the records that say something new."""
    return UnitDiff(
        unit.unit,
        unit.department,
        unit.before,
        unit.now,
        tuple(g for g in unit.goals if _is_new_goal(g)),
        tuple(m for m in unit.measures if m.move is not Move.SAME or _differs(m)),
        tuple(a for a in unit.activities if _is_new_activity(a)),
    )


def _is_new_goal(change: GoalChange) -> bool:
    moves = {change.move, change.forecast_move}
    return moves != {Move.SAME} or _differs(change)


def _is_new_activity(change: ActivityChange) -> bool:
    return change.move is not ActivityMove.SAME or _differs(change)


def _differs(change: GoalChange | MeasureChange | ActivityChange) -> bool:
    return bool(own_changes(change))


def own_changes(
    change: GoalChange | MeasureChange | ActivityChange,
) -> tuple[str, ...]:
    """Return the keys of the columns that differ and are not written each time."""
    return tuple(key for key in change.changed if key not in _SAID_EACH_TIME)
