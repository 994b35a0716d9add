"""From the cards that a unit follows on to the unit's next draft.

The draft keeps what a unit would otherwise type again, by its stable ids, and
puts last period's verdict, outcome and comment beside the fields.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbook_templates.rollover.lines import (
    Line,
    kind_of,
    records_of,
    text_of,
)
from workbook_templates.rollover.numbering import Numbering, ids_of
from workbook_templates.rollover.strategy import renewed
from workbook_templates.standard.model import (
    Activity,
    ActivityStatus,
    Goal,
    Origin,
    Scorecard,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from workbook_templates.standard.model import Measure, Period, Unit
    from workbook_templates.standard.register import Register

_SETTLED = (ActivityStatus.DONE, ActivityStatus.DROPPED)


@dataclass(frozen=True, slots=True)
class Draft:
    """A card to send out, what came along and what did not, each row on a line.

    retired: ids that have been used and are not in the card.
    """

    card: Scorecard
    carried: tuple[Line, ...] = ()
    left_behind: tuple[Line, ...] = ()
    retired: frozenset[str] = frozenset()


def draft(
    unit: Unit,
    period: Period,
    register: Register,
    sources: Sequence[Scorecard] = (),
    ever: Mapping[str, Collection[str]] | None = None,
) -> Draft:
    """Return the card to send to a unit, from those that it follows on.

    sources: its own earlier card, or those of the units that it replaces. ever: for
    each source's unit id all row ids that it has had.
    """
    used = {
        card.unit_id: ids_of(card) | set((ever or {}).get(card.unit_id, ()))
        for card in sources
    }
    known = frozenset().union(*used.values())
    numbering = Numbering.after(known)
    cards: list[Scorecard] = []
    lines: list[Line] = []
    for source in sources:
        numbered = numbering.card(source, used[source.unit_id])
        stays = _staying(source, numbered, period, register)
        lines += _lines(source, numbered, stays, register, period)
        cards.append(_cleared(_without(numbered, stays), period, register))
    card = _joined(unit, period, cards)
    carried = tuple(line for line in lines if line.id)
    gone = tuple(line for line in lines if not line.id)
    return Draft(card, carried, gone, known - ids_of(card))


def _joined(unit: Unit, period: Period, cards: Sequence[Scorecard]) -> Scorecard:
    """Return one card of several; the first says who answers for it."""
    first = cards[0] if cards else Scorecard(unit.id)
    return Scorecard(
        unit.id,
        unit.name,
        period,
        responsible=first.responsible or unit.responsible,
        contact=first.contact,
        goals=tuple(g for c in cards for g in c.goals),
        measures=tuple(m for c in cards for m in c.measures),
        activities=tuple(a for c in cards for a in c.activities),
    )


def _staying(
    before: Scorecard, card: Scorecard, period: Period, register: Register
) -> dict[str, str]:
    """Return {row id: why} of the rows that do not come along.

    Goals whose horizon has ended, with what belongs to them; and with a new year the
    activities that will not change again. before: the card with its earlier ids.
    """
    pairs = list(zip(before.goals, card.goals, strict=True))
    former = {new.id: old.id for old, new in pairs}
    why = {
        g.id: f"Målet gällde till och med {g.end_year}."
        for g in card.goals
        if g.end_year is not None and g.end_year < period.year
    }
    gone = {i: f"Hör till {former[i]}, som inte följer med." for i in why}
    rows: tuple[Measure | Activity, ...] = (*card.measures, *card.activities)
    why |= {row.id: gone[row.goal_id] for row in rows if row.goal_id in gone}
    if card.period is None or card.period.year == period.year:
        return why
    settled = {a.id: a.status for a in card.activities if a.status in _SETTLED}
    for row_id, status in settled.items():
        label = register.status_step(status).label if status else ""
        why.setdefault(row_id, f"{label} i {card.period}.")
    return why


def _without(card: Scorecard, stays: Collection[str]) -> Scorecard:
    return replace(
        card,
        goals=tuple(g for g in card.goals if g.id not in stays),
        measures=tuple(m for m in card.measures if m.id not in stays),
        activities=tuple(a for a in card.activities if a.id not in stays),
    )


def _cleared(card: Scorecard, period: Period, register: Register) -> Scorecard:
    return replace(
        card,
        goals=tuple(_goal(g, register, period) for g in card.goals),
        measures=tuple(_measure(m, card.period, period) for m in card.measures),
        activities=tuple(_activity(a) for a in card.activities),
    )


def _goal(goal: Goal, register: Register, period: Period) -> Goal:
    return replace(
        goal,
        strategy_goals=renewed(goal.strategy_goals, register, period.year)[0],
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


def _lines(
    before: Scorecard,
    after: Scorecard,
    stays: Mapping[str, str],
    register: Register,
    period: Period,
) -> Iterator[Line]:
    """Yield a line for each row: where it is now, or why it stayed."""
    unit = before.unit_name or before.unit_id
    for old, new in zip(records_of(before), records_of(after), strict=True):
        is_gone = new.id in stays
        note = stays[new.id] if is_gone else _note(old, register, period)
        row_id = "" if is_gone else new.id
        yield Line(kind_of(old), old.id, row_id, unit, text_of(old), note)


def _note(record: Goal | Measure | Activity, register: Register, period: Period) -> str:
    """Return what was changed on a row that came along, or is kept unlike others."""
    if isinstance(record, Goal):
        return renewed(record.strategy_goals, register, period.year)[1]
    if isinstance(record, Activity) and record.status in _SETTLED:
        return f"Statusen {register.status_step(record.status).label} följer med."
    return ""
