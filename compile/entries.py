"""A scorecard as the report prints it: every field, and what belongs to no goal."""

from __future__ import annotations

from dataclasses import dataclass
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
    from collections.abc import Iterable, Sequence

    from workbook_templates.standard.model import (
        Activity,
        Goal,
        Measure,
        Scorecard,
        Unit,
    )
    from workbook_templates.standard.register import Register

NO_PERSPECTIVE = "Mål utan perspektiv"


@dataclass(frozen=True, slots=True)
class GoalNote:
    """What is said of a goal beside its own fields, as printed.

    basis: what the verdict rests on; movement: the change since last period.
    """

    basis: str = ""
    movement: str = ""


def card_entry(
    card: Scorecard,
    unit: Unit,
    register: Register,
    notices: tuple[str, ...] = (),
    notes: Sequence[GoalNote] = (),
) -> Card:
    """Return a card in full, its goals by perspective in the register's order.

    notes: one for each goal, in the card's order, or none at all.
    """
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
        perspectives=_perspectives(card, register, notes),
        loose_measures=tuple(
            _measure(m, register) for m in card.measures if m.goal_id not in goal_ids
        ),
        loose_activities=tuple(
            _activity(a, register) for a in card.activities if a.goal_id not in goal_ids
        ),
    )


def _perspectives(
    card: Scorecard, register: Register, notes: Sequence[GoalNote]
) -> tuple[CardPerspective, ...]:
    """Return all perspectives, empty ones too, and last the goals without one."""
    said = notes or [GoalNote()] * len(card.goals)
    entries = [
        (goal, _goal(goal, note, card, register))
        for goal, note in zip(card.goals, said, strict=True)
    ]
    known = tuple(
        CardPerspective(p.name, _groups(entries, p.id)) for p in register.perspectives
    )
    ids = {p.id for p in register.perspectives}
    strays = {g.perspective for g in card.goals} - ids
    lost = tuple(group for s in sorted(strays) for group in _groups(entries, s))
    return (*known, CardPerspective(NO_PERSPECTIVE, lost)) if lost else known


def _groups(
    entries: Sequence[tuple[Goal, GoalEntry]], perspective: str
) -> tuple[GoalGroup, ...]:
    found: dict[str, list[GoalEntry]] = {}
    for goal, entry in entries:
        if goal.perspective == perspective:
            found.setdefault(goal.long_term_goal, []).append(entry)
    return tuple(GoalGroup(text, tuple(goals)) for text, goals in found.items())


def _goal(goal: Goal, note: GoalNote, card: Scorecard, register: Register) -> GoalEntry:
    return GoalEntry(
        id=goal.id,
        text=goal.text,
        strategy_goals=tuple(strategy_labels(goal.strategy_goals, register)),
        horizon=horizon_text(goal),
        responsible=goal.responsible,
        verdict=verdict_mark(register, goal.verdict),
        forecast=verdict_mark(register, goal.forecast),
        previous_verdict=verdict_mark(register, goal.previous_verdict),
        basis=note.basis,
        movement=note.movement,
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
