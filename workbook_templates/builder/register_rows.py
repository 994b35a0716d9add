"""The register's records as rows of its tables, for both kinds of workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.layout import REFERENCE_SEPARATOR
from workbook_templates.standard.register_layout import (
    AREAS,
    KEY_FIGURES,
    LONG_TERM_GOALS,
    PERIODS,
    PERSPECTIVES,
    SCALES,
    STATUS_SCALE,
    STRATEGY_GOALS,
    STRENGTHS,
    TEXT_SETTINGS,
    TEXTS,
    THEME,
    THEME_SETTINGS,
    THRESHOLD_SETTINGS,
    THRESHOLDS,
    UNITS,
    VERDICT_SCALE,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from workbook_templates.builder.cells import CellValue
    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.model import Perspective, Unit
    from workbook_templates.standard.register import PeriodPlan, Register
    from workbook_templates.standard.register_layout import Setting

    Row = dict[str, CellValue]

_ID_SEPARATOR = "; "  # between units' ids, and between Kolada's


def rows_of(register: Register, table: Table) -> list[Row]:
    """Return a register table's rows as {column key: value}, in the register's order.

    Columns that the register does not keep are absent.
    """
    return list(_ROWS[table.name](register))


def unit_rows(units: Sequence[Unit]) -> list[Row]:
    """Return the rows of the unit table."""
    return [
        {
            "id": unit.id,
            "name": unit.name,
            "level": unit.level.value,
            "parent": unit.parent,
            "responsible": unit.responsible,
            "valid_from": unit.valid_from,
            "valid_to": unit.valid_to,
            "replaces": _ID_SEPARATOR.join(unit.replaces),
        }
        for unit in units
    ]


def period_rows(plans: Sequence[PeriodPlan]) -> list[Row]:
    """Return the rows of the period table."""
    return [
        {
            "period": str(plan.period),
            "start": plan.start,
            "end": plan.end,
            "deadline": plan.deadline,
        }
        for plan in plans
    ]


def ordered_perspectives(register: Register) -> list[Perspective]:
    """Return the perspectives in the order that they are shown."""
    return sorted(register.perspectives, key=lambda p: p.order)


def _perspectives(register: Register) -> Iterator[Row]:
    for perspective in ordered_perspectives(register):
        yield {
            "id": perspective.id,
            "order": perspective.order,
            "name": perspective.name,
        }


def _long_term_goals(register: Register) -> Iterator[Row]:
    for perspective in ordered_perspectives(register):
        for text in perspective.long_term_goals:
            yield {"perspective": perspective.id, "text": text}


def _areas(register: Register) -> Iterator[Row]:
    for area in register.areas:
        yield {"id": area.id, "order": area.order, "name": area.name}


def _strengths(register: Register) -> Iterator[Row]:
    for strength in register.strengths:
        yield {
            "number": strength.number,
            "name": strength.name,
            "note": strength.note,
        }


def _strategy_goals(register: Register) -> Iterator[Row]:
    keys = [column.key for column in STRATEGY_GOALS.columns]
    for goal in register.strategy_goals:
        row: Row = {key: getattr(goal, key) for key in keys}
        row["kolada_ids"] = _ID_SEPARATOR.join(goal.kolada_ids)
        row["replaced_by"] = REFERENCE_SEPARATOR.join(map(str, goal.replaced_by))
        yield row


def _scales(register: Register) -> Iterator[Row]:
    scales = ((VERDICT_SCALE, register.verdicts), (STATUS_SCALE, register.statuses))
    for scale, steps in scales:
        for step in steps:
            yield {
                "scale": scale,
                "code": step.code,
                "label": step.label,
                "symbol": step.symbol,
                "explanation": step.explanation,
            }


def _thresholds(register: Register) -> Iterator[Row]:
    limits = register.thresholds
    numbers: tuple[CellValue, ...] = (
        limits.partly_from,
        limits.plausible_factor,
        limits.comment_limit,
    )
    for setting, number in zip(THRESHOLD_SETTINGS, numbers, strict=True):
        yield {
            "code": setting.code,
            "value": number,
            "explanation": setting.explanation,
        }


def _settings(settings: Sequence[Setting], values: Mapping[str, str]) -> Iterator[Row]:
    """Yield the known settings, then what the register has beside them."""
    for setting in settings:
        yield {
            "code": setting.code,
            "value": values.get(setting.code, setting.default),
            "explanation": setting.explanation,
        }
    known = {setting.code for setting in settings}
    for code, value in values.items():
        if code not in known:
            yield {"code": code, "value": value}


def _key_figures(register: Register) -> Iterator[Row]:
    keys = [column.key for column in KEY_FIGURES.columns]
    for figure in register.key_figures:
        yield {key: getattr(figure, key) for key in keys}


_ROWS: dict[str, Callable[[Register], Iterator[Row] | list[Row]]] = {
    UNITS.name: lambda r: unit_rows(r.units),
    PERSPECTIVES.name: _perspectives,
    LONG_TERM_GOALS.name: _long_term_goals,
    AREAS.name: _areas,
    STRENGTHS.name: _strengths,
    STRATEGY_GOALS.name: _strategy_goals,
    PERIODS.name: lambda r: period_rows(r.periods),
    SCALES.name: _scales,
    THRESHOLDS.name: _thresholds,
    TEXTS.name: lambda r: _settings(TEXT_SETTINGS, r.texts),
    THEME.name: lambda r: _settings(THEME_SETTINGS, r.theme),
    KEY_FIGURES.name: _key_figures,
}
