"""MK10x: a goal's verdict and forecast, and what they ask of comment and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.findings import Severity
from workbook_templates.standard.model import ActivityStatus, GoalVerdict
from workbook_templates.standard.rules.phrases import (
    DEVIATIONS,
    LAST_TERTIAL,
    is_better,
    is_blank,
    name,
)
from workbook_templates.standard.rules.registry import rule

if TYPE_CHECKING:
    from workbook_templates.standard.model import Goal, Scorecard
    from workbook_templates.standard.rules.registry import Context, Hits

_CLOSED = (ActivityStatus.DONE, ActivityStatus.DROPPED)


@rule(
    "MK101",
    title="Avvikelse utan orsak",
    severity=Severity.ERROR,
    wrong="Mål {goal} är ”{verdict}”, men det står inte varför.",
    remedy="Skriv i kommentaren vad det beror på.",
)
def rule_deviation_has_cause(card: Scorecard, context: Context) -> Hits:
    """Find goals partly or not fulfilled, with no cause in the comment."""
    for goal in card.goals:
        if goal.verdict in DEVIATIONS and is_blank(goal.comment):
            yield goal.origin.at("comment"), _verdict(goal, context)


@rule(
    "MK102",
    title="Avvikelse utan åtgärd",
    severity=Severity.ERROR,
    wrong="Mål {goal} är ”{verdict}”, men ingen åtgärd är skriven.",
    remedy="Skriv vad som görs och när det ska vara klart.",
)
def rule_deviation_has_remedy(card: Scorecard, context: Context) -> Hits:
    """Find goals partly or not fulfilled, with no remedy."""
    for goal in card.goals:
        if goal.verdict in DEVIATIONS and is_blank(goal.remedy):
            yield goal.origin.at("remedy"), _verdict(goal, context)


@rule(
    "MK103",
    title="Omätt mål utan förklaring",
    severity=Severity.ERROR,
    wrong="Mål {goal} är ”{verdict}”, men det står inte varför.",
    remedy="Skriv i kommentaren varför läget inte är känt och när det blir känt.",
)
def rule_not_measured_is_explained(card: Scorecard, context: Context) -> Hits:
    """Find goals that are not measured and do not say why."""
    for goal in card.goals:
        if goal.verdict is GoalVerdict.NOT_MEASURED and is_blank(goal.comment):
            yield goal.origin.at("comment"), _verdict(goal, context)


@rule(
    "MK104",
    title="Dålig prognos utan orsak",
    severity=Severity.ERROR,
    wrong="Prognosen för mål {goal} är ”{forecast}”, men det står inte varför.",
    remedy="Skriv i kommentaren vad det beror på.",
)
def rule_bad_forecast_has_cause(card: Scorecard, context: Context) -> Hits:
    """Find forecasts of partly or not fulfilled, with no cause in the comment.

    Silent where the verdict already asks for the same comment.
    """
    for goal in card.goals:
        asked = goal.verdict in (*DEVIATIONS, GoalVerdict.NOT_MEASURED)
        if goal.forecast in DEVIATIONS and not asked and is_blank(goal.comment):
            yield goal.origin.at("comment"), _verdict(goal, context)


@rule(
    "MK105",
    title="Dålig prognos utan åtgärd",
    severity=Severity.ERROR,
    wrong="Prognosen för mål {goal} är ”{forecast}”, men ingen åtgärd är skriven.",
    remedy="Skriv vad som görs och när det ska vara klart.",
)
def rule_bad_forecast_has_remedy(card: Scorecard, context: Context) -> Hits:
    """Find forecasts of partly or not fulfilled, with no remedy.

    Silent where the verdict already asks for the same remedy.
    """
    for goal in card.goals:
        asked = goal.verdict in DEVIATIONS
        if goal.forecast in DEVIATIONS and not asked and is_blank(goal.remedy):
            yield goal.origin.at("remedy"), _verdict(goal, context)


@rule(
    "MK106",
    title="Prognos saknas",
    severity=Severity.ERROR,
    wrong="Mål {goal} saknar prognos för helåret.",
    remedy="Välj hur du bedömer att läget är vid årets slut.",
)
def rule_forecast_is_given(card: Scorecard, context: Context) -> Hits:
    """Find goals without a forecast in T1 and T2; in T3 the year is over."""
    period = context.period_of(card)
    if period is None or period.tertial >= LAST_TERTIAL:
        return
    for goal in card.goals:
        if goal.forecast is None:
            yield goal.origin.at("forecast"), {"goal": name(goal)}


@rule(
    "MK107",
    title="Prognosen saknar stöd i aktiviteterna",
    severity=Severity.WARNING,
    wrong="Prognosen för mål {goal} är ”{forecast}” fast läget är ”{verdict}”, "
    "och alla målets aktiviteter är avslutade.",
    remedy="Lägg in den aktivitet som ska vända läget, eller ändra prognosen.",
)
def rule_better_forecast_has_support(card: Scorecard, context: Context) -> Hits:
    """Find forecasts better than the verdict, while the goal's activities are over.

    A missing remedy is MK102, and a goal without activities MK112.
    """
    for goal in card.goals:
        activities = card.activities_of(goal)
        is_over = activities and all(a.status in _CLOSED for a in activities)
        if is_over and is_better(goal.forecast, goal.verdict):
            yield goal.origin.at("forecast"), _verdict(goal, context)


@rule(
    "MK108",
    title="Prognosen skiljer sig från helårets läge",
    severity=Severity.WARNING,
    wrong="Mål {goal} är ”{verdict}” vid årets slut, men prognosen för helåret är "
    "”{forecast}”.",
    remedy="Välj samma i båda, eller töm prognosen.",
)
def rule_last_forecast_is_the_verdict(card: Scorecard, context: Context) -> Hits:
    """Find forecasts other than the verdict in T3, when it is the whole year's."""
    period = context.period_of(card)
    if period is None or period.tertial < LAST_TERTIAL:
        return
    for goal in card.goals:
        if goal.forecast and goal.verdict and goal.forecast is not goal.verdict:
            yield goal.origin.at("forecast"), _verdict(goal, context)


def _verdict(goal: Goal, context: Context) -> dict[str, object]:
    """Return a goal's id, verdict and forecast in words."""
    return {
        "goal": name(goal),
        "verdict": context.word(goal.verdict) if goal.verdict else "",
        "forecast": context.word(goal.forecast) if goal.forecast else "",
    }
