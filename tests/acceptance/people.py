"""The people of the simulated municipality: they open workbooks and type in cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl

from compile.wording import number_text
from workbook_templates.builder.values import Words
from workbook_templates.registers import example_register
from workbook_templates.sample.loader import example_cards
from workbook_templates.standard.columns import Role
from workbook_templates.standard.identity import PROPERTY_VERSION
from workbook_templates.standard.layout import (
    ACTIVITIES,
    GOALS,
    MEASURES,
    META,
    TABLES,
    named_cell,
)
from workbook_templates.standard.model import Direction, Period, Scorecard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.model import Activity, Goal, Measure

PARTLY, FULFILLED, NOT_MEASURED = "Delvis uppfyllt", "Uppfyllt", "Ej mätt"
OLD_VERSION = "0.9"
REGISTER = example_register()


@dataclass(frozen=True, slots=True)
class Task:
    """One workbook to fill in: from the outbox, to the inbox, and how.

    first: the unit types its whole card. old: the workbook is of the older
    template. new_goal: a goal is added. drop: the last goal is taken away.
    mistype: an outcome is written as a word. word: said in every comment.
    """

    source: Path
    target: Path
    unit_id: str
    period: Period
    first: bool = False
    old: bool = False
    new_goal: bool = False
    drop: bool = False
    mistype: bool = False
    word: str = ""
    day: int = 5


@dataclass(slots=True)
class Typed:
    """What one person typed, as the report is to print it, and the goals' ids."""

    unit_id: str
    texts: list[str] = field(default_factory=list)
    goals: dict[str, str] = field(default_factory=dict)


class Grid:
    """A named table on its sheet, found as people find it: by headings."""

    def __init__(self, book: Workbook, table: Table) -> None:
        self.sheet = book[table.sheet.name]
        self.table = table
        left, right = self.sheet.tables[table.name].ref.split(":")
        self.top, self.bottom = self.sheet[left].row, self.sheet[right].row
        headings = {c.value: c.column for c in self.sheet[self.top]}
        self._columns = {
            column.key: headings[heading]
            for column in table.columns
            for heading in (column.heading, *column.formerly)
            if heading in headings
        }

    def get(self, row: int, key: str) -> Any:  # noqa: ANN401 - what a cell holds
        return self.sheet.cell(row, self._columns[key]).value

    def put(self, row: int, key: str, value: object) -> None:
        self.sheet.cell(row, self._columns[key]).value = value  # type: ignore[assignment]

    def used(self) -> Iterator[int]:
        key = "name" if self.table is MEASURES else "text"
        rows = range(self.top + 1, self.bottom + 1)
        return (row for row in rows if self.get(row, key) not in {None, ""})

    def spare(self) -> int:
        return max(self.used(), default=self.top) + 1

    def spare_of(self, key: str) -> int:
        rows = range(self.top + 1, self.bottom + 1)
        return next(row for row in rows if self.get(row, key) in {None, ""})

    def clear(self, row: int) -> None:
        for column in self.table.columns:
            if column.role in {Role.INPUT, Role.PREVIOUS}:
                self.put(row, column.key, None)


def fill_in(task: Task) -> Typed:
    """Fill in a workbook and put it in the inbox; returns what was typed."""
    book = openpyxl.load_workbook(task.source)
    if task.old:
        age(book)
    person = _Person(book, task)
    person.work()
    book.save(task.target)
    return person.typed


