"""Whether a verdict or an outcome is better or worse than an earlier one."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from workbook_templates.standard.assessment import QUIET, finite
from workbook_templates.standard.model import Direction, GoalVerdict

if TYPE_CHECKING:
    from decimal import Decimal

    from workbook_templates.standard.model import Measure


class Move(Enum):
    """How a goal or a measure stands against an earlier card.

    OTHER: it has changed, or may have, but neither way is the better one: to or
    from "not measured", no verdict, or no value. NEW and DROPPED: it stands in the
    later card only, or in the earlier one only.
    """

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    OTHER = "other"
    NEW = "new"
    DROPPED = "dropped"


_ORDER: tuple[GoalVerdict | None, ...] = (
    GoalVerdict.NOT_FULFILLED,
    GoalVerdict.PARTLY,
    GoalVerdict.FULFILLED,
)


def verdict_move(before: GoalVerdict | None, now: GoalVerdict | None) -> Move:
    """Return how a verdict stands against an earlier one; None is no verdict."""
    if before is now:
        return Move.SAME
    if before not in _ORDER or now not in _ORDER:
        return Move.OTHER
    return Move.BETTER if _ORDER.index(now) > _ORDER.index(before) else Move.WORSE


def outcome_move(measure: Measure, before: Decimal | None, now: Decimal | None) -> Move:
    """Return how an outcome stands against an earlier one, by the direction.

    INCREASE and STAY_ABOVE: more is better. DECREASE: less is. REACH: as one of
    them, by where the target lies from the baseline; without a baseline, and for
    APPROACH, nearer to the target is better. OTHER where it cannot be told.
    """
    old, new = finite(before), finite(now)
    if old is None or new is None:
        return Move.OTHER
    if old == new:
        return Move.SAME
    gain = _gain(measure, old, new)
    if gain is None:
        return Move.OTHER
    if gain == 0:
        return Move.SAME
    return Move.BETTER if gain > 0 else Move.WORSE


def _gain(measure: Measure, old: Decimal, new: Decimal) -> Decimal | None:
    """Return how much better the new outcome is, below zero for worse."""
    target, direction = finite(measure.target), _way(measure)
    if direction in {Direction.INCREASE, Direction.STAY_ABOVE}:
        return QUIET.subtract(new, old)
    if direction is Direction.DECREASE:
        return QUIET.subtract(old, new)
    if direction is None or target is None:
        return None
    return QUIET.subtract(_distance(old, target), _distance(new, target))


def _way(measure: Measure) -> Direction | None:
    """Return the direction; REACH as the way that its baseline gives, if it does."""
    target, baseline = finite(measure.target), finite(measure.baseline)
    if measure.direction is not Direction.REACH or target is None or baseline is None:
        return measure.direction
    if baseline == target:
        return measure.direction
    return Direction.INCREASE if baseline < target else Direction.DECREASE


def _distance(outcome: Decimal, target: Decimal) -> Decimal:
    return QUIET.subtract(outcome, target).copy_abs()
