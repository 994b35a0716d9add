"""A card that no rule has anything to say of, and ways to spoil one thing in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.helpers.registers import UNIT_ID, small_register
from workbook_templates.standard.findings import Finding, Location
from workbook_templates.standard.layout import (
    ACTIVITIES,
    DETAILS,
    GOALS,
    HEADING_ROW,
    MEASURES,
    NAMED_CELLS,
    TABLES,
)
from workbook_templates.standard.model import (
    Activity,
    ActivityStatus,
    Direction,
    Goal,
    GoalVerdict,
    Measure,
    Origin,
    Period,
    Scorecard,
)
from workbook_templates.standard.raw import column_letters
from workbook_templates.standard.rules.registry import Context, check_scorecard

if TYPE_CHECKING:
    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.register import Register

FILE = "kort.xlsx"
T1, T2, T3 = (Period(2026, tertial) for tertial in (1, 2, 3))


def origin(table: Table, row: int) -> Origin:
    """Return the place of a table's row, counted from 1 below the headings."""
    letters = {c.key: column_letters(i) for i, c in enumerate(table.columns, start=1)}
    return Origin(FILE, table.sheet.name, HEADING_ROW + row, letters)


def good_card() -> Scorecard:
    """Return a card for 2026-T2: a goal in each of the register's perspectives."""
    numbers = range(1, 5)
    return Scorecard(
        unit_id=UNIT_ID,
        unit_name="Exempelenhet Ån",
        period=T2,
        version="1.0",
        responsible="Enhetschef",
        ready=True,
        handed_in=date(2026, 9, 10),
        summary="Det går bra.",
        goals=tuple(_goal(n) for n in numbers),
        measures=tuple(_measure(n) for n in numbers),
        activities=tuple(_activity(n) for n in numbers),
        file=FILE,
        places={
            c.key: Location(FILE, DETAILS.name, f"C{n}")
            for n, c in enumerate(NAMED_CELLS, start=6)
        },
    )


def with_goal(card: Scorecard | None = None, /, **changes: Any) -> Scorecard:  # noqa: ANN401 - any field of a goal
    """Return the card with its first goal changed."""
    card = card or good_card()
    return replace(card, goals=(replace(card.goals[0], **changes), *card.goals[1:]))


def with_measure(card: Scorecard | None = None, /, **changes: Any) -> Scorecard:  # noqa: ANN401 - any field of a measure
    """Return the card with its first measure changed."""
    card = card or good_card()
    first = replace(card.measures[0], **changes)
    return replace(card, measures=(first, *card.measures[1:]))


def with_activity(card: Scorecard | None = None, /, **changes: Any) -> Scorecard:  # noqa: ANN401 - any field of an activity
    """Return the card with its first activity changed."""
    card = card or good_card()
    first = replace(card.activities[0], **changes)
    return replace(card, activities=(first, *card.activities[1:]))


def check(
    card: Scorecard, period: Period | None = None, register: Register | None = None
) -> tuple[Finding, ...]:
    """Return what the rules find in a card."""
    return check_scorecard(card, Context(register or small_register(), period))


def found(
    card: Scorecard, period: Period | None = None, register: Register | None = None
) -> list[str]:
    """Return what the rules find as "MK101 Mål.comment", sorted."""
    return sorted(f"{f.code} {place(f)}" for f in check(card, period, register))


def place(finding: Finding) -> str:
    """Return a finding's sheet and the key of the column or cell that it points at."""
    where = finding.where
    for table in TABLES:
        if where.sheet == table.sheet.name and where.cell:
            letters = where.cell.rstrip("0123456789")
            columns = origin(table, 1).columns
            return (
                f"{where.sheet}.{next(k for k, v in columns.items() if v == letters)}"
            )
    keys = (k for k, v in good_card().places.items() if v == where)
    return ".".join([where.sheet, *keys])


def _goal(n: int) -> Goal:
    return Goal(
        id=f"M{n}",
        text=f"Exempelmål {n}",
        perspective=f"P{n}",
        strategy_goals=(n,),
        start_year=2025,
        end_year=2027,
        responsible="Enhetschef",
        verdict=GoalVerdict.FULFILLED,
        forecast=GoalVerdict.FULFILLED,
        origin=origin(GOALS, n),
    )


def _measure(n: int) -> Measure:
    return Measure(
        id=f"T{n}",
        goal_id=f"M{n}",
        name="Andel nöjda",
        measured_in="%",
        direction=Direction.INCREASE,
        baseline=Decimal(70),
        target=Decimal(90),
        outcome_1=Decimal(89),
        outcome_2=Decimal("91.5"),
        verdict=GoalVerdict.FULFILLED,
        owner="Utredare",
        source="Enkät",
        previous_outcome=Decimal(89),
        origin=origin(MEASURES, n),
    )


def _activity(n: int) -> Activity:
    return Activity(
        id=f"A{n}",
        goal_id=f"M{n}",
        text="Fråga brukarna",
        responsible="Enhetschef",
        start=date(2026, 2, 1),
        end=date(2026, 11, 30),
        status=ActivityStatus.ONGOING,
        origin=origin(ACTIVITIES, n),
    )
