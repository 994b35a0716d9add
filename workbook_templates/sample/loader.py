"""The example's cards as values: one data file for each department, and the top.

A file has a [[card]] for each unit. It says unit, contact, handed_in (left out: a
draft) and summary. Below it stand [[card.goal]] with perspective, text,
strategy_goals, years (first and last), verdict, forecast, comment and remedy; and
below each goal its [[card.goal.measure]] and [[card.goal.activity]]. Verdicts and
statuses are written with their codes. See variants for what holds after April and
after December.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from workbook_templates.registers import example_register
from workbook_templates.registers.toml_rows import read_toml
from workbook_templates.sample.records import Writer, with_previous
from workbook_templates.sample.variants import activity_at, at, goal_at, holds
from workbook_templates.standard.errors import RegisterError, UsageError
from workbook_templates.standard.model import Period, Scorecard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from workbook_templates.standard.register import Register

    Row = Mapping[str, Any]

_PACKAGE = "workbook_templates.sample"
EXAMPLE_PERIODS = (Period(2026, 1), Period(2026, 2), Period(2026, 3))
# The unit that does not hand in after August; its card is a draft.
EXAMPLE_MISSING = "EX-E12"
# The unit whose card after August breaks rules on purpose.
EXAMPLE_FAULTY = "EX-E10"


def example_cards(period: Period) -> tuple[Scorecard, ...]:
    """Return the 26 cards of 2026-T1, T2 or T3, in the order of the register.

    The previous_... fields are the period before's; T1 has none. After August the
    draft of EXAMPLE_MISSING is among them; after December all are in, and right.
    Raises UsageError for another period, and RegisterError where the data files do
    not hold together.
    """
    if period not in EXAMPLE_PERIODS:
        known = ", ".join(map(str, EXAMPLE_PERIODS))
        message = f"Exemplet har bara perioderna {known}, inte {period}."
        raise UsageError(message)
    rows, register = rows_of_example(), example_register()
    cards = cards_of(rows, register, period)
    if period == EXAMPLE_PERIODS[0]:
        return cards
    before = cards_of(rows, register, period.previous)
    return tuple(map(with_previous, cards, before))


def rows_of_example() -> tuple[Row, ...]:
    """Return every [[card]] of the data files, as written."""
    names = sorted(f.name for f in files(_PACKAGE).iterdir() if f.name.endswith("toml"))
    return tuple(row for name in names for row in read_toml(_PACKAGE, name)["card"])


def cards_of(
    rows: Sequence[Row], register: Register, period: Period
) -> tuple[Scorecard, ...]:
    """Make one card for each unit of the register, without last period's values.

    Raises RegisterError when a unit has no card or two, or a row is not as it must.
    """
    by_unit: dict[str, Row] = {}
    for row in rows:
        if by_unit.setdefault(row["unit"], row) is not row:
            message = f"{row['unit']}: enheten har två kort."
            raise RegisterError(message)
    return tuple(_cards(by_unit, register, period))


def _cards(
    by_unit: dict[str, Row], register: Register, period: Period
) -> Iterator[Scorecard]:
    """Yield the units' cards; at the end no card may be left over."""
    plan = register.plan(period)
    for unit in register.units:
        if unit.id not in by_unit or plan is None:
            message = f"{unit.id}: enheten saknar kort för {period}."
            raise RegisterError(message)
        writer = Writer(register, unit, allow_unknown=unit.id == EXAMPLE_FAULTY)
        yield _card(by_unit.pop(unit.id), writer, period, plan.end)
    if by_unit:
        message = f"{', '.join(by_unit)}: enheten finns inte."
        raise RegisterError(message)


def _card(row: Row, writer: Writer, period: Period, last_day: date) -> Scorecard:
    """Make a card with all its rows; last_day is the period's.

    A goal that is not in the period's card keeps its ids to itself.
    """
    tertial = period.tertial
    content: dict[str, list[object]] = {"goals": [], "measures": [], "activities": []}
    for goal_row in row.get("goal", ()):
        goal = writer.goal(goal_at(goal_row, tertial))
        measures = [
            writer.measure(at(r, tertial), goal) for r in goal_row.get("measure", ())
        ]
        activities = [
            writer.activity(activity_at(r, tertial, last_day), goal)
            for r in goal_row.get("activity", ())
        ]
        if holds(goal_row, tertial):
            content["goals"].append(goal)
            content["measures"] += measures
            content["activities"] += activities
    return writer.card({**at(row, tertial), **content}, period)
