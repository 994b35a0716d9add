"""The report's summary: counts, what is missing, and what is not fulfilled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.chart_data import chart
from compile.context import Deviation, Summary
from compile.heat import forecast_steps, heat_map
from compile.late import late_activities, late_cards, missing_cards, unchanged_cards
from compile.marks import verdict_mark
from compile.merge import code, counts_by, in_order, pairs_tally, summed
from compile.sentences import goals, parts
from compile.wording import counted, shortened
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.context import Counts
    from compile.material import Material
    from compile.organisation import Placed
    from workbook_templates.standard.model import Goal, Scorecard
    from workbook_templates.standard.register import Register

_OFF_TRACK = (GoalVerdict.PARTLY, GoalVerdict.NOT_FULFILLED)


def summarise(material: Material) -> Summary:
    """Return the whole municipality, or the part of it, at a glance."""
    register, frame = material.register, material.goals
    perspectives = in_order(
        frame["perspective"], (p.name for p in register.perspectives)
    )
    by_perspective = counts_by(frame, "perspective", perspectives)
    by_chapter = counts_by(
        frame, "chapter", in_order(frame["chapter"], material.chapters)
    )
    by_period = _by_period(material)
    return Summary(
        sentences=tuple(_sentences(material, by_perspective[-1])),
        totals=by_perspective[-1],
        by_perspective=by_perspective,
        by_department=by_chapter,
        by_period=by_period,
        heat_map=heat_map(material),
        forecast=forecast_steps(material),
        missing=tuple(missing_cards(material)),
        late=tuple(late_cards(material)),
        unchanged=tuple(unchanged_cards(material)),
        late_activities=tuple(late_activities(material)),
        not_fulfilled=tuple(_deviations(material)),
        perspective_chart=chart(
            "Mål per perspektiv och bedömning",
            "perspektiv",
            by_perspective[:-1],
            register,
        ),
        department_chart=chart(
            "Mål per avdelning och bedömning",
            "delar av organisationen",
            by_chapter[:-1],
            register,
        ),
        period_chart=chart(
            "Mål per period och bedömning", "perioder", by_period, register
        ),
    )


def _by_period(material: Material) -> tuple[Counts, ...]:
    """Return goals by verdict for each period, this one last; () of one alone."""
    if not material.history:
        return ()
    periods: list[tuple[str, tuple[Scorecard, ...]]] = [
        (str(past.period), past.cards) for past in material.history
    ]
    periods.append((str(material.period), material.gathering.cards))
    counted = pairs_tally(
        (name, code(goal.verdict))
        for name, cards in periods
        for card in cards
        for goal in card.goals
    )
    return tuple(
        summed([counted[name]] if name in counted else [], name) for name, _ in periods
    )


def _sentences(material: Material, total: Counts) -> Iterator[str]:
    gathering = material.gathering
    there = len(gathering.cards)
    units = there + len(gathering.missing)
    have = "har lämnat in sitt målkort."
    yield f"{there} av {counted(units, 'enhet', 'enheter')} {have}"
    if total.total == "0":
        yield "Inga mål är redovisade."
        return
    yield f"Korten har tillsammans {goals(int(total.total))}: {parts(total)}."


def _deviations(material: Material) -> Iterator[Deviation]:
    """Yield every goal that is off track now or by the year's end."""
    for placed in material.cards:
        for goal in placed.card.goals:
            if goal.verdict in _OFF_TRACK or goal.forecast in _OFF_TRACK:
                yield _deviation(goal, placed, material.register)


def _deviation(goal: Goal, placed: Placed, register: Register) -> Deviation:
    limit = register.thresholds.comment_limit
    return Deviation(
        unit=placed.unit.name,
        goal_id=goal.id,
        text=goal.text,
        verdict=verdict_mark(register, goal.verdict),
        forecast=verdict_mark(register, goal.forecast),
        responsible=goal.responsible,
        cause=shortened(goal.comment, limit),
        remedy=shortened(goal.remedy, limit),
        department=placed.chapter,
    )
