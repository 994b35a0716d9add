"""What is wrong between the rows of a register; the wordings are register_demands.

Each check yields findings and looks at rows as they were read, so that a row
that is too faulty for the model is checked all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from workbook_templates.standard import register_demands as demands
from workbook_templates.standard.cells import (
    match_word,
    normalised,
    plain_number,
    quoted,
)
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.findings import Location
from workbook_templates.standard.layout import CELL_LIMIT, MAX_YEAR, MIN_YEAR
from workbook_templates.standard.model import (
    ActivityStatus,
    GoalVerdict,
    Level,
    Period,
)
from workbook_templates.standard.raw import address
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
from workbook_templates.standard.register_succession import (
    check_predecessors,
    check_replacements,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from workbook_templates.standard.findings import Finding, Wording
    from workbook_templates.standard.register_layout import Setting
    from workbook_templates.standard.rows import Row, TableRows

    Tables = Mapping[str, TableRows]

_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
SCALE_CODES = {VERDICT_SCALE: GoalVerdict, STATUS_SCALE: ActivityStatus}

# What no two rows may share: the columns that together are a row's key.
_KEYS = (
    (UNITS, ("id",)),
    (PERSPECTIVES, ("id",)),
    (AREAS, ("id",)),
    (STRENGTHS, ("number",)),
    (STRATEGY_GOALS, ("number",)),
    (PERIODS, ("period",)),
    (SCALES, ("scale", "code")),
    (THRESHOLDS, ("code",)),
    (TEXTS, ("code",)),
    (THEME, ("code",)),
    (KEY_FIGURES, ("kpi", "area", "year")),
)
# Words that an author chooses by, and so must tell apart.
_WORDS = ((PERSPECTIVES, ("name",)), (SCALES, ("scale", "label")))


@dataclass(frozen=True, slots=True)
class _Range:
    """A threshold's code in the register, what it may be, and how to say so."""

    code: str
    allows: Callable[[Decimal], bool]
    hint: str


def codes_of(settings: Sequence[Setting]) -> list[str]:
    """Return the codes of settings, in their order."""
    return [setting.code for setting in settings]


def code_of(row: Row, known: Sequence[str]) -> str:
    """Return which of the known codes a row has, "" where none."""
    return match_word(row.text("code"), known) or ""


_PARTLY, _FACTOR, _COMMENT = codes_of(THRESHOLD_SETTINGS)
# By the field of register.Thresholds.
_RANGES = {
    "partly_from": _Range(
        _PARTLY, lambda v: 0 < v <= 1, "Skriv en andel mellan 0 och 1, som 0,8."
    ),
    "plausible_factor": _Range(
        _FACTOR, lambda v: v > 1, "Skriv ett tal som är större än 1."
    ),
    "comment_limit": _Range(
        _COMMENT,
        lambda v: 1 <= v <= CELL_LIMIT and v == int(v),
        f"Skriv ett heltal mellan 1 och {CELL_LIMIT}.",
    ),
}


def check_register(file: str, tables: Tables) -> Iterator[Finding]:
    """Yield what is wrong between the rows of a register's tables, by table name."""
    for table, keys in _KEYS:
        yield from _repeated(tables[table.name], keys, demands.DUPLICATE_KEY)
    for table, keys in _WORDS:
        yield from _repeated(tables[table.name], keys, demands.SAME_WORD)
    yield from chain(
        _parents(tables[UNITS.name].rows),
        _cycles(tables[UNITS.name].rows),
        _municipalities(tables[UNITS.name].rows),
        _years(tables[UNITS.name].rows),
        _years(tables[STRATEGY_GOALS.name].rows),
        check_predecessors(tables[UNITS.name].rows),
        check_replacements(tables[STRATEGY_GOALS.name].rows),
        _perspectives(tables),
        _areas(tables),
        _periods(tables[PERIODS.name].rows),
        _scales(file, tables[SCALES.name]),
        _unknown_codes(tables[THRESHOLDS.name].rows, codes_of(THRESHOLD_SETTINGS)),
        _unknown_codes(tables[TEXTS.name].rows, codes_of(TEXT_SETTINGS)),
        _unknown_codes(tables[THEME.name].rows, codes_of(THEME_SETTINGS)),
        _threshold_ranges(tables[THRESHOLDS.name].rows),
        _colours(tables[THEME.name].rows),
    )


