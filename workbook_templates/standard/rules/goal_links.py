"""MK13x-MK14x: what a goal refers to, and how a card's goals stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.findings import Location, Severity
from workbook_templates.standard.layout import GOALS_SHEET
from workbook_templates.standard.rules.phrases import name, same, short
from workbook_templates.standard.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook_templates.standard.model import Goal, Scorecard
    from workbook_templates.standard.rules.registry import Context, Hits


@rule(
    "MK131",
    title="Okänt strategimål",
    severity=Severity.ERROR,
    wrong="Strategimål ”{number}” finns inte.",
    remedy="Välj ett nummer ur listan över strategimål, eller ta bort det.",
)
def rule_strategy_goal_is_known(card: Scorecard, context: Context) -> Hits:
    """Find references to strategy goals that the register does not have.

    Silent where there is no register to look in: one without any strategy goal.
    """
    register = context.register
    for goal, number in _references(card):
        if register.strategy_goals and register.strategy_goal(number) is None:
            yield goal.origin.at("strategy_goals"), {"number": number}


@rule(
    "MK132",
    title="Strategimålet gäller inte året",
    severity=Severity.ERROR,
    wrong="Strategimål ”{number}” gäller inte {year}.",
    remedy="Välj ett strategimål som gäller, eller ta bort numret.",
)
def rule_strategy_goal_is_valid(card: Scorecard, context: Context) -> Hits:
    """Find references to strategy goals that do not apply in the card's year."""
    period = context.period_of(card)
    for goal, number in _references(card) if period else ():
        found = context.register.strategy_goal(number)
        if period and found and not found.is_valid(period.year):
            values = {"number": number, "year": period.year}
            yield goal.origin.at("strategy_goals"), values


@rule(
    "MK133",
    title="Samma strategimål två gånger",
    severity=Severity.WARNING,
    wrong="Strategimål ”{number}” står mer än en gång för mål {goal}.",
    remedy="Ta bort det ena.",
)
def rule_strategy_goal_is_said_once(card: Scorecard, context: Context) -> Hits:
    """Find strategy goals that a goal names more than once."""
    del context
    for goal, number in _references(card):
        if goal.strategy_goals.count(number) > 1:
            values = {"number": number, "goal": name(goal)}
            yield goal.origin.at("strategy_goals"), values


@rule(
    "MK141",
    title="Samma mål två gånger",
    severity=Severity.WARNING,
    wrong="Mål {goal} har samma text som mål {first}.",
    remedy="Töm den ena raden, eller skriv vad som skiljer målen åt.",
)
def rule_goal_is_written_once(card: Scorecard, context: Context) -> Hits:
    """Find goals with the same text as an earlier one, but for case and blanks."""
    del context
    seen: dict[str, Goal] = {}
    for goal in card.goals:
        first = seen.setdefault(same(goal.text), goal)
        if first is not goal and same(goal.text):
            yield goal.origin.at("text"), {"goal": name(goal), "first": name(first)}


@rule(
    "MK142",
    title="Perspektiv utan mål",
    severity=Severity.WARNING,
    wrong="Kortet har inget mål i perspektivet ”{perspective}”.",
    remedy="Lägg in ett mål, om enheten har något i det perspektivet.",
)
def rule_perspective_has_goal(card: Scorecard, context: Context) -> Hits:
    """Find perspectives that have no goal.

    Silent for a card without goals (MK504), and while a goal has no perspective
    yet, since it may be the one that is missing.
    """
    used = {goal.perspective for goal in card.goals}
    if not used or "" in used:
        return
    for perspective in context.register.perspectives:
        if perspective.id not in used:
            where = Location(card.file, GOALS_SHEET.name)
            yield where, {"perspective": perspective.name}


@rule(
    "MK143",
    title="Långsiktigt mål ur ett annat perspektiv",
    severity=Severity.WARNING,
    wrong="”{long_term_goal}” hör till perspektivet ”{other}”, men mål {goal} står "
    "under ”{perspective}”.",
    remedy="Välj ett långsiktigt mål som hör till målets perspektiv.",
)
def rule_long_term_goal_fits_perspective(card: Scorecard, context: Context) -> Hits:
    """Find long-term goals of another perspective than the goal's own."""
    for goal in card.goals:
        own = context.register.perspective(goal.perspective)
        owners = [
            p
            for p in context.register.perspectives
            if goal.long_term_goal in p.long_term_goals
        ]
        if own and owners and own not in owners:
            values = {"goal": name(goal), "perspective": own.name}
            values |= {"long_term_goal": short(goal.long_term_goal)}
            yield goal.origin.at("long_term_goal"), values | {"other": owners[0].name}


def _references(card: Scorecard) -> Iterator[tuple[Goal, int]]:
    """Yield each goal with each strategy goal's number that it names, once."""
    for goal in card.goals:
        for number in dict.fromkeys(goal.strategy_goals):
            yield goal, number
