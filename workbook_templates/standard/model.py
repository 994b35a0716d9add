"""The scorecard as the municipality speaks of it: frozen values, no behaviour of files.

Empty means not filled in: None for a choice, number or date, "" for a text.
Numbers are Decimal, never float, so that what was typed is what is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.findings import Location

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

_PERIOD = re.compile(r"(\d{4})-T([123])")


class Level(Enum):
    """A unit's level in the organisation, the Swedish word in the register."""

    MUNICIPALITY = "kommun"
    DEPARTMENT = "avdelning"
    UNIT = "enhet"


class GoalVerdict(Enum):
    """How far a goal or measure is fulfilled; the value is its code in the scale.

    NOT_MEASURED is a value of its own and is never counted as partly fulfilled.
    """

    FULFILLED = "uppfyllt"
    PARTLY = "delvis"
    NOT_FULFILLED = "ej"
    NOT_MEASURED = "ej_matt"


class ActivityStatus(Enum):
    """How far an activity has come; the value is its code in the scale."""

    NOT_STARTED = "ej_paborjad"
    ONGOING = "pagar"
    DONE = "genomford"
    LATE = "forsenad"
    DROPPED = "utgar"


class Direction(Enum):
    """Which way a measure should go; the value is the word in the drop-down."""

    INCREASE = "Öka"
    DECREASE = "Minska"
    STAY_ABOVE = "Ligga över"
    REACH = "Nå"
    APPROACH = "Närma sig"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period: the year up to and including one tertial (1-3).

    Periods are cumulative from 1 January and ordered in time.
    """

    year: int
    tertial: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read "2026-T2"; raises UsageError for anything else."""
        match = _PERIOD.fullmatch(text.strip().upper())
        if not match:
            message = (
                f"”{text}” är ingen period. Skriv år och tertial, till exempel 2026-T2."
            )
            raise UsageError(message)
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        """Return the period as it is written in folders and files, "2026-T2"."""
        return f"{self.year}-T{self.tertial}"

    @property
    def previous(self) -> Period:
        """The period before this one; before T1 comes last year's T3."""
        if self.tertial == 1:
            return Period(self.year - 1, 3)
        return Period(self.year, self.tertial - 1)

    @property
    def following(self) -> Period:
        """The period after this one; after T3 comes next year's T1."""
        if self.tertial == 3:  # noqa: PLR2004 - tertials are thirds
            return Period(self.year + 1, 1)
        return Period(self.year, self.tertial + 1)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record came from: workbook, sheet and 1-based Excel row.

    columns maps a field's key (layout.Column.key) to its column's letters.
    """

    file: str = ""
    sheet: str = ""
    row: int = 0
    columns: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def at(self, key: str = "") -> Location:
        """Return the place of one field; an unknown key gives the row's first cell."""
        letters = self.columns.get(key) or next(iter(self.columns.values()), "")
        cell = f"{letters}{self.row}" if letters and self.row else ""
        return Location(self.file, self.sheet, cell)


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the organisation: the municipality, a department or a unit.

    id is stable for ever; parent is the id of the unit above, "" at the top.
    valid_from and valid_to are years, both included; None is open. replaces: ids
    of the units that this one took over from, all ended before it began.
    """

    id: str
    name: str
    level: Level
    parent: str = ""
    responsible: str = ""
    valid_from: int | None = None
    valid_to: int | None = None
    replaces: tuple[str, ...] = ()
    origin: Origin = field(default_factory=Origin, compare=False)

    def is_valid(self, year: int) -> bool:
        """Tell whether the unit exists in a year."""
        return (self.valid_from or year) <= year <= (self.valid_to or year)


@dataclass(frozen=True, slots=True)
class Perspective:
    """One of the card's perspectives, in `order`; data, since they may change."""

    id: str
    name: str
    order: int
    long_term_goals: tuple[str, ...] = ()
    origin: Origin = field(default_factory=Origin, compare=False)


@dataclass(frozen=True, slots=True)
class PriorityArea:
    """A priority area of the strategy, in `order`."""

    id: str
    name: str
    order: int
    origin: Origin = field(default_factory=Origin, compare=False)


@dataclass(frozen=True, slots=True)
class Strength:
    """A strength that the strategy names; note is the register's remark on it."""

    number: int
    name: str
    note: str = ""
    origin: Origin = field(default_factory=Origin, compare=False)


