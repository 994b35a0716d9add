"""A scorecard as the report prints it: every field, and what belongs to no goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.context import (
    ActivityEntry,
    Card,
    CardPerspective,
    GoalEntry,
    GoalGroup,
    MeasureEntry,
)
from compile.marks import status_mark, verdict_mark
from compile.wording import LEVELS, date_text, horizon_text, number_text
from workbook_templates.standard.layout import NO, YES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook_templates.standard.model import (
        Activity,
        Goal,
        Measure,
        Scorecard,
        Unit,
    )
    from workbook_templates.standard.register import Register

NO_PERSPECTIVE = "Mål utan perspektiv"


def card_entry(
    card: Scorecard, unit: Unit, register: Register, notices: tuple[str, ...] = ()
) -> Card:
    """Return a card in full, its goals by perspective in the register's order."""
    goal_ids = {goal.id for goal in card.goals}
    return Card(
        unit=unit.name,
        level=LEVELS[unit.level],
        responsible=card.responsible,
        contact=card.contact,
        file=card.file,
        handed_in=date_text(card.handed_in),
        ready=YES if card.ready else NO,
        summary=card.summary,
        notices=notices,
        perspectives=_perspectives(card, register),
        loose_measures=tuple(
            _measure(m, register) for m in card.measures if m.goal_id not in goal_ids
        ),
        loose_activities=tuple(
            _activity(a, register) for a in card.activities if a.goal_id not in goal_ids
        ),
    )


def _perspectives(card: Scorecard, register: Register) -> tuple[CardPerspective, ...]:
    """Return all perspectives, empty ones too, and last the goals without one."""
    known = tuple(
        CardPerspective(p.name, _groups(card, p.id, register))
        for p in register.perspectives
    )
    ids = {p.id for p in register.perspectives}
    strays = {g.perspective for g in card.goals} - ids
    lost = tuple(group for s in sorted(strays) for group in _groups(card, s, register))
    return (*known, CardPerspective(NO_PERSPECTIVE, lost)) if lost else known


def _groups(
    card: Scorecard, perspective: str, register: Register
) -> tuple[GoalGroup, ...]:
    goals = [g for g in card.goals if g.perspective == perspective]
    texts = dict.fromkeys(g.long_term_goal for g in goals)
    return tuple(
        GoalGroup(
            text,
            tuple(_goal(g, card, register) for g in goals if g.long_term_goal == text),
        )
        for text in texts
    )


def _goal(goal: Goal, card: Scorecard, register: Register) -> GoalEntry:
    return GoalEntry(
        id=goal.id,
        text=goal.text,
        strategy_goals=tuple(strategy_labels(goal.strategy_goals, register)),
        horizon=horizon_text(goal),
        responsible=goal.responsible,
        verdict=verdict_mark(register, goal.verdict),
        forecast=verdict_mark(register, goal.forecast),
        previous_verdict=verdict_mark(register, goal.previous_verdict),
        comment=goal.comment,
        remedy=goal.remedy,
        previous_comment=goal.previous_comment,
        measures=tuple(_measure(m, register) for m in card.measures_of(goal)),
        activities=tuple(_activity(a, register) for a in card.activities_of(goal)),
    )


def strategy_labels(numbers: Iterable[int], register: Register) -> Iterable[str]:
    """Yield the labels of strategy goals; an unknown number is said to be so."""
    for number in numbers:
        goal = register.strategy_goal(number)
        yield goal.label if goal else f"Mål {number} (finns inte i registret)"


def _measure(measure: Measure, register: Register) -> MeasureEntry:
    return MeasureEntry(
        id=measure.id,
        name=measure.name,
        goal_id=measure.goal_id,
        measured_in=measure.measured_in,
        direction=measure.direction.value if measure.direction else "",
        baseline=number_text(measure.baseline),
        target=number_text(measure.target),
        outcome_1=number_text(measure.outcome_1),
        outcome_2=number_text(measure.outcome_2),
        outcome_3=number_text(measure.outcome_3),
        verdict=verdict_mark(register, measure.verdict),
        owner=measure.owner,
        source=measure.source,
        comment=measure.comment,
        previous_outcome=number_text(measure.previous_outcome),
        previous_verdict=verdict_mark(register, measure.previous_verdict),
        previous_comment=measure.previous_comment,
    )


def _activity(activity: Activity, register: Register) -> ActivityEntry:
    return ActivityEntry(
        id=activity.id,
        text=activity.text,
        goal_id=activity.goal_id,
        responsible=activity.responsible,
        start=date_text(activity.start),
        end=date_text(activity.end),
        status=status_mark(register, activity.status),
        comment=activity.comment,
        previous_status=status_mark(register, activity.previous_status),
        previous_comment=activity.previous_comment,
    )
