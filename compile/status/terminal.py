"""The status on the screen: a table as wide as the window, and what else is to know."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table as ScreenTable
from rich.text import Text

from compile.status.model import State
from compile.status.rows import file_rows, total_rows, unit_rows
from compile.status.wording import (
    deadline_text,
    notices,
    summary_text,
    title_text,
)
from compile.telling import harmless
from workbook_templates.standard.columns import Kind
from workbook_templates.standard.status_layout import (
    STATUS_FILES,
    STATUS_TOTALS,
    STATUS_UNITS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from compile.status.model import PeriodStatus
    from compile.status.rows import Row
    from workbook_templates.standard.columns import Table

_UNPRINTED_WIDTH = 120  # characters, where the output is no terminal
_COLUMNS = ("state", "name", "todo", "handed_in", "errors", "warnings", "percent")
_COLOURS = {
    State.MISSING: "red",
    State.FAULTY: "red",
    State.NOT_READY: "yellow",
    State.NOTED: "cyan",
    State.DONE: "green",
}


def show_status(status: PeriodStatus, *, clear: bool = False) -> None:
    """Print a status; clear: on an empty screen, where there is one."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_UNPRINTED_WIDTH)
    elif clear:
        console.clear()
    for part in _parts(status):
        console.print(part)


def _parts(status: PeriodStatus) -> Iterator[RenderableType]:
    yield _text(title_text(status), "bold")
    yield _text(deadline_text(status))
    yield _text(summary_text(status))
    yield _table(STATUS_UNITS, unit_rows(status), _COLUMNS, _state_styles(status))
    if len(status.totals) > 1:
        keys = tuple(column.key for column in STATUS_TOTALS.columns)
        yield _table(STATUS_TOTALS, total_rows(status), keys)
    if files := file_rows(status):
        yield _table(STATUS_FILES, files, ("name", "reason"))
    for notice in notices(status):
        yield _text(notice, "yellow")


def _state_styles(status: PeriodStatus) -> tuple[str, ...]:
    return tuple(_COLOURS[unit.state] for unit in status.units)


def _table(
    table: Table,
    rows: Iterable[Row],
    keys: tuple[str, ...],
    styles: tuple[str, ...] = (),
) -> ScreenTable:
    """Return a table for the screen; styles colour each row's first cell."""
    made = ScreenTable(
        box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0)
    )
    for column in (table.column(key) for key in keys):
        is_number = column.kind is Kind.INTEGER
        made.add_column(
            column.heading, justify="right" if is_number else "left", overflow="fold"
        )
    for number, row in enumerate(rows):
        first = styles[number] if styles else ""
        cells = [_text(_shown(row.get(key))) for key in keys]
        cells[0].stylize(first)
        made.add_row(*cells)
    return made


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _text(text: str, style: str = "") -> Text:
    """Return a text that is printed as it is: no markup, no commands."""
    return Text(harmless(text).replace("\n", " "), style=style)


def status_json(status: PeriodStatus) -> str:
    """Return the status as JSON: numbers, units, files and notices."""
    answer = {
        "period": str(status.period),
        "date": status.today.isoformat(),
        "deadline": status.plan.deadline.isoformat(),
        "days_left": status.days_left,
        "clean": status.is_clean,
        "since": str(status.since) if status.since else None,
        "units": [
            row | {"state": unit.state.value}
            for unit, row in zip(status.units, unit_rows(status), strict=True)
        ],
        "totals": list(total_rows(status)),
        "files": list(file_rows(status)),
        "notices": list(notices(status)),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2, default=str)
