"""The change report's tables, ready for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.diff.changes import own_changes
from compile.diff.wording import (
    GOAL_MARKS,
    MEASURE_MARKS,
    changed_texts,
    said,
)
from compile.marks import ACTIVITY_MOVE_MARKS, status_mark, verdict_mark
from compile.pages.tables import Cell, Heading, PageTable
from compile.wording import counted, number_text
from workbook_templates.standard.layout import ACTIVITIES, GOALS, MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.context import Mark
    from compile.diff.changes import Diff, UnitDiff
    from workbook_templates.standard.comparing import (
        ActivityChange,
        GoalChange,
        MeasureChange,
    )
    from workbook_templates.standard.model import Scorecard
    from workbook_templates.standard.register import Register

    Row = tuple[Cell, ...]

_SHOWN_APART = frozenset({"verdict", "forecast", "target", "status"})


def unit_table(diff: Diff) -> PageTable:
    """Return the units that came, went or changed their name."""
    rows = tuple(row for unit in diff.units if (row := _unit_row(unit, diff)))
    headings = (Heading("Enhet"), Heading("Avdelning"), Heading("Vad"))
    return PageTable("enheter", "Enheter", headings, rows, is_titled=True)


def _unit_row(unit: UnitDiff, diff: Diff) -> Row | None:
    said = " ".join(_unit_texts(unit, diff))
    first = _unit_cell(unit)
    return (first, Cell(unit.department), Cell(said)) if said else None


def _unit_texts(unit: UnitDiff, diff: Diff) -> Iterator[str]:
    if unit.before is None:
        yield f"Har inget kort i {diff.before.period}."
        yield f"Kortet har nu {_size(unit.now)}."
        for old in unit.unit.replaces:
            earlier = diff.now.register.unit(old)
            yield f"Ersätter {earlier.name if earlier else old}."
    if unit.now is None:
        yield f"Har inget kort i {diff.now.period}."
        yield f"Kortet hade {_size(unit.before)}."
    if unit.name_before:
        yield f"Hette förut {unit.name_before}."


def _size(card: Scorecard | None) -> str:
    """Return how much a card holds that has no other to be compared with."""
    if card is None:
        return "inget"
    activities = counted(len(card.activities), "aktivitet", "aktiviteter")
    return f"{len(card.goals)} mål, {len(card.measures)} mått och {activities}"


def target_table(diff: Diff) -> PageTable:
    """Return the measures whose target was changed in mid-year."""
    rows = (
        (
            _unit_cell(unit),
            Cell(change.measure.name, note=change.measure.id),
            *_targets(change),
        )
        for unit, change in diff.moved_targets
    )
    headings = (
        Heading("Enhet"),
        Heading("Mått"),
        Heading("Målvärde förut", is_number=True),
        Heading("Målvärde nu", is_number=True),
    )
    caption = "Målvärden som ändrats mitt i året"
    return PageTable("malvarden", caption, headings, tuple(rows), is_titled=True)


def goal_table(diff: Diff) -> PageTable:
    """Return the goals that are another thing now."""
    rows = (
        _goal_row(unit, change, diff.now.register)
        for unit in diff.units
        for change in unit.goals
    )
    headings = (
        *(Heading("Enhet"), Heading("Mål"), Heading("Vad", is_tight=True)),
        Heading("Bedömning förut", is_tight=True),
        Heading("Bedömning nu", is_tight=True),
        *(
            Heading("Prognos förut"),
            Heading("Prognos nu"),
            Heading("Annat som ändrats"),
        ),
    )
    return PageTable("mal", "Mål", headings, tuple(rows), is_titled=True)


def _goal_row(unit: UnitDiff, change: GoalChange, register: Register) -> Row:
    before, now = change.before, change.now
    verdicts = [
        verdict_mark(register, getattr(record, key, None))
        for key in ("verdict", "forecast")
        for record in (before, now)
    ]
    texts = changed_texts(register, GOALS, (before, now), _others(change))
    return (
        _unit_cell(unit),
        Cell(change.goal.text, note=change.goal.id),
        _marked(GOAL_MARKS[change.move]),
        *(_marked(mark) for mark in verdicts),
        Cell("; ".join(texts)),
    )


def measure_table(diff: Diff) -> PageTable:
    """Return the measures that have moved or changed."""
    rows = (
        _measure_row(unit, change, diff.now.register)
        for unit in diff.units
        for change in unit.measures
    )
    headings = (
        *(Heading("Enhet"), Heading("Mått"), Heading("Vad", is_tight=True)),
        *(
            Heading("Utfall förut", is_number=True),
            Heading("Utfall nu", is_number=True),
        ),
        Heading("Målvärde förut", is_number=True),
        *(Heading("Målvärde nu", is_number=True), Heading("Annat som ändrats")),
    )
    return PageTable("matt", "Mått", headings, tuple(rows), is_titled=True)


def _measure_row(unit: UnitDiff, change: MeasureChange, register: Register) -> Row:
    measure = change.measure
    keys = tuple(dict.fromkeys((*_others(change), *_verdict(change))))
    texts = changed_texts(register, MEASURES, (change.before, change.now), keys)
    outcomes = (change.outcome_before, change.outcome_now)
    return (
        _unit_cell(unit),
        Cell(measure.name, note=f"{measure.id} {measure.measured_in}".strip()),
        _marked(MEASURE_MARKS[change.move]),
        *(Cell(number_text(v), key="" if v is None else str(v)) for v in outcomes),
        *_targets(change),
        Cell("; ".join(texts)),
    )


def _verdict(change: MeasureChange) -> tuple[str, ...]:
    """Return the verdict's key where it differs: a measure has no column for it."""
    return tuple(key for key in change.changed if key == "verdict")