def colour(text: str) -> bool:
    """Tell whether a text is a colour, six hexadecimal digits."""
    return _COLOUR.fullmatch(text) is not None


def threshold(rows: Sequence[Row], field: str) -> Decimal | None:
    """Return the value of a field of register.Thresholds, None unless it may be so."""
    limits = _RANGES[field]
    values = (row.number("value") for row in rows if code_of(row, [limits.code]))
    value = next(values, None)
    return value if value is not None and limits.allows(value) else None


def _repeated(
    table: TableRows, keys: tuple[str, ...], wording: Wording
) -> Iterator[Finding]:
    """Name each row whose key, a whole one, stands on an earlier row."""
    first: dict[tuple[str, ...], Row] = {}
    for row in table.rows:
        values = [row.values.get(key) for key in keys]
        if None in values:
            continue
        key = tuple(normalised(str(value)) for value in values)
        earlier = first.setdefault(key, row)
        if earlier is not row:
            yield wording.finding(
                row.origin.at(keys[-1]),
                heading=table.table.column(keys[-1]).heading,
                value=quoted(str(values[-1])),
                first=earlier.origin.at(keys[-1]),
            )


def _parents(rows: Sequence[Row]) -> Iterator[Finding]:
    ids = [row.text("id") for row in rows]
    for row in rows:
        where, parent = row.origin.at("parent"), row.text("parent")
        if parent and match_word(parent, ids) is None:
            yield demands.UNKNOWN_PARENT.finding(where, value=quoted(parent))
        elif not parent and row.text("level") == Level.UNIT.value:
            yield demands.NO_PARENT.finding(where, value=quoted(row.text("id")))


def _cycles(rows: Sequence[Row]) -> Iterator[Finding]:
    """Name each ring of units once, at the first unit of it that is met."""
    by_id = {row.text("id"): row for row in reversed(rows)}
    ids = list(by_id)
    passed: set[str] = set()
    for start in reversed(ids):
        path: dict[str, None] = {}
        unit = start
        while unit in by_id and unit not in path and unit not in passed:
            path[unit] = None
            unit = match_word(by_id[unit].text("parent"), ids) or ""
        passed.update(path)
        if unit in path:
            ring = [*list(path)[list(path).index(unit) :], unit]
            where = by_id[unit].origin.at("parent")
            words = {"value": quoted(unit), "chain": " – ".join(ring)}
            yield demands.PARENT_CYCLE.finding(where, **words)


def _municipalities(rows: Sequence[Row]) -> Iterator[Finding]:
    """Name each unit of level kommun that is valid in the same year as one above."""
    earlier: list[Row] = []
    for row in rows:
        if row.text("level") != Level.MUNICIPALITY.value:
            continue
        for other in earlier:
            if _share_a_year(row, other):
                yield demands.TWO_MUNICIPALITIES.finding(
                    row.origin.at("level"),
                    value=quoted(row.text("id")),
                    other=quoted(other.text("id")),
                )
        earlier.append(row)


def _share_a_year(one: Row, other: Row) -> bool:
    first = max(row.integer("valid_from") or MIN_YEAR for row in (one, other))
    last = min(row.integer("valid_to") or MAX_YEAR for row in (one, other))
    return first <= last


def _years(rows: Sequence[Row]) -> Iterator[Finding]:
    for row in rows:
        start, end = row.integer("valid_from"), row.integer("valid_to")
        if start is not None and end is not None and start > end:
            where = row.origin.at("valid_to")
            yield demands.YEARS_REVERSED.finding(where, start=start, end=end)


def _perspectives(tables: Tables) -> Iterator[Finding]:
    goals = tables[LONG_TERM_GOALS.name].rows
    known = tables[PERSPECTIVES.name]
    yield from _unknown(goals, "perspective", known, demands.UNKNOWN_PERSPECTIVE)


def _areas(tables: Tables) -> Iterator[Finding]:
    goals = tables[STRATEGY_GOALS.name].rows
    yield from _unknown(goals, "area", tables[AREAS.name], demands.UNKNOWN_AREA)


