"""A workbook kept in memory, drawn once and then filled for one unit after another.

Every cell that depends on the unit is written each time, emptied where there is
nothing, so that a workbook is the same whether its mold is new or used.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from workbook_templates.builder.canvas import UNIT_ROW, Canvas
from workbook_templates.builder.card_tables import CardTable
from workbook_templates.builder.cells import cell_at, put
from workbook_templates.builder.conditional import Tints
from workbook_templates.builder.details import add_details
from workbook_templates.builder.formulas import RowFormulas
from workbook_templates.builder.lists import (
    ListSheet,
    add_carried,
    add_fixed,
    add_goal_ids,
    fill_units,
    units_above,
)
from workbook_templates.builder.meta import MetaSheet
from workbook_templates.builder.overview import Overview
from workbook_templates.builder.own_pages import add_check_page, add_pulled_page
from workbook_templates.builder.package import save
from workbook_templates.builder.printing import set_footer
from workbook_templates.builder.protection import protect_sheet, protect_structure
from workbook_templates.builder.start_page import add_start_page
from workbook_templates.builder.strategy_page import add_strategy_page
from workbook_templates.builder.theme import Tint, theme_of
from workbook_templates.builder.values import Words, details
from workbook_templates.standard.layout import LISTS, STANDARD_VERSION, START, TABLES

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from workbook_templates.builder.cells import CellValue
    from workbook_templates.standard.model import Period, Scorecard
    from workbook_templates.standard.register import Register

LANGUAGE = "sv-SE"
SEPARATOR = " · "


class Mold:
    """A workbook with a given number of rows, for any unit of a period."""

    def __init__(
        self, register: Register, period: Period, rows: tuple[int, ...]
    ) -> None:
        """Draw everything that is the same for all units.

        rows: body rows of each of layout.TABLES.
        """
        self._register, self._period = register, period
        self._words = Words(register)
        self._unit_count = 1  # rows of units from the last time
        self._canvas = canvas = Canvas(theme_of(register.theme))
        tints = Tints(canvas.theme)
        add_start_page(canvas, tints, register)
        self._named = add_details(canvas)
        self._tables = [
            CardTable(canvas, table, count)
            for table, count in zip(TABLES, rows, strict=True)
        ]
        self._overview = overview = Overview(canvas, register, period)
        self._own = [add_check_page(canvas, tints)]
        add_strategy_page(canvas, register)
        self._own.append(add_pulled_page(canvas))
        self._draw_lists(overview, tints)
        self._demand(tints)
        self._pages = [s for s in canvas.workbook if s.sheet_state == "visible"]
        self._finish()
        self._meta = MetaSheet(canvas, list(self._named.values()))

    def save(self, card: Scorecard, path: Path, retired: Collection[str]) -> None:
        """Fill the workbook for a card and write it to a path."""
        identity = self._identity(card)
        values = identity | details(card)
        for key, cell in self._named.items():
            put(cell, values[key])
        for table in self._tables:
            table.fill(card, self._words, retired)
        records = (*card.goals, *card.measures, *card.activities)
        self._overview.print_lines(len(records))
        units = units_above(self._register, card.unit_id)
        self._unit_count = fill_units(self._units, units, self._unit_count)
        self._head_pages(str(identity["unit_name"]))
        self._meta.identify({k: str(v or "") for k, v in identity.items()})
        save(self._canvas.workbook, path)

    def _draw_lists(self, overview: Overview, tints: Tints) -> None:
        """Draw the hidden lists, and what depends on them."""
        canvas, register = self._canvas, self._register
        lists = ListSheet(canvas, canvas.hidden_sheet(LISTS))
        self._units = add_carried(lists, register, self._period)
        add_fixed(lists, register)
        bodies = [table.body for table in self._tables]
        add_goal_ids(canvas, bodies[0])
        overview.draw(self._words, lists, bodies, tints)

    def _demand(self, tints: Tints) -> None:
        """Add what the tables ask of their author; the lists must be there."""
        register = self._register
        formulas = RowFormulas(self._words, self._period)
        colours = self._canvas.theme.colours
        todo = Tint(colours["todo_fill"], colours["todo_text"])
        done = Tint(colours["good_fill"], colours["good_text"])
        for table in self._tables:
            table.demand(formulas, tints, register)
            table.tint_row_check(tints, todo, done)

    def _finish(self) -> None:
        """Protect the sheets, and say whose language and which day it is."""
        for page in self._pages:
            if page not in self._own:
                protect_sheet(page)
        workbook = self._canvas.workbook
        protect_structure(workbook)
        workbook.active = 0
        properties = workbook.properties
        properties.language, properties.creator = LANGUAGE, ""
        # The period's first day, so that the same card gives the same bytes.
        began = date(self._period.year, 1, 1)
        properties.created = properties.modified = datetime.combine(began, time())

    def _identity(self, card: Scorecard) -> dict[str, CellValue]:
        """Return {named cell's key: value} of the cells that the builder fixes."""
        unit = self._register.unit(card.unit_id)
        above = self._register.unit(unit.parent) if unit else None
        plan = self._register.plan(self._period)
        return {
            "unit_id": card.unit_id,
            "unit_name": unit.name if unit else card.unit_name,
            "level": unit.level.value if unit else "",
            "parent": above.name if above else "",
            "period": str(self._period),
            "deadline": plan.deadline if plan else None,
            "version": STANDARD_VERSION,
        }

    def _head_pages(self, unit_name: str) -> None:
        """Write the unit and the period below every title and in every footer."""
        plan = self._register.plan(self._period)
        parts = [unit_name, str(self._period)]
        properties = self._canvas.workbook.properties
        properties.title = f"{START.title} {self._period} {unit_name}"
        footer = SEPARATOR.join(parts)
        if plan:
            parts.append(f"lämnas in senast {plan.deadline}")
        for page in self._pages:
            cell = cell_at(page, UNIT_ROW, 1)
            put(cell, SEPARATOR.join(parts))
            self._meta.renew(cell)
            set_footer(page, footer)