def _targets(change: MeasureChange) -> tuple[Cell, Cell]:
    """Return the target before and now; one changed in mid-year says so."""
    before, now = (
        number_text(record.target) if record else ""
        for record in (change.before, change.now)
    )
    note = "ändrat mitt i året" if change.target_moved else ""
    return Cell(before), Cell(now, note=note)


def activity_table(diff: Diff) -> PageTable:
    """Return the activities that are finished, late, new, gone or another thing."""
    rows = (
        _activity_row(unit, change, diff.now.register)
        for unit in diff.units
        for change in unit.activities
    )
    headings = (
        *(Heading("Enhet"), Heading("Aktivitet"), Heading("Vad", is_tight=True)),
        *(Heading("Läge förut", is_tight=True), Heading("Läge nu", is_tight=True)),
        Heading("Slut", is_tight=True),
        Heading("Annat som ändrats"),
    )
    return PageTable(
        "aktiviteter", "Aktiviteter", headings, tuple(rows), is_titled=True
    )


def _activity_row(unit: UnitDiff, change: ActivityChange, register: Register) -> Row:
    activity, records = change.activity, (change.before, change.now)
    texts = changed_texts(register, ACTIVITIES, records, _others(change))
    statuses = (status_mark(register, r.status if r else None) for r in records)
    return (
        _unit_cell(unit),
        Cell(activity.text, note=activity.id),
        _marked(ACTIVITY_MOVE_MARKS[change.move]),
        *(_marked(mark) for mark in statuses),
        Cell(said(register, activity.end) if activity.end else ""),
        Cell("; ".join(texts)),
    )


def _others(change: GoalChange | MeasureChange | ActivityChange) -> tuple[str, ...]:
    """Return the keys that differ and have no column of their own."""
    return tuple(key for key in own_changes(change) if key not in _SHOWN_APART)


def _unit_cell(unit: UnitDiff) -> Cell:
    return Cell(unit.unit.name, note=unit.unit.id)


def _marked(mark: Mark) -> Cell:
    return Cell(mark=mark) if mark else Cell()
