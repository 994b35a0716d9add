"""From last period's card to the next period's draft.

The draft keeps what a unit would otherwise type again, by its stable ids, and
puts last period's verdict, outcome and comment beside the fields.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbook_templates.standard.model import ActivityStatus, Origin, Scorecard

if TYPE_CHECKING:
    from workbook_templates.standard.model import (
        Activity,
        Goal,
        Measure,
        Period,
        Unit,
    )

_SETTLED = (ActivityStatus.DONE, ActivityStatus.DROPPED)


@dataclass(frozen=True, slots=True)
class Draft:
    """A card to send out, and the goals that were left behind with their rows."""

    card: Scorecard
    left_behind: tuple[Goal, ...] = ()


def draft(unit: Unit, period: Period, previous: Scorecard | None) -> Draft:
    """Return the card to send to a unit, from its previous card if there is one.

    A goal whose horizon ended before the period's year is left behind together
    with its measures and activities.
    """
    blank = Scorecard(unit.id, unit.name, period, responsible=unit.responsible)
    if previous is None:
        return Draft(blank)
    gone = tuple(g for g in previous.goals if (g.end_year or period.year) < period.year)
    gone_ids = {goal.id for goal in gone}
    card = replace(
        blank,
        responsible=previous.responsible or unit.responsible,
        contact=previous.contact,
        goals=tuple(_goal(g) for g in previous.goals if g.id not in gone_ids),
        measures=tuple(
            _measure(m, previous.period, period)
            for m in previous.measures
            if m.goal_id not in gone_ids
        ),
        activities=tuple(
            _activity(a) for a in previous.activities if a.goal_id not in gone_ids
        ),
    )
    return Draft(card, gone)


def _goal(goal: Goal) -> Goal:
    return replace(
        goal,
        verdict=None,
        forecast=None,
        comment="",
        remedy="",
        previous_verdict=goal.verdict,
        previous_comment=goal.comment,
        origin=Origin(),
    )


def _measure(measure: Measure, then: Period | None, now: Period) -> Measure:
    """Keep this year's outcomes; a new year starts with none."""
    cleared = replace(
        measure,
        verdict=None,
        comment="",
        previous_outcome=measure.outcome(then.tertial) if then else None,
        previous_verdict=measure.verdict,
        previous_comment=measure.comment,
        origin=Origin(),
    )
    if then is None or then.year != now.year:
        return replace(cleared, outcome_1=None, outcome_2=None, outcome_3=None)
    return cleared


def _activity(activity: Activity) -> Activity:
    """Keep a status that will not change again; ask anew for the others."""
    kept = activity.status if activity.status in _SETTLED else None
    return replace(
        activity,
        status=kept,
        comment=activity.comment if kept else "",
        previous_status=activity.status,
        previous_comment=activity.comment,
        origin=Origin(),
    )