@dataclass(frozen=True, slots=True)
class StrategyGoal:
    """A goal of the strategy. Title and text are "" where the register has none.

    number is never reused. area is a PriorityArea.id. valid_from and valid_to are
    years, both included; None is open. replaced_by: numbers of the goals that apply
    instead after valid_to.
    """

    number: int
    area: str
    title: str = ""
    official_text: str = ""
    indicator: str = ""
    direction: str = ""
    reference: str = ""
    valid_from: int | None = None
    valid_to: int | None = None
    kolada_ids: tuple[str, ...] = ()
    replaced_by: tuple[int, ...] = ()
    origin: Origin = field(default_factory=Origin, compare=False)

    def is_valid(self, year: int) -> bool:
        """Tell whether the goal applies in a year."""
        return (self.valid_from or year) <= year <= (self.valid_to or year)

    @property
    def label(self) -> str:
        """Number and title as printed; a missing title is said, never invented."""
        return f"Mål {self.number} {self.title or '(text saknas i registret)'}"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of one card.

    perspective: Perspective.id, "" if not chosen. strategy_goals: numbers, in the
    order written. start_year and end_year: the horizon, one to three years.
    verdict is the status now, forecast the status expected at the year's end.
    comment tells the cause, remedy the measure taken. The previous_... fields
    are last period's, for comparison.
    """

    id: str
    text: str = ""
    perspective: str = ""
    long_term_goal: str = ""
    strategy_goals: tuple[int, ...] = ()
    start_year: int | None = None
    end_year: int | None = None
    responsible: str = ""
    verdict: GoalVerdict | None = None
    forecast: GoalVerdict | None = None
    comment: str = ""
    remedy: str = ""
    previous_verdict: GoalVerdict | None = None
    previous_comment: str = ""
    origin: Origin = field(default_factory=Origin, compare=False)


@dataclass(frozen=True, slots=True)
class Measure:
    """How a goal is measured. goal_id is Goal.id.

    measured_in is the physical unit ("%", "antal"). outcome_1..3 are the outcomes
    of the tertials, cumulative from 1 January. owner is the responsible function.
    """

    id: str
    goal_id: str = ""
    name: str = ""
    measured_in: str = ""
    direction: Direction | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    outcome_1: Decimal | None = None
    outcome_2: Decimal | None = None
    outcome_3: Decimal | None = None
    verdict: GoalVerdict | None = None
    owner: str = ""
    source: str = ""
    comment: str = ""
    previous_outcome: Decimal | None = None
    previous_verdict: GoalVerdict | None = None
    previous_comment: str = ""
    origin: Origin = field(default_factory=Origin, compare=False)

    def outcome(self, tertial: int) -> Decimal | None:
        """Return the outcome of a tertial (1-3)."""
        return (self.outcome_1, self.outcome_2, self.outcome_3)[tertial - 1]


@dataclass(frozen=True, slots=True)
class Activity:
    """Something done to reach a goal. goal_id is Goal.id; start and end are dates."""

    id: str
    goal_id: str = ""
    text: str = ""
    responsible: str = ""
    start: date | None = None
    end: date | None = None
    status: ActivityStatus | None = None
    comment: str = ""
    previous_status: ActivityStatus | None = None
    previous_comment: str = ""
    origin: Origin = field(default_factory=Origin, compare=False)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One unit's card for one period, as handed in.

    period is None where the workbook's own is unreadable. ready tells that the
    author has marked the card as done, handed_in when. places maps the key of a
    named cell (layout.NamedCell.key) to where it stands in the workbook.
    """

    unit_id: str
    unit_name: str = ""
    period: Period | None = None
    version: str = ""
    responsible: str = ""
    contact: str = ""
    ready: bool = False
    handed_in: date | None = None
    summary: str = ""
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    activities: tuple[Activity, ...] = ()
    file: str = ""
    sha256: str = ""
    places: Mapping[str, Location] = field(default_factory=dict, compare=False)

    def at(self, key: str) -> Location:
        """Return the place of a named cell by key, or the file's."""
        return self.places.get(key, Location(self.file))

    def measures_of(self, goal: Goal) -> tuple[Measure, ...]:
        """Return the measures of a goal, in their order."""
        return tuple(m for m in self.measures if m.goal_id == goal.id)

    def activities_of(self, goal: Goal) -> tuple[Activity, ...]:
        """Return the activities of a goal, in their order."""
        return tuple(a for a in self.activities if a.goal_id == goal.id)


@dataclass(frozen=True, slots=True)
class Municipality:
    """All cards of one period: what was handed in, and the ids that are missing."""

    period: Period
    cards: tuple[Scorecard, ...] = ()
