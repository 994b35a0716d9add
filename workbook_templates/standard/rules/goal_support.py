"""MK11x: what a goal rests on: its measures and its activities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.findings import Severity
from workbook_templates.standard.model import GoalVerdict
from workbook_templates.standard.rules.phrases import is_better, is_blank, name
from workbook_templates.standard.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook_templates.standard.model import Activity, Goal, Measure, Scorecard
    from workbook_templates.standard.rules.registry import Context, Hits


@rule(
    "MK109",
    title="Målet bedöms bättre än alla sina mått",
    severity=Severity.WARNING,
    wrong="Mål {goal} är ”{verdict}”, men inget av målets mått är det.",
    remedy="Ändra bedömningen, eller förklara den i kommentaren.",
)
def rule_goal_agrees_with_measures(card: Scorecard, context: Context) -> Hits:
    """Find fulfilled goals none of whose measures is, with no comment on it."""
    for goal in _fulfilled_without_comment(card):
        measures = _measured(card, goal)
        worse = [m for m in measures if is_better(goal.verdict, m.verdict)]
        if measures and len(worse) == len(measures):
            values = {
                "goal": name(goal),
                "verdict": context.word(GoalVerdict.FULFILLED),
            }
            yield goal.origin.at("verdict"), values


@rule(
    "MK110",
    title="Målet är uppfyllt men inte alla mått",
    severity=Severity.WARNING,
    wrong="Mål {goal} är ”{verdict}”, men mått {measure} är ”{other}”.",
    remedy="Ändra bedömningen, eller förklara den i kommentaren.",
)
def rule_fulfilled_goal_has_fulfilled_measures(
    card: Scorecard, context: Context
) -> Hits:
    """Find fulfilled goals with some measure that is not; all of them is MK109."""
    for goal in _fulfilled_without_comment(card):
        measures = _measured(card, goal)
        worse = [m for m in measures if is_better(goal.verdict, m.verdict)]
        if worse and len(worse) < len(measures):
            values = {
                "goal": name(goal),
                "verdict": context.word(GoalVerdict.FULFILLED),
            }
            yield goal.origin.at("verdict"), values | _first(worse, context)


@rule(
    "MK111",
    title="Mål utan mått",
    severity=Severity.WARNING,
    wrong="Mål {goal} har inget mått.",
    remedy="Lägg in minst ett mått som visar om målet är uppfyllt.",
)
def rule_goal_has_measure(card: Scorecard, context: Context) -> Hits:
    """Find goals without a measure.

    A warning: in the middle of a year a manager cannot make up a trustworthy
    measure, and a made-up one is worse than none. The report tells measured goals
    from judged ones. Silent while a measure of the card belongs to no goal, since
    it may be the one.
    """
    del context
    if _has_unplaced(card.measures, card):
        return
    for goal in card.goals:
        if not card.measures_of(goal):
            yield goal.origin.at("id"), {"goal": name(goal)}


@rule(
    "MK112",
    title="Mål utan aktivitet",
    severity=Severity.WARNING,
    wrong="Mål {goal} har ingen aktivitet.",
    remedy="Lägg in det som görs för att nå målet.",
)
def rule_goal_has_activity(card: Scorecard, context: Context) -> Hits:
    """Find goals without an activity; a warning, and silent, as for MK111."""
    del context
    if _has_unplaced(card.activities, card):
        return
    for goal in card.goals:
        if not card.activities_of(goal):
            yield goal.origin.at("id"), {"goal": name(goal)}


def _fulfilled_without_comment(card: Scorecard) -> list[Goal]:
    """Return the fulfilled goals that explain nothing."""
    return [
        goal
        for goal in card.goals
        if goal.verdict is GoalVerdict.FULFILLED and is_blank(goal.comment)
    ]


def _measured(card: Scorecard, goal: Goal) -> list[Measure]:
    """Return a goal's measures that have a verdict to compare with."""
    unknown = (None, GoalVerdict.NOT_MEASURED)
    return [m for m in card.measures_of(goal) if m.verdict not in unknown]


def _first(measures: Sequence[Measure], context: Context) -> dict[str, object]:
    """Return the first measure's id and verdict in words."""
    measure = measures[0]
    word = context.word(measure.verdict) if measure.verdict else ""
    return {"measure": name(measure), "other": word}


def _has_unplaced(records: Sequence[Measure | Activity], card: Scorecard) -> bool:
    """Tell whether any record refers to no goal of the card; parsing names it."""
    ids = {goal.id for goal in card.goals}
    return any(record.goal_id not in ids for record in records)
