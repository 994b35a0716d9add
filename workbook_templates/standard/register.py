"""The municipality's register as a value: what all scorecards refer to.

The strategy office maintains it in Excel; register_reading makes it from there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from workbook_templates.standard.columns import Choices
from workbook_templates.standard.layout import NO, YES
from workbook_templates.standard.model import (
    ActivityStatus,
    Direction,
    GoalVerdict,
    Level,
)
from workbook_templates.standard.register_layout import STATUS_SCALE, VERDICT_SCALE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from workbook_templates.standard.model import (
        Origin,
        Period,
        Perspective,
        PriorityArea,
        StrategyGoal,
        Strength,
        Unit,
    )


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """A step of a scale: fixed code, and label, symbol and meaning that may change."""

    code: str
    label: str
    symbol: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class PeriodPlan:
    """A period's first and last day and the last day to hand in."""

    period: Period
    start: date
    end: date
    deadline: date
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """What Kolada says of a key figure in an area in a year, as it was stored.

    kpi and area are Kolada's ids ("N01951", "1783"), title and area_name its words
    for them. total, women and men are None where Kolada has no value. fetched: the
    last day on which Kolada said so. note is what was noticed then, review what
    the office has written.
    """

    kpi: str
    area: str
    year: int
    title: str = ""
    area_name: str = ""
    total: Decimal | None = None
    women: Decimal | None = None
    men: Decimal | None = None
    fetched: date | None = None
    source: str = ""
    note: str = ""
    review: str = ""
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The limits that rules count with; defaults as in register_layout.

    partly_from: share of the target (0-1). plausible_factor: times. comment_limit:
    characters.
    """

    partly_from: Decimal = Decimal("0.8")
    plausible_factor: Decimal = Decimal(10)
    comment_limit: int = 2000


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that scorecards refer to, in the register's order.

    verdicts and statuses are the two scales. texts and theme map codes to values.
    key_figures is what `malkort kolada` has stored; no rule looks at it.
    """

    units: tuple[Unit, ...] = ()
    perspectives: tuple[Perspective, ...] = ()
    areas: tuple[PriorityArea, ...] = ()
    strengths: tuple[Strength, ...] = ()
    strategy_goals: tuple[StrategyGoal, ...] = ()
    periods: tuple[PeriodPlan, ...] = ()
    verdicts: tuple[ScaleStep, ...] = ()
    statuses: tuple[ScaleStep, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    texts: Mapping[str, str] = field(default_factory=dict)
    theme: Mapping[str, str] = field(default_factory=dict)
    key_figures: tuple[KeyFigure, ...] = ()
    _units: Mapping[str, Unit] = field(init=False, repr=False, compare=False)
    _goals: Mapping[int, StrategyGoal] = field(init=False, repr=False, compare=False)
    _verdicts: Mapping[str, ScaleStep] = field(init=False, repr=False, compare=False)
    _statuses: Mapping[str, ScaleStep] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index what is asked for by every card; the first of namesakes counts."""
        units = {unit.id: unit for unit in reversed(self.units)}
        goals = {goal.number: goal for goal in reversed(self.strategy_goals)}
        object.__setattr__(self, "_units", units)
        object.__setattr__(self, "_goals", goals)
        verdicts = {step.code: step for step in reversed(self.verdicts)}
        statuses = {step.code: step for step in reversed(self.statuses)}
        object.__setattr__(self, "_verdicts", verdicts)
        object.__setattr__(self, "_statuses", statuses)

    def unit(self, unit_id: str) -> Unit | None:
        """Return a unit by its id, or None."""
        return self._units.get(unit_id)

    def units_of(self, year: int) -> tuple[Unit, ...]:
        """Return the units that exist in a year; each is to hand in one card."""
        return tuple(u for u in self.units if u.is_valid(year))

    def perspective(self, perspective_id: str) -> Perspective | None:
        """Return a perspective by its id, or None."""
        return next((p for p in self.perspectives if p.id == perspective_id), None)

    def area(self, area_id: str) -> PriorityArea | None:
        """Return a priority area by its id, or None."""
        return next((a for a in self.areas if a.id == area_id), None)

    def strategy_goal(self, number: int) -> StrategyGoal | None:
        """Return a strategy goal by its number, or None."""
        return self._goals.get(number)

    def plan(self, period: Period) -> PeriodPlan | None:
        """Return a period's dates, or None where the register has none."""
        return next((p for p in self.periods if p.period == period), None)

    def verdict_step(self, verdict: GoalVerdict) -> ScaleStep:
        """Return a verdict's step; raises KeyError if the scale lacks it."""
        return self._verdicts[verdict.value]

    def status_step(self, status: ActivityStatus) -> ScaleStep:
        """Return a status's step; raises KeyError if the scale lacks it."""
        return self._statuses[status.value]

    def choices(self, choices: Choices) -> tuple[str, ...]:
        """Return the words of a drop-down; GOAL_IDS, known by the card, gives ()."""
        return _WORDS[choices](self)


_WORDS: dict[Choices, Callable[[Register], tuple[str, ...]]] = {
    Choices.PERSPECTIVES: lambda r: tuple(p.name for p in r.perspectives),
    Choices.LONG_TERM_GOALS: lambda r: tuple(
        text for p in r.perspectives for text in p.long_term_goals
    ),
    Choices.VERDICTS: lambda r: tuple(s.label for s in r.verdicts),
    Choices.STATUSES: lambda r: tuple(s.label for s in r.statuses),
    Choices.DIRECTIONS: lambda _: tuple(d.value for d in Direction),
    Choices.GOAL_IDS: lambda _: (),
    Choices.YES_NO: lambda _: (YES, NO),
    Choices.LEVELS: lambda _: tuple(level.value for level in Level),
    Choices.SCALES: lambda _: (VERDICT_SCALE, STATUS_SCALE),
    Choices.AREAS: lambda r: tuple(a.id for a in r.areas),
}
