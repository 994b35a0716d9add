"""What differs between two cards of one unit, record by record.

Records are matched by their stable ids. Whoever prints the differences takes the
words from here as they are: a move and the keys of the columns that changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from workbook_templates.standard.columns import Role
from workbook_templates.standard.layout import ACTIVITIES, GOALS, MEASURES
from workbook_templates.standard.model import (
    Activity,
    ActivityStatus,
    Goal,
    Measure,
)
from workbook_templates.standard.moves import Move, outcome_move, verdict_move

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.model import Scorecard

__all__ = [
    "ActivityChange",
    "ActivityMove",
    "GoalChange",
    "MeasureChange",
    "Move",
    "compare_activities",
    "compare_by_own_account",
    "compare_goals",
    "compare_measures",
    "is_late",
    "is_unchanged",
    "outcome_move",
    "own_outcome",
    "verdict_move",
]

Record = TypeVar("Record", Goal, Measure, Activity)


class ActivityMove(Enum):
    """What has become of an activity since an earlier card.

    LATE: it is late now, whether it was so before or not. FINISHED and WITHDRAWN:
    it has got that status since. OTHER: another status than before. GONE: it
    stands in the earlier card only.
    """

    NEW = "new"
    FINISHED = "finished"
    LATE = "late"
    WITHDRAWN = "withdrawn"
    OTHER = "other"
    SAME = "same"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class GoalChange:
    """A goal before and now; None where the card lacks it.

    move goes by the verdict, forecast_move by the forecast. changed: keys of the
    columns of layout.GOALS that the author writes and that differ.
    """

    before: Goal | None
    now: Goal | None
    move: Move
    forecast_move: Move
    changed: tuple[str, ...] = ()

    @property
    def goal(self) -> Goal:
        """The goal as it is now, or as it was before it was dropped."""
        return _either(self.now, self.before)


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """A measure before and now; None where the card lacks it.

    The outcomes are those of the two cards' own periods, None where not filled in;
    move goes by them and the measure's direction. changed: as in GoalChange.
    target_moved: another target in the same year, which is no new year's target.
    """

    before: Measure | None
    now: Measure | None
    move: Move
    outcome_before: Decimal | None = None
    outcome_now: Decimal | None = None
    changed: tuple[str, ...] = ()
    target_moved: bool = False

    @property
    def measure(self) -> Measure:
        """The measure as it is now, or as it was before it was dropped."""
        return _either(self.now, self.before)


@dataclass(frozen=True, slots=True)
class ActivityChange:
    """An activity before and now; None where the card lacks it; changed as above."""

    before: Activity | None
    now: Activity | None
    move: ActivityMove
    changed: tuple[str, ...] = ()

    @property
    def activity(self) -> Activity:
        """The activity as it is now, or as it was before it went."""
        return _either(self.now, self.before)


def compare_goals(before: Scorecard, now: Scorecard) -> tuple[GoalChange, ...]:
    """Return every goal of two cards: those of now in their order, then the dropped."""
    return tuple(_goal_change(*pair) for pair in _paired(before.goals, now.goals))


def compare_by_own_account(card: Scorecard) -> tuple[GoalChange, ...]:
    """Return a card's goals against the last verdict that the card itself repeats.

    For a unit whose earlier card is not at hand. A goal without a last verdict is
    taken for new; dropped goals, forecasts and texts cannot be known.
    """
    return tuple(_repeated_change(goal) for goal in card.goals)


def compare_measures(before: Scorecard, now: Scorecard) -> tuple[MeasureChange, ...]:
    """Return every measure of two cards, in the order of compare_goals."""
    return tuple(
        _measure_change(old, new, before, now)
        for old, new in _paired(before.measures, now.measures)
    )


def compare_activities(
    before: Scorecard, now: Scorecard, last_day: date | None = None
) -> tuple[ActivityChange, ...]:
    """Return every activity of two cards, in the order of compare_goals.

    last_day: the later period's, by which an activity that should have ended is late.
    """
    return tuple(
        ActivityChange(
            old, new, _activity_move(old, new, last_day), _changed(old, new, ACTIVITIES)
        )
        for old, new in _paired(before.activities, now.activities)
    )


def is_unchanged(card: Scorecard, before: Scorecard) -> bool:
    """Tell whether a card says nothing that the unit's earlier card did not say.

    All that the author writes counts: summary, responsible function, and the rows
    of the three tables. Who filled it in, when, and whether it is ready does not.
    A text, a forecast or an outcome that is left empty says nothing new; a verdict
    or a status that is left empty is a change, since it is asked for every time.
    An outcome that repeats the earlier card's is no new one.
    """
    if card.responsible != before.responsible:
        return False
    if card.summary not in {"", before.summary}:
        return False
    goals = _paired(before.goals, card.goals)
    activities = _paired(before.activities, card.activities)
    if not all(_says_the_same(old, new, GOALS) for old, new in goals):
        return False
    if not all(_says_the_same(old, new, ACTIVITIES) for old, new in activities):
        return False
    return all(
        _says_the_same(old, new, MEASURES)
        and not (old and new and _has_new_outcome(old, new, before, card))
        for old, new in _paired(before.measures, card.measures)
    )


def own_outcome(card: Scorecard, measure: Measure) -> Decimal | None:
    """Return a measure's outcome of its card's own period, or None."""
    return measure.outcome(card.period.tertial) if card.period else None


def is_late(activity: Activity, last_day: date | None) -> bool:
    """Tell whether an activity is late by its status, or by its end date.

    By the end date: it lies on or before last_day, the period's, and the activity is
    neither done nor dropped.
    """
    if activity.status in _SETTLED:
        return False
    if activity.status is ActivityStatus.LATE:
        return True
    return bool(last_day and activity.end and activity.end <= last_day)


_SETTLED = (ActivityStatus.DONE, ActivityStatus.DROPPED)
_OUTCOMES = ("outcome_1", "outcome_2", "outcome_3")
_SAYS_NOTHING_EMPTY = ("comment", "remedy", "forecast")
_WRITTEN = {
    table.name: tuple(
        column.key
        for column in table.columns
        if column.role is Role.INPUT and column.key not in _OUTCOMES
    )
    for table in (GOALS, MEASURES, ACTIVITIES)
}


def _either(now: Record | None, before: Record | None) -> Record:
    """Return the one that there is; a change has at least one of the two."""
    found = now or before
    if found is None:
        message = "a change without a record"
        raise ValueError(message)
    return found


def _paired(
    before: Iterable[Record], now: Iterable[Record]
) -> Iterator[tuple[Record | None, Record | None]]:
    """Yield (before, now) by id: now's records in order, then those that are gone.

    A faulty card may have an id twice, or a row without one: the first goes with
    the first and so on, and a row without an id goes by its text.
    """
    waiting: dict[str, list[Record]] = {}
    for record in before:
        waiting.setdefault(_key(record), []).append(record)
    for record in now:
        mates = waiting.get(_key(record))
        yield (mates.pop(0) if mates else None), record
    gone = {id(record) for mates in waiting.values() for record in mates}
    yield from ((record, None) for record in before if id(record) in gone)


def _key(record: Record) -> str:
    if record.id:
        return record.id
    return f" {record.name if isinstance(record, Measure) else record.text}"


def _presence(before: object | None, now: object | None) -> Move | None:
    """Return NEW or DROPPED for a record that one of the cards lacks."""
    if before is None:
        return Move.NEW
    return Move.DROPPED if now is None else None


def _changed(
    before: Record | None, now: Record | None, table: Table
) -> tuple[str, ...]:
    if before is None or now is None:
        return ()
    keys = _WRITTEN[table.name]
    return tuple(key for key in keys if getattr(before, key) != getattr(now, key))


def _goal_change(old: Goal | None, new: Goal | None) -> GoalChange:
    return GoalChange(
        old,
        new,
        _presence(old, new)
        or verdict_move(old.verdict if old else None, new.verdict if new else None),
        _presence(old, new)
        or verdict_move(old.forecast if old else None, new.forecast if new else None),
        _changed(old, new, GOALS),
    )


def _repeated_change(goal: Goal) -> GoalChange:
    if goal.previous_verdict is None:
        return GoalChange(None, goal, Move.NEW, Move.NEW)
    before = replace(goal, verdict=goal.previous_verdict, forecast=None)
    move = verdict_move(goal.previous_verdict, goal.verdict)
    return GoalChange(before, goal, move, Move.OTHER)


def _measure_change(
    old: Measure | None, new: Measure | None, before: Scorecard, now: Scorecard
) -> MeasureChange:
    then = own_outcome(before, old) if old else None
    here = own_outcome(now, new) if new else None
    changed = _changed(old, new, MEASURES)
    return MeasureChange(
        old,
        new,
        _presence(old, new) or outcome_move(_either(new, old), then, here),
        then,
        here,
        changed,
        target_moved="target" in changed and _is_same_year(before, now),
    )


def _is_same_year(before: Scorecard, now: Scorecard) -> bool:
    return bool(before.period and now.period and before.period.year == now.period.year)


def _activity_move(
    old: Activity | None, new: Activity | None, last_day: date | None
) -> ActivityMove:
    if new is None:
        return ActivityMove.GONE
    if old is None:
        return ActivityMove.NEW
    if is_late(new, last_day):
        return ActivityMove.LATE
    if old.status is new.status:
        return ActivityMove.SAME
    return _MOVE_TO.get(new.status, ActivityMove.OTHER)


_MOVE_TO: dict[ActivityStatus | None, ActivityMove] = {
    ActivityStatus.DONE: ActivityMove.FINISHED,
    ActivityStatus.DROPPED: ActivityMove.WITHDRAWN,
}


def _says_the_same(before: Record | None, now: Record | None, table: Table) -> bool:
    """Tell whether a row says nothing new, its outcomes apart."""
    if before is None or now is None:
        return False
    return all(
        key in _SAYS_NOTHING_EMPTY and not getattr(now, key)
        for key in _changed(before, now, table)
    )


def _has_new_outcome(
    old: Measure, new: Measure, before: Scorecard, now: Scorecard
) -> bool:
    """Tell whether any outcome is neither empty, nor as it was, nor the last again."""
    last = own_outcome(before, old)
    same_year = _is_same_year(before, now)
    return any(
        getattr(new, key) not in {None, last, getattr(old, key) if same_year else last}
        for key in _OUTCOMES
    )
