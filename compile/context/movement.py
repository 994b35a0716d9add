"""What has changed since the last period, and what has been measured over time."""

from __future__ import annotations

from dataclasses import dataclass, field

from compile.context.marks import Mark


@dataclass(frozen=True, slots=True)
class GoalMove:
    """A goal that is new, has gone, or whose verdict is another than last period.

    kind: the word for the change, "Bättre", "Sämre", "Nytt", "Borttaget" or
    "Ändrad bedömning" (to or from a verdict that has no order, such as not
    measured). before and now are verdicts, empty where there was none.
    """

    unit: str
    goal_id: str
    text: str
    kind: str
    before: Mark = field(default_factory=Mark)
    now: Mark = field(default_factory=Mark)
    department: str = ""


@dataclass(frozen=True, slots=True)
class MoveCounts:
    """Goals by change, as printed; name is a department's or a unit's."""

    name: str
    better: str
    worse: str
    same: str
    other: str
    new: str
    dropped: str
    total: str


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A measure whose target was changed in mid-year: the old one and the new."""

    unit: str
    measure_id: str
    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Movement:
    """All changes since a period. since: that period in words, "" where none is known.

    counts: a row for each department and last the total. moves: the goals that
    changed, in the report's order. notices: what could not be compared, and why.
    """

    since: str = ""
    counts: tuple[MoveCounts, ...] = ()
    moves: tuple[GoalMove, ...] = ()
    targets: tuple[TargetChange, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trend:
    """A measure over the periods; values in the order of Trends.periods.

    direction: "Öka" and so on. development: "Bättre", "Sämre", "Oförändrat" or ""
    where it cannot be told; it compares the last value with the nearest before.
    """

    unit: str
    measure_id: str
    name: str
    measured_in: str = ""
    direction: str = ""
    target: str = ""
    values: tuple[str, ...] = ()
    development: Mark = field(default_factory=Mark)
    department: str = ""


@dataclass(frozen=True, slots=True)
class Trends:
    """Measures with a value in at least two periods; periods as "2025-T3".

    notices: what is not shown, and where it can be found.
    """

    periods: tuple[str, ...] = ()
    measures: tuple[Trend, ...] = ()
    notices: tuple[str, ...] = ()
