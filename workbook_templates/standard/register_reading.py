"""The register made from its workbook, or from the copies in a scorecard workbook.

What the rows of its tables mean is said here; what is wrong between them is said
in register_checks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from workbook_templates.standard.areas import standard_sheet
from workbook_templates.standard.cells import match_word
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.model import (
    Level,
    Period,
    Perspective,
    PriorityArea,
    StrategyGoal,
    Strength,
    Unit,
)
from workbook_templates.standard.register import (
    KeyFigure,
    PeriodPlan,
    Register,
    ScaleStep,
    Thresholds,
)
from workbook_templates.standard.register_checks import (
    SCALE_CODES,
    check_register,
    code_of,
    codes_of,
    colour,
    threshold,
)
from workbook_templates.standard.register_layout import (
    AREAS,
    CARRIED,
    KEY_FIGURES,
    LONG_TERM_GOALS,
    OPTIONAL_TABLES,
    PERIODS,
    PERSPECTIVES,
    REGISTER_TABLES,
    SCALES,
    STATUS_SCALE,
    STRATEGY_GOALS,
    STRENGTHS,
    TEXT_SETTINGS,
    TEXTS,
    THEME,
    THEME_SETTINGS,
    THRESHOLDS,
    UNITS,
    VERDICT_SCALE,
)
from workbook_templates.standard.register_succession import ids_in
from workbook_templates.standard.rows import Row, TableRows, read_table
from workbook_templates.standard.stray import beside_findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.raw import RawWorkbook
    from workbook_templates.standard.register_layout import Setting

    Rows = Mapping[str, tuple[Row, ...]]  # by table name

_AREA_DIGITS = 4  # of an area's code in Kolada
_Ordered = TypeVar("_Ordered", Perspective, PriorityArea)


def read_register(raw: RawWorkbook) -> tuple[Register, tuple[Finding, ...]]:
    """Return the register in a workbook, and all that is wrong with it, in order.

    A row without what identifies it is left out; a faulty setting has its
    default. Both are named in a finding.
    """
    tables = _read_tables(raw, REGISTER_TABLES)
    findings = [finding for table in tables.values() for finding in table.findings]
    findings += beside_findings(raw, tuple(tables.values()))
    findings += check_register(raw.file, tables)
    ordered = tuple(sorted(findings, key=lambda finding: finding.sort_key))
    return _register(_rows(tables)), ordered


def carried_register(raw: RawWorkbook) -> Register | None:
    """Return the register from the copies that travel in a scorecard workbook.

    It has what register_layout.CARRIED has; the rest is empty or default. None
    where the copies are lost, or their scales are not whole.
    """
    tables = [table for table in CARRIED if table.name in raw.tables]
    found = _read_tables(raw, tables)
    rows = {table.name: () for table in CARRIED} | _rows(found)
    register = _register(rows)
    steps = {step.code for step in (*register.verdicts, *register.statuses)}
    whole = {code.value for codes in SCALE_CODES.values() for code in codes}
    return register if register.perspectives and steps == whole else None


def _read_tables(raw: RawWorkbook, tables: Sequence[Table]) -> dict[str, TableRows]:
    words = Register().choices  # the lists that are no part of any register
    return {
        table.name: TableRows(table)
        if _is_left_out(raw, table)
        else read_table(raw, table, words)
        for table in tables
    }


def _is_left_out(raw: RawWorkbook, table: Table) -> bool:
    """Tell whether a register is older than a table, and so lacks its sheet too."""
    if table not in OPTIONAL_TABLES or table.name in raw.tables:
        return False
    return standard_sheet(raw, table.sheet.name) is None


def _rows(tables: Mapping[str, TableRows]) -> dict[str, tuple[Row, ...]]:
    return {name: table.rows for name, table in tables.items()}


def _register(rows: Rows) -> Register:
    areas = _sorted(_areas(rows[AREAS.name]))
    return Register(
        units=tuple(_units(rows[UNITS.name])),
        perspectives=_sorted(_perspectives(rows)),
        areas=areas,
        strengths=tuple(_strengths(rows.get(STRENGTHS.name, ()))),
        strategy_goals=tuple(_strategy_goals(rows[STRATEGY_GOALS.name], areas)),
        periods=tuple(_periods(rows[PERIODS.name])),
        verdicts=_steps(rows[SCALES.name], VERDICT_SCALE),
        statuses=_steps(rows[SCALES.name], STATUS_SCALE),
        thresholds=_thresholds(rows[THRESHOLDS.name]),
        texts=_settings(rows.get(TEXTS.name, ()), TEXT_SETTINGS),
        theme=_theme(rows.get(THEME.name, ())),
        key_figures=tuple(_key_figures(rows.get(KEY_FIGURES.name, ()))),
    )


def _sorted(records: Iterator[_Ordered]) -> tuple[_Ordered, ...]:
    return tuple(sorted(records, key=lambda record: record.order))


def _units(rows: Sequence[Row]) -> Iterator[Unit]:
    ids = [row.text("id") for row in rows]
    for row in rows:
        unit_id, level, parent = row.text("id"), row.text("level"), row.text("parent")
        if unit_id and level:
            yield Unit(
                unit_id,
                row.text("name") or unit_id,
                Level(level),
                match_word(parent, ids) or parent,
                row.text("responsible"),
                row.integer("valid_from"),
                row.integer("valid_to"),
                tuple(match_word(i, ids) or i for i in ids_in(row.text("replaces"))),
                row.origin,
            )


def _perspectives(rows: Rows) -> Iterator[Perspective]:
    goals = rows[LONG_TERM_GOALS.name]
    for row in rows[PERSPECTIVES.name]:
        perspective_id = row.text("id")
        if perspective_id:
            texts = tuple(
                goal.text("official_text") or goal.text("text")
                for goal in goals
                if match_word(goal.text("perspective"), [perspective_id])
            )
            name = row.text("name") or perspective_id
            order = _order(row)
            yield Perspective(perspective_id, name, order, texts, row.origin)


def _areas(rows: Sequence[Row]) -> Iterator[PriorityArea]:
    for row in rows:
        area_id = row.text("id")
        if area_id:
            name = row.text("name") or area_id
            yield PriorityArea(area_id, name, _order(row), row.origin)


def _order(row: Row) -> int:
    """Return a row's place in the order; one without comes in its turn."""
    order = row.integer("order")
    return row.origin.row if order is None else order


