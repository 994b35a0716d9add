"""What has changed since the last period, and what has been measured over time."""

from __future__ import annotations

from dataclasses import dataclass, field

from compile.context.marks import Mark


@dataclass(frozen=True, slots=True)
class GoalMove:
    """A goal that is new, has gone, or whose verdict is another than last period.

    kind: the word for the change, "Bättre", "Sämre", "Nytt", "Borttaget" or
    "Ändrad bedömning" (to or from a verdict that has no order, such as not
    measured). before and now are verdicts, empty where there was none. Of a goal
    whose forecast is another, all three are of its forecast.
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
    """Goals or measures by change, as printed; name is a department's or a unit's."""

    name: str
    better: str
    worse: str
    same: str
    other: str
    new: str
    dropped: str
    total: str


@dataclass(frozen=True, slots=True)
class ActivityCounts:
    """Activities by what has become of them, as printed; name is a department's."""

    name: str
    finished: str
    late: str
    withdrawn: str
    other: str
    same: str
    new: str
    gone: str
    total: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """A goal with another text than before; long texts are cut, saying where it is."""

    unit: str
    goal_id: str
    before: str
    now: str
    department: str = ""


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A measure whose target was changed in mid-year: the old one and the new."""

    unit: str
    measure_id: str
    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class ActivityMove:
    """An activity that is finished, late, withdrawn, new or gone.

    kind: the word for it, "Genomförd", "Försenad", "Utgår", "Ny" or "Borttagen".
    """

    unit: str
    activity_id: str
    text: str
    kind: str
    department: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """All changes since a period. since: that period in words, "" where none is known.

    counts, measure_counts and activity_counts: a row for each department and last
    the total; of measures and activities only where there are earlier cards. moves,
    forecasts, texts, targets and activities: what changed, in the report's order.
    nothing: a sentence on what has no change at all, "" where all has. notices: what
    could not be compared, and why.
    """

    since: str = ""
    counts: tuple[MoveCounts, ...] = ()
    moves: tuple[GoalMove, ...] = ()
    forecasts: tuple[GoalMove, ...] = ()
    texts: tuple[TextChange, ...] = ()
    measure_counts: tuple[MoveCounts, ...] = ()
    targets: tuple[TargetChange, ...] = ()
    activity_counts: tuple[ActivityCounts, ...] = ()
    activities: tuple[ActivityMove, ...] = ()
    nothing: str = ""
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
