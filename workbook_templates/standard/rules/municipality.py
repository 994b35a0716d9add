"""MK6xx: all cards of a period together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.findings import Location, Severity
from workbook_templates.standard.rules.registry import municipality_rule

if TYPE_CHECKING:
    from workbook_templates.standard.model import Municipality, Scorecard
    from workbook_templates.standard.rules.registry import Context, Hits


@municipality_rule(
    "MK601",
    title="Två arbetsböcker för samma enhet",
    severity=Severity.ERROR,
    wrong="Både ”{first}” och ”{second}” är kort för enheten ”{unit}”.",
    remedy="Behåll den som gäller och flytta undan den andra.",
)
def rule_one_card_for_each_unit(municipality: Municipality, context: Context) -> Hits:
    """Find each further workbook of a unit, and tell it with the first."""
    first: dict[str, Scorecard] = {}
    for card in municipality.cards:
        earlier = first.get(card.unit_id)
        if earlier and card.unit_id:
            values = {"first": earlier.file, "second": card.file}
            yield card.at("unit_id"), values | {"unit": _unit_name(card, context)}
        first.setdefault(card.unit_id, card)


@municipality_rule(
    "MK602",
    title="Kort saknas",
    severity=Severity.ERROR,
    wrong="Kortet för enheten ”{unit}” saknas.",
    remedy="Be enheten att lämna in sin arbetsbok för {period}.",
)
def rule_every_unit_has_a_card(municipality: Municipality, context: Context) -> Hits:
    """Find units that exist in the period's year and have no card."""
    handed_in = {card.unit_id for card in municipality.cards}
    period = municipality.period
    for unit in context.register.units_of(period.year):
        if unit.id not in handed_in:
            yield Location(), {"unit": unit.name, "period": str(period)}


@municipality_rule(
    "MK603",
    title="Strategimål utan mål",
    severity=Severity.WARNING,
    wrong="Inget kort hänvisar till {count} av strategimålen: {strategy_goals}.",
    remedy="Kontrollera om någon enhet bidrar till dem och kan ange numret.",
)
def rule_every_strategy_goal_is_used(
    municipality: Municipality, context: Context
) -> Hits:
    """Find strategy goals of the year that no card refers to.

    One finding names them all, since the report's coverage tells of each. Silent
    while there are no cards.
    """
    used = {
        number
        for card in municipality.cards
        for goal in card.goals
        for number in goal.strategy_goals
    }
    year = municipality.period.year
    goals = (g for g in context.register.strategy_goals if g.is_valid(year))
    unused = [str(g.number) for g in goals if g.number not in used]
    if unused and municipality.cards:
        yield Location(), {"count": len(unused), "strategy_goals": ", ".join(unused)}


def _unit_name(card: Scorecard, context: Context) -> str:
    """Return a card's unit's name in the register, or what the card calls it."""
    unit = context.register.unit(card.unit_id)
    return unit.name if unit else card.unit_name or card.unit_id
