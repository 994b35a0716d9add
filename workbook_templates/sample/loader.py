"""The example's cards as values: one data file for each department, and the top.

A file has a [[card]] for each unit. It says unit, contact, handed_in (left out: a
draft) and summary. Below it stand [[card.goal]] with perspective, text,
strategy_goals, years (first and last), verdict, forecast, comment and remedy; and
below each goal its [[card.goal.measure]] and [[card.goal.activity]]. Verdicts and
statuses are written with their codes. See variants for what holds after April.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from workbook_templates.registers import example_register
from workbook_templates.registers.toml_rows import read_toml
from workbook_templates.sample.records import Writer, with_previous
from workbook_templates.sample.variants import (
    activity_in_april,
    goal_in_april,
    in_april,
    in_august,
)
from workbook_templates.standard.errors import RegisterError, UsageError
from workbook_templates.standard.model import Period, Scorecard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from workbook_templates.standard.register import Register

    Row = Mapping[str, Any]

_PACKAGE = "workbook_templates.sample"
_APRIL, _AUGUST = Period(2026, 1), Period(2026, 2)
EXAMPLE_PERIODS = (_APRIL, _AUGUST)
# The unit that does not hand in after August; its card is a draft.
EXAMPLE_MISSING = "EX-E12"
# The unit whose card after August breaks rules on purpose.
EXAMPLE_FAULTY = "EX-E10"


def example_cards(period: Period) -> tuple[Scorecard, ...]:
    """Return the 26 cards of 2026-T1 or 2026-T2, in the order of the register.

    The previous_... fields of T2 are T1's values; T1 has none. The draft of
    EXAMPLE_MISSING is among them. Raises UsageError for another period, and
    RegisterError where the data files do not hold together.
    """
    if period not in EXAMPLE_PERIODS:
        known = " och ".join(map(str, EXAMPLE_PERIODS))
        message = f"Exemplet har bara perioderna {known}, inte {period}."
        raise UsageError(message)
    register = example_register()
    april = cards_of(rows_of_example(), register, _APRIL)
    if period == _APRIL:
        return april
    august = cards_of(rows_of_example(), register, _AUGUST)
    return tuple(
        with_previous(card, before) for card, before in zip(august, april, strict=True)
    )


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
    """Make a card with all its rows; last_day is the period's."""
    is_april = period == _APRIL
    variant = in_april if is_april else in_august
    goals, measures, activities = [], [], []
    for goal_row in row.get("goal", ()):
        shown = goal_in_april(goal_row) if is_april else in_august(goal_row)
        goal = writer.goal(shown)
        goals.append(goal)
        measures += [
            writer.measure(variant(r), goal) for r in goal_row.get("measure", ())
        ]
        activities += [
            writer.activity(
                activity_in_april(r, last_day) if is_april else in_august(r), goal
            )
            for r in goal_row.get("activity", ())
        ]
    content = {"goals": goals, "measures": measures, "activities": activities}
    return writer.card({**variant(row), **content}, period)
