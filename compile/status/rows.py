"""The status as rows of {column key: value}, the same for workbook, page and screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.status.model import State
from compile.status.wording import STATE_MARKS, todo_text
from workbook_templates.standard.layout import NO, REFERENCE_SEPARATOR, YES
from workbook_templates.standard.status_layout import (
    STATUS_FILES,
    STATUS_TOTALS,
    STATUS_UNITS,
)

if TYPE_CHECKING:
    from datetime import date

    from compile.status.model import PeriodStatus, Total, UnitStatus
    from workbook_templates.standard.columns import Table

    Value = str | int | date | None
    Row = dict[str, Value]


def unit_rows(status: PeriodStatus) -> tuple[Row, ...]:
    """Return a row of STATUS_UNITS for each unit, in the status's order."""
    since = str(status.since) if status.since else ""
    return tuple(unit_row(unit, since) for unit in status.units)


def unit_row(status: UnitStatus, since: str) -> Row:
    """Return a unit's row; since is the period that it was compared with."""
    row: Row = {
        "state": STATE_MARKS[status.state].label,
        "unit_id": status.unit.id,
        "name": status.unit.name,
        "department": status.department,
        "todo": todo_text(status, since),
    }
    return row | _card_values(status)


def _card_values(status: UnitStatus) -> Row:
    """Return what is known of a unit's card; nothing where none counts."""
    card, ready = status.card, status.readiness
    if card is None or ready is None:
        return {}
    return {
        "handed_in": card.handed_in,
        "saved": status.saved,
        "ready": _yes(card.ready),
        "errors": status.errors,
        "warnings": status.warnings,
        "percent": ready.percent,
        "unchanged": None if status.is_unchanged is None else _yes(status.is_unchanged),
        "version": card.version,
        "goals": _listed(status.gaps.goals),
        "measures": _listed(status.gaps.measures),
        "never_updated": _listed(status.gaps.never_updated),
        "file": card.file,
    }


def total_rows(status: PeriodStatus) -> tuple[Row, ...]:
    """Return a row of STATUS_TOTALS for each department, last the whole."""
    return tuple(_total_row(total) for total in status.totals)


def _total_row(total: Total) -> Row:
    row: Row = {"name": total.name, "units": total.units}
    return row | {state.value: total.count(state) for state in State}


def file_rows(status: PeriodStatus) -> tuple[Row, ...]:
    """Return a row of STATUS_FILES for each file that is nobody's card."""
    notes = (*status.unreadable, *status.strangers)
    return tuple({"name": note.name, "reason": note.reason} for note in notes)


def tables(status: PeriodStatus) -> tuple[tuple[Table, tuple[Row, ...]], ...]:
    """Return the status's tables with their rows; those without rows are left out."""
    pairs = (
        (STATUS_UNITS, unit_rows(status)),
        (STATUS_TOTALS, total_rows(status)),
        (STATUS_FILES, file_rows(status)),
    )
    return tuple((table, rows) for table, rows in pairs if rows)


def _yes(answer: bool) -> str:  # noqa: FBT001 - a value of the card, not a flag
    return YES if answer else NO


def _listed(ids: tuple[str, ...]) -> str:
    return REFERENCE_SEPARATOR.join(ids)
