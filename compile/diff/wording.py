"""The change report's words: what has happened, and values before and now."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from compile.context import Mark
from compile.marks import (
    MEASURE_MOVE_MARKS,
    MOVE_MARKS,
    VERDICT_TINTS,
    status_mark,
    verdict_mark,
)
from compile.wording import counted, date_text, number_text
from workbook_templates.standard.comparing import ActivityMove, Move
from workbook_templates.standard.layout import REFERENCE_SEPARATOR
from workbook_templates.standard.model import ActivityStatus, GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compile.diff.changes import Diff
    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.register import Register

_GREEN = VERDICT_TINTS[GoalVerdict.FULFILLED]
_YELLOW = VERDICT_TINTS[GoalVerdict.PARTLY]
_RED = VERDICT_TINTS[GoalVerdict.NOT_FULFILLED]
_GREY = VERDICT_TINTS[GoalVerdict.NOT_MEASURED]

# The words are the report's; beside more columns, the same verdict is said to be that.
_SIGNS = {
    Move.BETTER: ("▲", _GREEN),
    Move.WORSE: ("▼", _RED),
    Move.OTHER: ("↔", _YELLOW),
    Move.NEW: ("+", _GREY),
    Move.DROPPED: ("−", _GREY),
}


def _signed(marks: Mapping[Move, Mark], same: str) -> dict[Move, Mark]:
    """Return the report's words with the signs of the page."""
    signed = {move: Mark(marks[move].label, *sign) for move, sign in _SIGNS.items()}
    return signed | {Move.SAME: Mark(same, "=", _GREY)}


GOAL_MARKS = _signed(MOVE_MARKS, "Samma bedömning")
MEASURE_MARKS = _signed(MEASURE_MOVE_MARKS, "Samma utfall")
_NOTHING = "(tomt)"


def said(register: Register, value: object) -> str:
    """Return a value of a card as it is printed."""
    if value is None or (isinstance(value, str | tuple) and not value):
        return _NOTHING
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, tuple):
        return REFERENCE_SEPARATOR.join(map(str, value))
    if isinstance(value, Enum):
        return _word(register, value)
    perspective = register.perspective(str(value))
    return perspective.name if perspective else str(value)


def _word(register: Register, value: Enum) -> str:
    if isinstance(value, GoalVerdict):
        return str(verdict_mark(register, value))
    if isinstance(value, ActivityStatus):
        return str(status_mark(register, value))
    return str(value.value)


def changed_texts(
    register: Register,
    table: Table,
    records: tuple[object | None, object | None],
    keys: tuple[str, ...],
) -> Iterator[str]:
    """Yield "heading: before -> now" for each of some columns that differ.

    records: the record before and now.
    """
    before, now = records
    for key in keys:
        values = (said(register, getattr(r, key, None)) for r in (before, now))
        yield f"{table.column(key).heading}: {' → '.join(values)}"


def title_text(diff: Diff) -> str:
    """Return what is compared: "Ändringar från 2026-T1 till 2026-T2"."""
    return f"Ändringar från {diff.before.period} till {diff.now.period}"


def summary_sentences(diff: Diff) -> tuple[str, ...]:
    """Return what has changed, a sentence for each kind, without zeros."""
    if diff.is_empty:
        return ("Ingenting har ändrats.",)
    kinds = (
        ("Mål", _goal_parts(diff)),
        ("Mått", _measure_parts(diff)),
        ("Aktiviteter", _activity_parts(diff)),
        ("Enheter", _unit_parts(diff)),
    )
    lines = ((what, [text for n, text in parts if n]) for what, parts in kinds)
    return tuple(f"{what}: {', '.join(texts)}." for what, texts in lines if texts)


def _goal_parts(diff: Diff) -> Iterator[tuple[int, str]]:
    moves = diff.goal_moves
    for move, one, many in (
        (Move.BETTER, "har fått bättre bedömning", "har fått bättre bedömning"),
        (Move.WORSE, "har fått sämre bedömning", "har fått sämre bedömning"),
        (Move.OTHER, "har fått ändrad bedömning", "har fått ändrad bedömning"),
        (Move.NEW, "är nytt", "är nya"),
        (Move.DROPPED, "är borttaget", "är borttagna"),
    ):
        yield moves.get(move, 0), counted(moves.get(move, 0), one, many)


def _measure_parts(diff: Diff) -> Iterator[tuple[int, str]]:
    moves = diff.measure_moves
    for move, one, many in (
        (Move.BETTER, "går åt rätt håll", "går åt rätt håll"),
        (Move.WORSE, "går åt fel håll", "går åt fel håll"),
        (Move.NEW, "är nytt", "är nya"),
        (Move.DROPPED, "är borttaget", "är borttagna"),
    ):
        yield moves.get(move, 0), counted(moves.get(move, 0), one, many)
    moved = len(diff.moved_targets)
    text = "har fått ett annat målvärde mitt i året"
    yield moved, counted(moved, text, text)


def _activity_parts(diff: Diff) -> Iterator[tuple[int, str]]:
    moves = diff.activity_moves
    for move, one, many in (
        (ActivityMove.FINISHED, "är genomförd", "är genomförda"),
        (ActivityMove.LATE, "är försenad", "är försenade"),
        (ActivityMove.WITHDRAWN, "utgår", "utgår"),
        (ActivityMove.NEW, "är ny", "är nya"),
        (ActivityMove.GONE, "är borttagen", "är borttagna"),
    ):
        yield moves.get(move, 0), counted(moves.get(move, 0), one, many)


def _unit_parts(diff: Diff) -> Iterator[tuple[int, str]]:
    new = sum(unit.before is None for unit in diff.units)
    gone = sum(unit.now is None for unit in diff.units)
    renamed = sum(bool(unit.name_before) for unit in diff.units)
    yield new, counted(new, "har kort bara nu", "har kort bara nu")
    yield gone, counted(gone, "har inget kort nu", "har inget kort nu")
    yield renamed, counted(renamed, "har bytt namn", "har bytt namn")
