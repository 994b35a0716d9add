"""Rows of a data file made into the records of a card, with ids and references.

Ids are given in the order of writing, "M1", "MT1", "A1", for each card. Measures
and activities stand under their goal, so their goal_id follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

from workbook_templates.registers.toml_rows import code, record
from workbook_templates.standard.errors import RegisterError
from workbook_templates.standard.layout import (
    ACTIVITIES,
    GOALS,
    ID_PREFIX,
    MEASURES,
    STANDARD_VERSION,
)
from workbook_templates.standard.model import (
    Activity,
    ActivityStatus,
    Direction,
    Goal,
    GoalVerdict,
    Measure,
    Scorecard,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.model import Period, Unit
    from workbook_templates.standard.register import Register

_NUMBERS = ("baseline", "target", "outcome_1", "outcome_2", "outcome_3")


@dataclass(slots=True)
class Writer:
    """Makes one card's records; allow_unknown lets unknown strategy goals pass."""

    register: Register
    unit: Unit
    allow_unknown: bool = False
    _ids: dict[str, Iterator[int]] = field(default_factory=dict)

    def card(self, row: Mapping[str, Any], period: Period) -> Scorecard:
        """Return a card without its goals, measures and activities."""
        own = {key: value for key, value in row.items() if key not in ("unit", "goal")}
        known = {"responsible": self.unit.responsible} | own
        identity = {"unit_id": self.unit.id, "unit_name": self.unit.name}
        state = {"ready": "handed_in" in own, "version": STANDARD_VERSION}
        values = {**known, **identity, **state, "period": period}
        return record(Scorecard, values, self.unit.id)

    def goal(self, row: Mapping[str, Any]) -> Goal:
        """Return a goal; its long-term goal is its perspective's unless it says."""
        goal_id = self._next_id(GOALS)
        where = f"{self.unit.id}, {goal_id}"
        own = {k: v for k, v in row.items() if k not in ("measure", "activity")}
        start_year, end_year = own.pop("years", (None, None))
        values = {
            "responsible": self.unit.responsible,
            "long_term_goal": self._long_term_goal(own.get("perspective"), where),
            **own,
            **_coded(GoalVerdict, own, ("verdict", "forecast"), where),
        }
        years = {"start_year": start_year, "end_year": end_year}
        goal = record(Goal, {"id": goal_id, **years, **values}, where)
        self._check_strategy_goals(goal, where)
        return goal

    def measure(self, row: Mapping[str, Any], goal: Goal) -> Measure:
        """Return a measure of a goal; every number becomes a Decimal."""
        measure_id = self._next_id(MEASURES)
        where = f"{self.unit.id}, {measure_id}"
        values = {
            **row,
            **{key: _number(row[key], where) for key in _NUMBERS if key in row},
            **_coded(GoalVerdict, row, ("verdict",), where),
            **_coded(Direction, row, ("direction",), where),
        }
        return record(Measure, {"id": measure_id, "goal_id": goal.id, **values}, where)

    def activity(self, row: Mapping[str, Any], goal: Goal) -> Activity:
        """Return an activity of a goal; the goal's function answers unless it says."""
        activity_id = self._next_id(ACTIVITIES)
        where = f"{self.unit.id}, {activity_id}"
        status = _coded(ActivityStatus, row, ("status",), where)
        own = {"responsible": goal.responsible, **row, **status}
        activity = record(
            Activity, {"id": activity_id, "goal_id": goal.id, **own}, where
        )
        if activity.start and activity.end and activity.start > activity.end:
            message = f"{where}: aktiviteten slutar före den börjar."
            raise RegisterError(message)
        return activity

    def _next_id(self, table: Table) -> str:
        """Return the next id of a table."""
        numbers = self._ids.setdefault(table.name, count(1))
        return f"{ID_PREFIX[table.name]}{next(numbers)}"

    def _long_term_goal(self, perspective_id: object, where: str) -> str:
        """Return the first long-term goal of a perspective that the register has."""
        perspective = self.register.perspective(str(perspective_id))
        if perspective is None:
            message = f"{where}: perspektivet ”{perspective_id}” finns inte."
            raise RegisterError(message)
        return perspective.long_term_goals[0]

    def _check_strategy_goals(self, goal: Goal, where: str) -> None:
        """Raise RegisterError for a strategy goal that the register lacks."""
        known = {known.number for known in self.register.strategy_goals}
        unknown = [number for number in goal.strategy_goals if number not in known]
        if unknown and not self.allow_unknown:
            message = f"{where}: strategimål {unknown[0]} finns inte."
            raise RegisterError(message)


def with_previous(card: Scorecard, before: Scorecard) -> Scorecard:
    """Return a card with last period's verdicts, outcomes and comments beside.

    Rows are matched by id; before is the card of the period before. A row that is
    new has nothing beside it.
    """
    goals = {goal.id: goal for goal in before.goals}
    measures = {measure.id: measure for measure in before.measures}
    activities = {activity.id: activity for activity in before.activities}
    tertial = before.period.tertial if before.period else 1
    return replace(
        card,
        goals=tuple(_goal_with(g, goals.get(g.id)) for g in card.goals),
        measures=tuple(
            _measure_with(m, measures.get(m.id), tertial) for m in card.measures
        ),
        activities=tuple(
            _activity_with(a, activities.get(a.id)) for a in card.activities
        ),
    )


def _goal_with(goal: Goal, before: Goal | None) -> Goal:
    """Return a goal with last period's verdict and comment."""
    if before is None:
        return goal
    return replace(
        goal, previous_verdict=before.verdict, previous_comment=before.comment
    )


def _measure_with(measure: Measure, before: Measure | None, tertial: int) -> Measure:
    """Return a measure with last period's outcome, verdict and comment."""
    if before is None:
        return measure
    return replace(
        measure,
        previous_outcome=before.outcome(tertial),
        previous_verdict=before.verdict,
        previous_comment=before.comment,
    )


def _activity_with(activity: Activity, before: Activity | None) -> Activity:
    """Return an activity with last period's status and comment."""
    if before is None:
        return activity
    return replace(
        activity, previous_status=before.status, previous_comment=before.comment
    )


def _coded(
    codes: type[GoalVerdict | Direction | ActivityStatus],
    row: Mapping[str, Any],
    keys: tuple[str, ...],
    where: str,
) -> dict[str, object]:
    """Return the fields of a row that hold a code, as members of an enum."""
    return {key: code(codes, row[key], where) for key in keys if key in row}


def _number(value: object, where: str) -> Decimal:
    """Return a number of a data file as Decimal; a text or truth value is a fault."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    message = f"{where}: ”{value}” är inget tal. Skriv utan citattecken, med punkt."
    raise RegisterError(message)
