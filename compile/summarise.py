"""The report's summary: counts, what is missing, and what is not fulfilled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.context import Deviation, LateCard, MissingCard, Summary
from compile.marks import verdict_mark
from compile.merge import counts_by, goal_frame, in_order
from compile.organisation import chapters_of, department_name
from compile.wording import LEVELS, date_text, shortened
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.context import Counts
    from compile.gather import Gathering
    from workbook_templates.standard.model import Goal, Scorecard, Unit

_OFF_TRACK = (GoalVerdict.PARTLY, GoalVerdict.NOT_FULFILLED)


def summarise(gathering: Gathering) -> Summary:
    """Return the whole municipality at a glance."""
    register = gathering.register
    units = register.units_of(gathering.period.year)
    frame = goal_frame(gathering)
    perspectives = [p.name for p in register.perspectives]
    departments = list(chapters_of(units, register))
    by_perspective = counts_by(
        frame, "perspective", in_order(frame["perspective"], perspectives)
    )
    return Summary(
        sentences=_sentences(gathering, by_perspective[-1]),
        totals=by_perspective[-1],
        by_perspective=by_perspective,
        by_department=counts_by(
            frame, "department", in_order(frame["department"], departments)
        ),
        missing=tuple(_missing(unit, gathering) for unit in gathering.missing),
        late=tuple(_late(gathering)),
        not_fulfilled=tuple(_deviations(gathering)),
    )


def _sentences(gathering: Gathering, total: Counts) -> tuple[str, ...]:
    units = len(gathering.cards) + len(gathering.missing)
    cards = f"{len(gathering.cards)} av {units} enheter har lämnat in sitt målkort."
    goals = (
        f"Korten har tillsammans {total.total} mål: {total.fulfilled} är uppfyllda, "
        f"{total.partly} delvis uppfyllda, {total.not_fulfilled} ej uppfyllda och "
        f"{total.not_measured} ej mätta."
    )
    if total.not_judged == "0":
        return (cards, goals)
    return (cards, goals, f"{total.not_judged} mål saknar bedömning.")


def _missing(unit: Unit, gathering: Gathering) -> MissingCard:
    return MissingCard(
        unit=unit.name,
        level=LEVELS[unit.level],
        department=department_name(unit, gathering.register),
        responsible=unit.responsible,
        reason="Inget läsbart kort i inkorgen",
    )


def _late(gathering: Gathering) -> Iterator[LateCard]:
    """Yield cards handed in after the last day and cards not marked as ready."""
    plan = gathering.register.plan(gathering.period)
    for card in gathering.cards:
        reason = ""
        if plan and card.handed_in and card.handed_in > plan.deadline:
            reason = f"Klart efter sista dagen {date_text(plan.deadline)}"
        elif not card.ready:
            reason = "Inte markerat som klart"
        if reason:
            name = unit_name(card, gathering)
            yield LateCard(name, reason, date_text(card.handed_in), card.file)


def _deviations(gathering: Gathering) -> Iterator[Deviation]:
    """Yield every goal that is off track now or by the year's end."""
    for card in gathering.cards:
        for goal in card.goals:
            if goal.verdict in _OFF_TRACK or goal.forecast in _OFF_TRACK:
                yield _deviation(goal, card, gathering)


def _deviation(goal: Goal, card: Scorecard, gathering: Gathering) -> Deviation:
    register = gathering.register
    unit = register.unit(card.unit_id)
    limit = register.thresholds.comment_limit
    return Deviation(
        unit=unit_name(card, gathering),
        goal_id=goal.id,
        text=goal.text,
        verdict=verdict_mark(register, goal.verdict),
        forecast=verdict_mark(register, goal.forecast),
        responsible=goal.responsible,
        cause=shortened(goal.comment, limit),
        remedy=shortened(goal.remedy, limit),
        department=department_name(unit, register) if unit else "",
    )


def unit_name(card: Scorecard, gathering: Gathering) -> str:
    """Return the register's name of a card's unit, or the workbook's own."""
    unit = gathering.register.unit(card.unit_id)
    return unit.name if unit else card.unit_name or card.unit_id
