"""MK5xx: the card as a whole: whose it is, for which period, and is it done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.findings import Location, Severity
from workbook_templates.standard.layout import GOALS_SHEET, YES
from workbook_templates.standard.rules.registry import rule

if TYPE_CHECKING:
    from workbook_templates.standard.model import Scorecard
    from workbook_templates.standard.rules.registry import Context, Hits


@rule(
    "MK501",
    title="Okänd enhet",
    severity=Severity.ERROR,
    wrong="Enheten ”{unit}” finns inte i styrregistret.",
    remedy="Använd den arbetsbok som har skickats ut till din enhet.",
)
def rule_unit_is_known(card: Scorecard, context: Context) -> Hits:
    """Find workbooks of a unit that the register does not have.

    Silent where there is no register to look in: one without any unit.
    """
    register = context.register
    if register.units and register.unit(card.unit_id) is None:
        yield card.at("unit_id"), {"unit": card.unit_id or card.unit_name}


@rule(
    "MK502",
    title="Enheten finns inte det året",
    severity=Severity.ERROR,
    wrong="Enheten ”{unit}” finns inte {year} enligt styrregistret.",
    remedy="Använd arbetsboken för den enhet som gäller, eller fråga den som skickade "
    "ut den.",
)
def rule_unit_is_valid(card: Scorecard, context: Context) -> Hits:
    """Find workbooks of a unit that does not exist in the card's year."""
    unit, period = context.register.unit(card.unit_id), context.period_of(card)
    if unit and period and not unit.is_valid(period.year):
        yield card.at("unit_id"), {"unit": unit.name, "year": period.year}


@rule(
    "MK503",
    title="Fel periods arbetsbok",
    severity=Severity.ERROR,
    wrong="Arbetsboken gäller ”{period}”, men det är {expected} som ska lämnas in.",
    remedy="Fyll i arbetsboken för {expected} och lämna in den.",
)
def rule_period_is_expected(card: Scorecard, context: Context) -> Hits:
    """Find workbooks of another period than the one being handed in."""
    if card.period and context.period and card.period != context.period:
        values = {"period": str(card.period), "expected": str(context.period)}
        yield card.at("period"), values


@rule(
    "MK504",
    title="Kortet saknar mål",
    severity=Severity.ERROR,
    wrong="Kortet har inget mål.",
    remedy="Skriv enhetens mål på fliken {sheet}.",
)
def rule_card_has_goals(card: Scorecard, context: Context) -> Hits:
    """Find cards without a goal."""
    del context
    if not card.goals:
        where = Location(card.file, GOALS_SHEET.name)
        yield where, {"sheet": GOALS_SHEET.name}


@rule(
    "MK505",
    title="Kortet är inte klart",
    severity=Severity.WARNING,
    wrong="Kortet är inte markerat som klart.",
    remedy="Välj ”{yes}” när kortet är färdigt att lämna in.",
)
def rule_card_is_ready(card: Scorecard, context: Context) -> Hits:
    """Find cards that the author has not marked as done."""
    del context
    if not card.ready:
        yield card.at("ready"), {"yes": YES}


@rule(
    "MK506",
    title="Inlämnat för sent",
    severity=Severity.WARNING,
    wrong="Kortet blev klart {day}, men sista dagen var {deadline}.",
    remedy="Kontrollera datumet, och säg till den som samlar in korten.",
)
def rule_card_is_in_time(card: Scorecard, context: Context) -> Hits:
    """Find cards done after the period's last day to hand in."""
    plan = context.plan_of(card)
    if plan and card.handed_in and card.handed_in > plan.deadline:
        values = {"day": card.handed_in, "deadline": plan.deadline}
        yield card.at("handed_in"), values


@rule(
    "MK507",
    title="Datum saknas för klart kort",
    severity=Severity.WARNING,
    wrong="Kortet är klart, men det står inte vilken dag det blev klart.",
    remedy="Skriv datumet, till exempel {example}.",
)
def rule_ready_card_has_date(card: Scorecard, context: Context) -> Hits:
    """Find cards that are done and do not say when."""
    if card.ready and card.handed_in is None:
        plan = context.plan_of(card)
        yield card.at("handed_in"), {"example": plan.deadline if plan else "2026-09-10"}
