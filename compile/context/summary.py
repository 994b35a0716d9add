"""The whole municipality at a glance."""

from __future__ import annotations

from dataclasses import dataclass, field

from compile.context.charts import Chart
from compile.context.marks import Mark
from compile.context.overview import ForecastStep, HeatMap


@dataclass(frozen=True, slots=True)
class Counts:
    """Goals by verdict, as printed; total is the sum of the five others.

    name: what is counted, a perspective, a department or a unit.
    """

    name: str
    fulfilled: str
    partly: str
    not_fulfilled: str
    not_measured: str
    not_judged: str
    total: str


@dataclass(frozen=True, slots=True)
class MissingCard:
    """A unit that was to hand in a card; reason tells "saknas" from "avvisad"."""

    unit: str
    level: str = ""
    department: str = ""
    responsible: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LateCard:
    """A card handed in after the last day, or not marked as ready."""

    unit: str
    reason: str
    handed_in: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class UnchangedCard:
    """A card with nothing that differs from last period's, and what that means."""

    unit: str
    reason: str
    file: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class LateActivity:
    """An activity that is late by its status, or past its end and not finished.

    end is a date, yyyy-mm-dd; reason tells which of the two it is.
    """

    unit: str
    activity_id: str
    text: str
    goal_id: str = ""
    responsible: str = ""
    end: str = ""
    status: Mark = field(default_factory=Mark)
    reason: str = ""
    comment: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A goal that is partly or not fulfilled, or is forecast to be.

    cause: the goal's comment. Merge may shorten cause and remedy here, since the
    card prints them in full; it then says so in the text.
    """

    unit: str
    goal_id: str
    text: str
    verdict: Mark
    forecast: Mark = field(default_factory=Mark)
    responsible: str = ""
    cause: str = ""
    remedy: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole municipality at a glance. sentences: whole Swedish sentences.

    by_perspective and by_department end with a row for the total. not_fulfilled
    lists the deviations in the order of the report. by_period: goals by verdict for
    each period that is known, this one last; () where only this one is known.
    """

    sentences: tuple[str, ...] = ()
    totals: Counts | None = None
    by_perspective: tuple[Counts, ...] = ()
    by_department: tuple[Counts, ...] = ()
    missing: tuple[MissingCard, ...] = ()
    by_period: tuple[Counts, ...] = ()
    heat_map: HeatMap = field(default_factory=HeatMap)
    forecast: tuple[ForecastStep, ...] = ()
    late: tuple[LateCard, ...] = ()
    unchanged: tuple[UnchangedCard, ...] = ()
    late_activities: tuple[LateActivity, ...] = ()
    perspective_chart: Chart = field(default_factory=Chart)
    department_chart: Chart = field(default_factory=Chart)
    period_chart: Chart = field(default_factory=Chart)
    not_fulfilled: tuple[Deviation, ...] = ()
