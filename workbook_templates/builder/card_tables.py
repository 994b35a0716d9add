"""The tables of goals, measures and activities: drawn empty, then filled by a card."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING

from workbook_templates.builder.cells import put
from workbook_templates.builder.formulas import LACKS
from workbook_templates.builder.printing import set_page_head, set_up_print
from workbook_templates.builder.protection import protect_sheet
from workbook_templates.builder.styles import start_row, text_height
from workbook_templates.builder.tables import add_table, perspective_cell, writable
from workbook_templates.builder.validation import validate
from workbook_templates.standard.columns import Choices, Role
from workbook_templates.standard.layout import (
    ACTIVITIES,
    GOALS,
    HEADING_ROW,
    MEASURES,
    SPARE_ROWS,
    TABLES,
)
from workbook_templates.standard.model import Goal
from workbook_templates.standard.raw import address, column_letters
from workbook_templates.standard.row_ids import free_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from openpyxl.cell.cell import Cell

    from workbook_templates.builder.canvas import Canvas
    from workbook_templates.builder.conditional import Tints
    from workbook_templates.builder.formulas import RowFormulas
    from workbook_templates.builder.tables import Body
    from workbook_templates.builder.theme import Tint
    from workbook_templates.builder.values import Record, Words
    from workbook_templates.standard.columns import Column, Table
    from workbook_templates.standard.model import Scorecard
    from workbook_templates.standard.register import Register

# Columns that stay in sight when the sheet is scrolled: the ids.
_GOAL_WIDTH = MEASURES.column("goal_text").width
_READABLE = 240  # characters of width that can be read on one page
_FROZEN = {GOALS.name: 1, MEASURES.name: 2, ACTIVITIES.name: 2}


def records_of(card: Scorecard, table: Table) -> Sequence[Record]:
    """Return a card's goals, measures or activities, by their table."""
    if table is GOALS:
        return card.goals
    return card.measures if table is MEASURES else card.activities


def row_counts(card: Scorecard) -> tuple[int, ...]:
    """Return how many rows each of layout.TABLES is given for a card."""
    return tuple(
        max(len(records_of(card, table)) + SPARE_ROWS, table.min_rows)
        for table in TABLES
    )


class CardTable:
    """One of the three tables on its sheet."""

    def __init__(self, canvas: Canvas, table: Table, rows: int) -> None:
        """Add the sheet with a table of empty rows."""
        self.table = table
        self.sheet = canvas.sheet(table.sheet, len(table.columns))
        self.body: Body = add_table(canvas, self.sheet, table, rows)
        self._theme = canvas.theme
        self._row_height = canvas.theme.heights["row"]
        self._columns = writable(table)
        keys = [column.key for column in self._columns]
        self._cells = [self.body.row_cells(i, keys) for i in range(rows)]
        self._ids = [self.body.row_cells(i, ["id"])[0] for i in range(rows)]
        self.sheet.freeze_panes = address(self.body.top, _FROZEN[table.name] + 1)
        set_up_print(self.sheet, repeat_headings=True, pages_wide=_pages_wide(table))
        self._leave_out_row_check()

    def demand(self, formulas: RowFormulas, tints: Tints, register: Register) -> None:
        """Add formulas, drop-downs, messages, tints and protection."""
        perspective = perspective_cell(self.body)
        for column in self.table.columns:
            cells = self.body.cells(column.key)
            if column.role is Role.INPUT:
                validate(self.sheet, cells, column, column.heading, perspective)
            if column.role is Role.FORMULA:
                self._calculate(formulas, column)
            if column.choices is Choices.VERDICTS:
                tints.scale(self.sheet, cells, register.verdicts)
            if column.choices is Choices.STATUSES:
                tints.scale(self.sheet, cells, register.statuses)
        protect_sheet(self.sheet)

    def tint_row_check(self, tints: Tints, todo: Tint, done: Tint) -> None:
        """Tint what the rows lack, and the rows that lack nothing."""
        cells = self.body.cells("row_check")
        first = cells.split(":", maxsplit=1)[0]
        is_lacking = f'LEFT({first},{len(LACKS)})="{LACKS}"'
        tints.where(self.sheet, cells, is_lacking, todo)
        tints.where(self.sheet, cells, f'{first}<>""', done)

    def fill(self, card: Scorecard, words: Words, retired: Collection[str]) -> None:
        """Write a card's records, empty the other rows, and give every row its id."""
        records = records_of(card, self.table)
        known = {r.id for r in records} | set(retired)
        free = free_ids(self.table, known)
        goals = {goal.id: goal.text for goal in card.goals}
        rows: Iterable[Record | None] = chain(records, repeat(None))
        for own_id, cells, record in zip(self._ids, self._cells, rows, strict=False):
            put(own_id, (record.id if record else "") or next(free))
            texts = self._fill_row(cells, record, words)
            if record and not isinstance(record, Goal):
                texts.append((goals.get(record.goal_id, ""), _GOAL_WIDTH))
            start_row(self.sheet, own_id.row, text_height(texts, self._row_height))
        self._hide_empty_comparison(records)

    def _fill_row(
        self, cells: Sequence[Cell], record: Record | None, words: Words
    ) -> list[tuple[str, float]]:
        """Write one row; returns its texts with the widths of their columns."""
        texts: list[tuple[str, float]] = []
        for cell, column in zip(cells, self._columns, strict=True):
            value = words.value(record, column) if record else None
            put(cell, value)
            if isinstance(value, str):
                texts.append((value, column.width))
        return texts

    def _hide_empty_comparison(self, records: Sequence[Record]) -> None:
        """Hide the columns of last period where there was none."""
        previous = [c for c in self.table.columns if c.role is Role.PREVIOUS]
        values = (getattr(r, c.key) for r in records for c in previous)
        has_any = any(value not in {None, ""} for value in values)
        for column in previous:
            letters = self.body.letters(column.key)
            self.sheet.column_dimensions[letters].hidden = not has_any

    def _calculate(self, formulas: RowFormulas, column: Column) -> None:
        """Write a formula column."""
        for index in range(self.body.count):
            (cell,) = self.body.row_cells(index, [column.key])
            cell.value = formulas.formula(self.table, column, cell.row)

    def _leave_out_row_check(self) -> None:
        """Print all columns but the last, which is for the screen.

        On two pages across the title would be cut where the first column comes
        back, so that it stands in the page's head instead.
        """
        last = column_letters(len(self.table.columns) - 1)
        is_wide = _pages_wide(self.table) > 1
        first = HEADING_ROW if is_wide else 1
        self.sheet.print_area = f"A{first}:{last}{self.body.bottom}"
        if is_wide:
            set_page_head(self.sheet, self.table.sheet.title, self._theme)


def _pages_wide(table: Table) -> int:
    """Return how many pages a table is printed across, so that it can be read."""
    width = sum(column.width for column in table.columns[:-1])
    return 1 if width <= _READABLE else 2
