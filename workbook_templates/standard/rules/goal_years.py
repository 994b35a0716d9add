"""MK12x: a goal's horizon, the years that it applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.findings import Severity
from workbook_templates.standard.layout import MAX_HORIZON_YEARS
from workbook_templates.standard.rules.phrases import name
from workbook_templates.standard.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook_templates.standard.model import Goal, Scorecard
    from workbook_templates.standard.rules.registry import Context, Hits


@rule(
    "MK121",
    title="Målet slutar före det börjar",
    severity=Severity.ERROR,
    wrong="Mål {goal} gäller från {start} men till {end}.",
    remedy="Rätta åren så att det sista inte ligger före det första.",
)
def rule_years_in_order(card: Scorecard, context: Context) -> Hits:
    """Find goals whose last year is before their first."""
    del context
    for goal, start, end in _horizons(card):
        if end < start:
            values = {"goal": name(goal), "start": start, "end": end}
            yield goal.origin.at("end_year"), values


@rule(
    "MK122",
    title="Målet gäller i för många år",
    severity=Severity.ERROR,
    wrong="Mål {goal} gäller från {start} till {end}, det vill säga {years} år.",
    remedy="Ändra åren. Ett mål får gälla i högst {limit} år.",
)
def rule_years_within_limit(card: Scorecard, context: Context) -> Hits:
    """Find goals for more than MAX_HORIZON_YEARS years, both ends counted."""
    del context
    for goal, start, end in _horizons(card):
        years = end - start + 1
        if years > MAX_HORIZON_YEARS:
            values = {"goal": name(goal), "start": start, "end": end, "years": years}
            yield goal.origin.at("end_year"), values | {"limit": MAX_HORIZON_YEARS}


@rule(
    "MK123",
    title="Målet gäller inte periodens år",
    severity=Severity.ERROR,
    wrong="Mål {goal} gäller {start}–{end}, men kortet gäller {year}.",
    remedy="Rätta åren, eller töm målets rad om det inte gäller längre.",
)
def rule_years_cover_the_period(card: Scorecard, context: Context) -> Hits:
    """Find goals that do not apply in the card's year."""
    period = context.period_of(card)
    for goal, start, end in _horizons(card) if period else ():
        if period and start <= end and not start <= period.year <= end:
            values = {"goal": name(goal), "start": start, "end": end}
            yield goal.origin.at("start_year"), values | {"year": period.year}


def _horizons(card: Scorecard) -> Iterator[tuple[Goal, int, int]]:
    """Yield each goal that has both years, with its first and last year."""
    for goal in card.goals:
        if goal.start_year is not None and goal.end_year is not None:
            yield goal, goal.start_year, goal.end_year
