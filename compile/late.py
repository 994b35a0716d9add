"""What is late, missing or unchanged: cards and activities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.context import LateActivity, LateCard, MissingCard, UnchangedCard
from compile.folder import names_unit
from compile.marks import status_mark
from compile.organisation import department_name
from compile.wording import LEVELS, date_text, listed, period_name
from workbook_templates.standard.comparing import is_late
from workbook_templates.standard.model import ActivityStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.material import Material
    from compile.organisation import Placed
    from workbook_templates.standard.model import Activity, Unit
    from workbook_templates.standard.register import Register


def missing_cards(material: Material) -> Iterator[MissingCard]:
    """Yield the units without a card, and whether a file of theirs was refused."""
    refused = [reading.source.name for reading in material.gathering.rejected]
    for unit in material.gathering.missing:
        files = [name for name in refused if names_unit(name, unit.id)]
        yield MissingCard(
            unit=unit.name,
            level=LEVELS[unit.level],
            department=department_name(unit, material.register),
            responsible=unit.responsible,
            reason=f"Avvisad: {listed(files)}" if files else "Saknas i inkorgen",
        )


def late_cards(material: Material) -> Iterator[LateCard]:
    """Yield cards handed in after the last day and cards not marked as ready."""
    plan = material.register.plan(material.period)
    for placed in material.cards:
        card, reason = placed.card, ""
        if plan and card.handed_in and card.handed_in > plan.deadline:
            reason = f"Klart efter sista dagen {date_text(plan.deadline)}"
        elif not card.ready:
            reason = "Inte markerat som klart"
        if reason:
            handed_in = date_text(card.handed_in)
            yield LateCard(placed.unit.name, reason, handed_in, card.file)


def unchanged_cards(material: Material) -> Iterator[UnchangedCard]:
    """Yield cards that say nothing that last period's card did not say."""
    changes = material.changes
    for placed in material.cards:
        if changes.since and placed.unit.id in changes.unchanged:
            reason = (
                "Samma bedömningar, utfall, texter och statusar som i kortet för "
                f"{period_name(changes.since).lower()}"
            )
            yield UnchangedCard(
                placed.unit.name, reason, placed.card.file, placed.chapter
            )


def late_activities(material: Material) -> Iterator[LateActivity]:
    """Yield activities that are late by their status or past their end."""
    plan = material.register.plan(material.period)
    last_day = plan.end if plan else None
    for placed in material.cards:
        for activity in placed.card.activities:
            if is_late(activity, last_day):
                yield _late(activity, placed, material.register)


def _late(activity: Activity, placed: Placed, register: Register) -> LateActivity:
    status = status_mark(register, activity.status)
    is_said = activity.status is ActivityStatus.LATE
    end = date_text(activity.end)
    return LateActivity(
        unit=placed.unit.name,
        activity_id=activity.id,
        text=activity.text,
        goal_id=activity.goal_id,
        responsible=activity.responsible,
        end=end,
        status=status,
        reason=f"Status: {status.label}" if is_said else f"Skulle vara klar {end}",
        comment=activity.comment,
        department=placed.chapter,
    )


def missing_in(units: tuple[Unit, ...], material: Material) -> tuple[str, ...]:
    """Return a sentence on each of some units that has no card."""
    missing = {unit.id for unit in material.gathering.missing}
    return tuple(
        f"{unit.name} har inte lämnat in målkort."
        for unit in units
        if unit.id in missing
    )