def _strengths(rows: Sequence[Row]) -> Iterator[Strength]:
    for row in rows:
        number = row.integer("number")
        if number is not None:
            name, note = row.text("name"), row.text("note")
            yield Strength(number, name, note=note, origin=row.origin)


def _strategy_goals(
    rows: Sequence[Row], areas: Sequence[PriorityArea]
) -> Iterator[StrategyGoal]:
    ids = [area.id for area in areas]
    for row in rows:
        number, area = row.integer("number"), row.text("area")
        if number is not None:
            yield StrategyGoal(
                number,
                match_word(area, ids) or area,
                row.text("title"),
                row.text("official_text"),
                row.text("indicator"),
                row.text("direction"),
                row.text("reference"),
                row.integer("valid_from"),
                row.integer("valid_to"),
                tuple(re.findall(r"\w+", row.text("kolada_ids"))),
                row.references("replaced_by"),
                row.origin,
            )


def _periods(rows: Sequence[Row]) -> Iterator[PeriodPlan]:
    for row in rows:
        start, end, deadline = (row.day(key) for key in ("start", "end", "deadline"))
        try:
            period = Period.parse(row.text("period"))
        except UsageError:
            continue  # named by register_checks
        if start and end and deadline:
            yield PeriodPlan(period, start, end, deadline, row.origin)


def _steps(rows: Sequence[Row], scale: str) -> tuple[ScaleStep, ...]:
    """Return a scale's steps in their order; unknown and repeated codes not."""
    steps: dict[str, ScaleStep] = {}
    known = [code.value for code in SCALE_CODES[scale]]
    for row in rows:
        code = code_of(row, known)
        if row.text("scale") == scale and code:
            label = row.text("label") or code
            step = ScaleStep(code, label, row.text("symbol"), row.text("explanation"))
            steps.setdefault(code, step)
    return tuple(steps.values())


def _key_figures(rows: Sequence[Row]) -> Iterator[KeyFigure]:
    for row in rows:
        kpi, area, year = row.text("kpi"), row.text("area"), row.integer("year")
        if kpi and area and year is not None:
            yield KeyFigure(
                kpi,
                area_code(area),
                year,
                row.text("title"),
                row.text("area_name"),
                row.number("total"),
                row.number("women"),
                row.number("men"),
                row.day("fetched"),
                row.text("source"),
                row.text("note"),
                row.text("review"),
                row.origin,
            )


def area_code(text: str) -> str:
    """Return an area's code in Kolada; Excel takes the zeros from 0017 as a number."""
    return text.zfill(_AREA_DIGITS) if text.isdecimal() else text


def _thresholds(rows: Sequence[Row]) -> Thresholds:
    default = Thresholds()
    partly = threshold(rows, "partly_from")
    factor = threshold(rows, "plausible_factor")
    limit = threshold(rows, "comment_limit")
    return Thresholds(
        default.partly_from if partly is None else partly,
        default.plausible_factor if factor is None else factor,
        default.comment_limit if limit is None else int(limit),
    )


def _settings(rows: Sequence[Row], settings: Sequence[Setting]) -> dict[str, str]:
    """Return the values by code; an empty or missing one has its default."""
    known = codes_of(settings)
    written = {code_of(row, known): row.text("value") for row in reversed(rows)}
    return {s.code: written.get(s.code) or s.default for s in settings}


def _theme(rows: Sequence[Row]) -> dict[str, str]:
    values = _settings(rows, THEME_SETTINGS)
    for setting in THEME_SETTINGS:
        if colour(setting.default) and not colour(values[setting.code]):
            values[setting.code] = setting.default
    return values
