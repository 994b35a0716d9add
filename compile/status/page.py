"""The status as a page: numbers, what each unit has to do, and reminders to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.pages.page import Page
from compile.pages.rendering import rendered
from compile.pages.tables import Cell, Heading, PageTable
from compile.status.model import State
from compile.status.reminders import reminder_anchor, reminders
from compile.status.rows import file_rows, total_rows, unit_row
from compile.status.wording import (
    STATE_MARKS,
    deadline_text,
    notices,
    summary_text,
    title_text,
)
from compile.wording import date_text
from workbook_templates.standard.columns import Kind
from workbook_templates.standard.status_layout import (
    STATUS_FILES,
    STATUS_TOTALS,
    STATUS_UNITS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from compile.status.model import PeriodStatus, UnitStatus
    from workbook_templates.standard.columns import Table

# What the page's table has columns for; a unit's id stands below its name.
_COLUMNS = (
    "name",
    "state",
    "todo",
    "department",
    "handed_in",
    "ready",
    "errors",
    "warnings",
    "percent",
    "unchanged",
    "version",
)
_NUMBERS = (Kind.INTEGER, Kind.NUMBER)
_TIGHT = ("state", "ready", "unchanged", "version")
_NO_REMINDER = "Inget kort saknas, är fel eller väntar på att bli klart."


def status_page(
    status: PeriodStatus, now: datetime, refresh: int | None = None
) -> bytes:
    """Return the page; now is local time, refresh seconds between two loads or None."""
    title = title_text(status)
    page = Page(
        title,
        title,
        (deadline_text(status), summary_text(status)),
        made=f"Läst {now:%Y-%m-%d kl. %H.%M.%S}. Sidan visar läget då.",
        refresh=refresh,
    )
    return rendered(
        "status.html.jinja",
        page,
        notices=notices(status),
        figures=tuple(_figures(status)),
        units=_units_table(status),
        totals=_totals_table(status),
        files=_files_table(status),
        reminders=reminders(status),
        no_reminder=_NO_REMINDER,
    )


def _figures(status: PeriodStatus) -> Iterator[tuple[str, str]]:
    """Yield (what, number) for the top of the page."""
    whole = status.whole
    there = whole.units - whole.count(State.MISSING)
    yield "Har lämnat in", f"{there} av {whole.units}"
    for state in State:
        yield STATE_MARKS[state].label, str(whole.count(state))


def _headings(table: Table, keys: tuple[str, ...]) -> tuple[Heading, ...]:
    columns = (table.column(key) for key in keys)
    return tuple(
        Heading(c.heading, c.kind in _NUMBERS, c.kind is Kind.DATE or c.key in _TIGHT)
        for c in columns
    )


def _units_table(status: PeriodStatus) -> PageTable:
    since = str(status.since) if status.since else ""
    rows = tuple(tuple(_unit_cells(unit, since)) for unit in status.units)
    headings = _headings(STATUS_UNITS, _COLUMNS)
    return PageTable("enheter", "Enheter", headings, rows, is_titled=True)


def _unit_cells(status: UnitStatus, since: str) -> Iterator[Cell]:
    row = unit_row(status, since)
    for key in _COLUMNS:
        if key == "name":
            link = reminder_anchor(status.unit) if status.state.is_lacking else ""
            yield Cell(status.unit.name, note=status.unit.id, link=link)
        elif key == "state":
            yield Cell(mark=STATE_MARKS[status.state], key=status.state.rank)
        else:
            yield _cell(row.get(key))


def _cell(value: str | int | date | None) -> Cell:
    if value is None:
        return Cell()
    if isinstance(value, str | int):
        return Cell(str(value), key=value if isinstance(value, int) else None)
    return Cell(date_text(value))


def _totals_table(status: PeriodStatus) -> PageTable:
    keys = tuple(column.key for column in STATUS_TOTALS.columns)
    rows = [tuple(_cell(row[key]) for key in keys) for row in total_rows(status)]
    return PageTable(
        "avdelningar",
        STATUS_TOTALS.sheet.title,
        _headings(STATUS_TOTALS, keys),
        tuple(rows[:-1]),
        total=rows[-1],
        is_titled=True,
    )


def _files_table(status: PeriodStatus) -> PageTable | None:
    """Return the table of files that are nobody's card, or None without any."""
    keys = tuple(column.key for column in STATUS_FILES.columns)
    rows = tuple(tuple(_cell(row[key]) for key in keys) for row in file_rows(status))
    if not rows:
        return None
    headings = _headings(STATUS_FILES, keys)
    return PageTable("filer", STATUS_FILES.sheet.title, headings, rows, is_titled=True)