class _Person:
    def __init__(self, book: Workbook, task: Task) -> None:
        self._book, self._task = book, task
        self._grids = {table.name: Grid(book, table) for table in TABLES}
        self.typed = Typed(task.unit_id)

    def work(self) -> None:
        task = self._task
        if task.first:
            self._type_card(self._example())
        if task.drop:
            self._drop_last_goal()
        if task.new_goal:
            self._add_goal()
        plan = REGISTER.plan(task.period)
        assert plan is not None
        self._judge_goals()
        self._judge_measures()
        self._judge_activities(plan.end)
        self._detail("summary", f"{self._said('Kortet')} i korthet.")
        self._detail("contact", f"Samordnare {task.unit_id}")
        self._detail("ready", "Ja")
        self._detail("handed_in", plan.end + timedelta(days=task.day))

    def _example(self) -> Scorecard:
        cards = {c.unit_id: c for c in example_cards(Period(2026, 1))}
        return cards[self._task.unit_id]

    def _type_card(self, card: Scorecard) -> None:
        self._detail("responsible", card.responsible)
        self._type(GOALS, card.goals)
        self._type(MEASURES, card.measures)
        self._type(ACTIVITIES, card.activities)

    def _type(
        self, table: Table, records: tuple[Goal | Measure | Activity, ...]
    ) -> None:
        """Type rows as they stand in the example, but for what is judged."""
        grid, words = self._grids[table.name], Words(REGISTER)
        skipped = {"verdict", "forecast", "status", "comment", "remedy"}
        skipped |= {"outcome_1", "outcome_2", "outcome_3"}
        for row, record in enumerate(records, grid.top + 1):
            for column in table.columns:
                if column.role is not Role.INPUT or column.key in skipped:
                    continue
                value = words.value(record, column)
                if column.key == "strategy_goals":
                    value = "; ".join(n for n in str(value).split("; ") if n != "99")
                self._put(grid, row, column.key, value)

    def _add_goal(self) -> None:
        goals, year = self._grids[GOALS.name], self._task.period.year
        row, first = goals.spare(), goals.top + 1
        for key in ("perspective", "responsible"):
            self._put(goals, row, key, goals.get(first, key))
        self._put(goals, row, "text", self._said("Ett nytt mål"))
        self._put(goals, row, "start_year", year)
        self._put(goals, row, "end_year", year + 1)
        activities = self._grids[ACTIVITIES.name]
        row_of_activity = activities.spare()
        self._put(activities, row_of_activity, "goal_id", goals.get(row, "id"))
        self._put(activities, row_of_activity, "text", self._said("En ny aktivitet"))
        self._put(activities, row_of_activity, "responsible", "Enhetschef")
        self._put(activities, row_of_activity, "end", date(year + 1, 11, 30))

    def _drop_last_goal(self) -> None:
        goals = self._grids[GOALS.name]
        row = max(goals.used())
        goal_id = goals.get(row, "id")
        goals.clear(row)
        for name in (MEASURES.name, ACTIVITIES.name):
            grid = self._grids[name]
            for other in list(grid.used()):
                if grid.get(other, "goal_id") == goal_id:
                    grid.clear(other)

    def _judge_goals(self) -> None:
        grid = self._grids[GOALS.name]
        for row in grid.used():
            goal_id = str(grid.get(row, "id"))
            self.typed.goals[goal_id] = str(grid.get(row, "text"))
            self._put(grid, row, "verdict", PARTLY)
            self._put(grid, row, "forecast", PARTLY)
            self._put(grid, row, "comment", self._said(f"Läget för {goal_id}"))
            self._put(grid, row, "remedy", self._said(f"Åtgärd för {goal_id}"))

    def _judge_measures(self) -> None:
        grid, tertial = self._grids[MEASURES.name], self._task.period.tertial
        for row in grid.used():
            value = self._outcome(grid, row)
            self._put(
                grid, row, "verdict", NOT_MEASURED if value is None else FULFILLED
            )
            if value is not None:
                self._put(grid, row, f"outcome_{tertial}", value)
            text = self._said(f"Om måttet {grid.get(row, 'id')}")
            self._put(grid, row, "comment", text)
        if self._task.mistype:
            self._put(grid, grid.top + 1, f"outcome_{tertial}", "tolv")

    def _outcome(self, grid: Grid, row: int) -> Decimal | None:
        """Return an outcome that fulfils the target, another one each period."""
        target = grid.get(row, "target")
        if target is None:
            return None
        step = Decimal(self._task.period.tertial) / 10
        direction = grid.get(row, "direction")
        if direction in {Direction.INCREASE.value, Direction.STAY_ABOVE.value}:
            return Decimal(str(target)) + step
        return Decimal(str(target))

    def _judge_activities(self, last_day: date) -> None:
        grid = self._grids[ACTIVITIES.name]
        for row in grid.used():
            if grid.get(row, "status") is None:
                self._put(grid, row, "status", self._status(grid, row, last_day))
                text = self._said(f"Om aktiviteten {grid.get(row, 'id')}")
                self._put(grid, row, "comment", text)

    def _status(self, grid: Grid, row: int, last_day: date) -> str:
        start, end = (_day(grid.get(row, key)) for key in ("start", "end"))
        if start and start > last_day:
            return "Ej påbörjad"
        if end and end <= last_day:
            return "Genomförd" if row % 2 else "Försenad"
        return "Pågår"

    def _said(self, what: str) -> str:
        task = self._task
        return f"{what}, {task.unit_id} {task.period}{task.word}"

    def _detail(self, key: str, value: str | date) -> None:
        sheet, cell = self._book.defined_names[named_cell(key).name].attr_text.split(
            "!"
        )
        self._book[sheet.strip("'")][cell.replace("$", "")] = value
        if isinstance(value, str) and key not in {"ready", "contact"}:
            self.typed.texts.append(value)

    def _put(self, grid: Grid, row: int, key: str, value: object) -> None:
        grid.put(row, key, value)
        if isinstance(value, Decimal):
            self.typed.texts.append(number_text(value.normalize() + 0))
        elif isinstance(value, str) and key not in {"goal_id", "strategy_goals"}:
            self.typed.texts.append(value)


def age(book: Workbook) -> None:
    """Make a workbook into one of the older template: its headings and its version."""
    for table in TABLES:
        sheet = book[table.sheet.name]
        place = sheet.tables[table.name]
        top = sheet[place.ref.split(":")[0]].row
        for column in table.columns:
            for cell in sheet[top]:
                if column.formerly and cell.value == column.heading:
                    cell.value = column.formerly[-1]
            for named in place.tableColumns:
                if column.formerly and named.name == column.heading:
                    named.name = column.formerly[-1]
    sheet_name, cell = book.defined_names[named_cell("version").name].attr_text.split(
        "!"
    )
    book[sheet_name.strip("'")][cell.replace("$", "")] = OLD_VERSION
    for row in book[META.name].iter_rows(max_row=4):
        if row[0].value == PROPERTY_VERSION:
            row[1].value = OLD_VERSION
    book.custom_doc_props[PROPERTY_VERSION].value = OLD_VERSION  # type: ignore[attr-defined]


def _day(value: object) -> date | None:
    """Return the date in a cell, whichever way it is held."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