def _unknown(
    rows: Sequence[Row], key: str, known: TableRows, wording: Wording
) -> Iterator[Finding]:
    """Name each row that refers to an id that another table does not have."""
    ids = [row.text("id") for row in known.rows]
    if known.area is None:
        return  # the table is missing, and named; its ids cannot be judged
    for row in rows:
        text = row.text(key)
        if text and match_word(text, ids) is None:
            yield wording.finding(row.origin.at(key), value=quoted(text))


def _periods(rows: Sequence[Row]) -> Iterator[Finding]:
    plans: list[tuple[Period, date, date, Row]] = []
    for row in rows:
        text, start, end = row.text("period"), row.day("start"), row.day("end")
        try:
            period = Period.parse(text)
        except UsageError:
            if text:
                where = row.origin.at("period")
                yield demands.UNREADABLE_PERIOD.finding(where, value=quoted(text))
            continue
        if start and end:
            plans.append((period, start, end, row))
            yield from _period_days(period, start, end, row)
    plans.sort(key=lambda plan: plan[0])
    for earlier, later in pairwise(plans):
        if earlier[0] != later[0] and _overlap(earlier, later):
            where = later[3].origin.at("start")
            words = {"value": later[0], "other": earlier[0]}
            yield demands.PERIODS_OVERLAP.finding(where, **words)


def _period_days(period: Period, start: date, end: date, row: Row) -> Iterator[Finding]:
    if start > end:
        where = row.origin.at("end")
        words = {"value": period, "start": start, "end": end}
        yield demands.PERIOD_REVERSED.finding(where, **words)
        return
    deadline = row.day("deadline")
    if deadline and deadline < end:
        where = row.origin.at("deadline")
        words = {"deadline": deadline, "end": end}
        yield demands.EARLY_DEADLINE.finding(where, **words)


def _overlap(
    earlier: tuple[Period, date, date, Row], later: tuple[Period, date, date, Row]
) -> bool:
    """Tell whether a period does not follow on the one before.

    Periods of one year may all begin on 1 January, since they are cumulative.
    """
    period, start, end, _ = later
    if end <= earlier[2]:
        return True
    is_cumulative = period.year == earlier[0].year and (start.month, start.day) == (
        1,
        1,
    )
    return start <= earlier[2] and not is_cumulative


def _scales(file: str, table: TableRows) -> Iterator[Finding]:
    """Name the codes that a scale lacks, and those that are no part of it."""
    area = table.area
    if area is None:
        return
    where = Location(file, area.sheet, address(area.top, area.columns.get("code", 1)))
    for scale, codes in SCALE_CODES.items():
        known = [code.value for code in codes]
        rows = [row for row in table.rows if row.text("scale") == scale]
        yield from _unknown_codes(rows, known)
        found = {code_of(row, known) for row in rows}
        for code in known:
            if code not in found:
                yield demands.STEP_MISSING.finding(where, scale=scale, code=code)


def _unknown_codes(rows: Sequence[Row], known: Sequence[str]) -> Iterator[Finding]:
    hint = f"Kända koder: {', '.join(known)}."
    for row in rows:
        text = row.text("code")
        if text and not code_of(row, known):
            where = row.origin.at("code")
            yield demands.UNKNOWN_CODE.finding(where, value=quoted(text), hint=hint)


def _threshold_ranges(rows: Sequence[Row]) -> Iterator[Finding]:
    by_code = {limits.code: limits for limits in _RANGES.values()}
    for row in rows:
        limits, value = by_code.get(code_of(row, list(by_code))), row.number("value")
        if limits and value is not None and not limits.allows(value):
            yield demands.THRESHOLD_OUT_OF_RANGE.finding(
                row.origin.at("value"),
                code=limits.code,
                value=plain_number(value),
                hint=limits.hint,
            )


def _colours(rows: Sequence[Row]) -> Iterator[Finding]:
    defaults = {setting.code: setting.default for setting in THEME_SETTINGS}
    for row in rows:
        default = defaults.get(code_of(row, list(defaults)), "")
        text = row.text("value")
        if text and colour(default) and not colour(text):
            where = row.origin.at("value")
            words = {"value": quoted(text), "example": default}
            yield demands.BAD_COLOUR.finding(where, **words)
