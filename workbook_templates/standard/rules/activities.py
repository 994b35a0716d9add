"""MK3xx: an activity's dates against its status and its goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.findings import Severity
from workbook_templates.standard.model import ActivityStatus
from workbook_templates.standard.rules.phrases import is_blank, name
from workbook_templates.standard.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from workbook_templates.standard.model import Activity, Scorecard
    from workbook_templates.standard.rules.registry import Context, Hits

_OPEN = (ActivityStatus.NOT_STARTED, ActivityStatus.ONGOING)
_EXPLAINED = (ActivityStatus.LATE, ActivityStatus.DROPPED)


@rule(
    "MK301",
    title="Aktiviteten är sen men inte markerad så",
    severity=Severity.ERROR,
    wrong="Aktivitet {activity} skulle vara klar {end} men är ”{status}”.",
    remedy="Välj ”{late}”, ”{done}” eller ”{dropped}”, eller rätta slutdatumet.",
)
def rule_late_activity_is_marked(card: Scorecard, context: Context) -> Hits:
    """Find open activities that were due by the period's last day."""
    for activity, today in _at_the_end(card, context):
        if activity.end and activity.end <= today and activity.status in _OPEN:
            values = _words(activity, context) | {"end": activity.end}
            values["late"] = context.word(ActivityStatus.LATE)
            values["done"] = context.word(ActivityStatus.DONE)
            values["dropped"] = context.word(ActivityStatus.DROPPED)
            yield activity.origin.at("status"), values


@rule(
    "MK302",
    title="Försenad eller struken aktivitet utan förklaring",
    severity=Severity.ERROR,
    wrong="Aktivitet {activity} är ”{status}”, men det står inte varför.",
    remedy="Skriv orsaken i kommentaren, och vad som händer nu.",
)
def rule_late_activity_is_explained(card: Scorecard, context: Context) -> Hits:
    """Find late and dropped activities that do not tell why."""
    for activity in card.activities:
        if activity.status in _EXPLAINED and is_blank(activity.comment):
            yield activity.origin.at("comment"), _words(activity, context)


@rule(
    "MK303",
    title="Aktiviteten slutar före den börjar",
    severity=Severity.ERROR,
    wrong="Aktivitet {activity} börjar {start} men slutar {end}.",
    remedy="Rätta datumen så att slutet inte ligger före starten.",
)
def rule_dates_in_order(card: Scorecard, context: Context) -> Hits:
    """Find activities that end before they start."""
    del context
    for activity in card.activities:
        if activity.start and activity.end and activity.end < activity.start:
            values = {"start": activity.start, "end": activity.end}
            yield activity.origin.at("end"), values | {"activity": name(activity)}


@rule(
    "MK304",
    title="Genomförd före sin start",
    severity=Severity.WARNING,
    wrong="Aktivitet {activity} är ”{status}”, men börjar först {start}.",
    remedy="Rätta statusen eller startdatumet.",
)
def rule_done_activity_has_started(card: Scorecard, context: Context) -> Hits:
    """Find activities that are done, but start after the period's last day."""
    for activity, today in _at_the_end(card, context):
        is_done = activity.status is ActivityStatus.DONE
        if is_done and activity.start and activity.start > today:
            values = _words(activity, context) | {"start": activity.start}
            yield activity.origin.at("status"), values


@rule(
    "MK305",
    title="Inte påbörjad fast starten har passerat",
    severity=Severity.WARNING,
    wrong="Aktivitet {activity} är ”{status}”, men skulle börja {start}.",
    remedy="Rätta statusen eller startdatumet.",
)
def rule_started_activity_is_marked(card: Scorecard, context: Context) -> Hits:
    """Find activities that should have begun; one that should be done is MK301."""
    for activity, today in _at_the_end(card, context):
        is_waiting = activity.status is ActivityStatus.NOT_STARTED
        is_overdue = activity.end is not None and activity.end <= today
        if is_waiting and not is_overdue and activity.start and activity.start <= today:
            values = _words(activity, context) | {"start": activity.start}
            yield activity.origin.at("status"), values


@rule(
    "MK306",
    title="Aktiviteten slutar efter målets sista år",
    severity=Severity.WARNING,
    wrong="Aktivitet {activity} slutar {end}, men mål {goal} gäller till {year}.",
    remedy="Rätta slutdatumet eller målets år.",
)
def rule_activity_ends_with_goal(card: Scorecard, context: Context) -> Hits:
    """Find activities that end after their goal's last year.

    Silent for a goal that is over before the card's year, which is MK123.
    """
    period = context.period_of(card)
    first = period.year if period else 0
    goals = {goal.id: goal for goal in card.goals}
    for activity in card.activities:
        goal = goals.get(activity.goal_id)
        year = goal.end_year if goal else None
        if goal and year and activity.end and activity.end.year > year >= first:
            values = {"activity": name(activity), "end": activity.end, "year": year}
            yield activity.origin.at("end"), values | {"goal": name(goal)}


@rule(
    "MK307",
    title="Försenad fast slutdatumet inte har passerat",
    severity=Severity.WARNING,
    wrong="Aktivitet {activity} är ”{status}”, men ska vara klar först {end}.",
    remedy="Välj ”{ongoing}” om slutdatumet håller, eller förklara i kommentaren.",
)
def rule_late_activity_is_overdue(card: Scorecard, context: Context) -> Hits:
    """Find late activities whose last day is ahead, and that do not explain it."""
    for activity, today in _at_the_end(card, context):
        is_late = activity.status is ActivityStatus.LATE
        is_ahead = activity.end is not None and activity.end > today
        if is_late and is_ahead and is_blank(activity.comment):
            values = _words(activity, context) | {"end": activity.end}
            values["ongoing"] = context.word(ActivityStatus.ONGOING)
            yield activity.origin.at("status"), values


def _at_the_end(card: Scorecard, context: Context) -> Iterator[tuple[Activity, date]]:
    """Yield each activity with the period's last day, where the register has it."""
    plan = context.plan_of(card)
    if plan:
        for activity in card.activities:
            yield activity, plan.end


def _words(activity: Activity, context: Context) -> dict[str, object]:
    """Return an activity's id and its status in words."""
    status = context.word(activity.status) if activity.status else ""
    return {"activity": name(activity), "status": status}
