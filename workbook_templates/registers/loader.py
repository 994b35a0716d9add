"""The registers that come with the tool: Hagforsstrategin, and an example of units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from workbook_templates.registers.toml_rows import code, read_toml, record
from workbook_templates.standard.model import (
    Level,
    Period,
    Perspective,
    PriorityArea,
    StrategyGoal,
    Strength,
    Unit,
)
from workbook_templates.standard.register import PeriodPlan, Register, ScaleStep
from workbook_templates.standard.register_layout import TEXT_SETTINGS, THEME_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    T = TypeVar("T")
    Row = Mapping[str, Any]

_PACKAGE = "workbook_templates.registers"
STRATEGY_FILE = "hagforsstrategin.toml"
COMMON_FILE = "common.toml"
ORGANISATION_FILE = "example_organisation.toml"
# The first year of the strategy, and of the made-up organisation.
_STRATEGY_FROM = 2017
_UNITS_FROM = 2025


def strategy_register() -> Register:
    """Return the register with Hagforsstrategin and no units.

    It has the five areas, seven strengths and 35 goals (the unknown texts are
    empty), perspectives, scales, settings and the periods of 2025-2027, whose last
    days to hand in are example values.
    """
    strategy, common = (
        read_toml(_PACKAGE, STRATEGY_FILE),
        read_toml(_PACKAGE, COMMON_FILE),
    )
    goal = partial(StrategyGoal, valid_from=_STRATEGY_FROM)
    return Register(
        perspectives=_records(Perspective, common["perspectives"], COMMON_FILE),
        areas=_records(PriorityArea, strategy["areas"], STRATEGY_FILE),
        strengths=_records(Strength, strategy["strengths"], STRATEGY_FILE),
        strategy_goals=_records(goal, strategy["strategy_goals"], STRATEGY_FILE),
        periods=tuple(_plans(common["calendar"])),
        verdicts=_records(ScaleStep, common["verdicts"], COMMON_FILE),
        statuses=_records(ScaleStep, common["statuses"], COMMON_FILE),
        texts={s.code: s.default for s in TEXT_SETTINGS} | strategy["texts"],
        theme={s.code: s.default for s in THEME_SETTINGS},
    )


def example_register() -> Register:
    """Return strategy_register with the example organisation of 26 units.

    One municipality card, nine departments and sixteen units, all named as
    examples; each unit follows its department.
    """
    register = strategy_register()
    example = read_toml(_PACKAGE, ORGANISATION_FILE)
    texts = {**register.texts, **example["texts"]}
    units = tuple(_unit(row) for row in example["units"])
    return replace(register, units=units, texts=texts)


def _records(make: Callable[..., T], rows: Sequence[Row], file: str) -> tuple[T, ...]:
    """Make a record of every row; the message of a fault says file and row."""
    return tuple(
        record(make, row, f"{file}, rad {number}") for number, row in enumerate(rows, 1)
    )


def _unit(row: Row) -> Unit:
    """Make a unit; its level is the Swedish word of the register."""
    where = f"{ORGANISATION_FILE}, {row.get('id', 'enhet utan id')}"
    level = code(Level, row.get("level"), where)
    return record(Unit, {"valid_from": _UNITS_FROM, **row, "level": level}, where)


def _plans(calendar: Row) -> Iterator[PeriodPlan]:
    """Yield the periods of every year; all begin on 1 January."""
    for year in calendar["years"]:
        for row in calendar["tertials"]:
            handed_in_year = year + row.get("next_year", False)
            yield PeriodPlan(
                period=Period(year, row["tertial"]),
                start=date(year, 1, 1),
                end=date.fromisoformat(f"{year}-{row['end']}"),
                deadline=date.fromisoformat(f"{handed_in_year}-{row['deadline']}"),
            )
