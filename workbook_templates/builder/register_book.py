"""Builds the register's workbook, which the strategy office maintains in Excel."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workbook_templates.builder.canvas import UNIT_ROW, Canvas, absolute
from workbook_templates.builder.cells import cell_at, put
from workbook_templates.builder.lists import ListSheet, add_fixed
from workbook_templates.builder.package import save
from workbook_templates.builder.printing import set_footer, set_up_print
from workbook_templates.builder.readme_page import add_readme_page
from workbook_templates.builder.register_rows import rows_of
from workbook_templates.builder.tables import add_records, fit_rows
from workbook_templates.builder.theme import theme_of
from workbook_templates.builder.validation import validate
from workbook_templates.standard.columns import Choices
from workbook_templates.standard.layout import LISTS
from workbook_templates.standard.raw import address
from workbook_templates.standard.register_layout import (
    AREAS,
    LONG_TERM_GOALS,
    README_SHEET,
    REGISTER_TABLES,
    SCALES,
    TEXTS,
    THEME,
    THRESHOLDS,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workbook_templates.builder.register_rows import Row
    from workbook_templates.builder.tables import Body
    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.register import Register

    Extra = Mapping[tuple[str, str, str], str]

_LANGUAGE = "sv-SE"
_SPARE = 8  # empty rows; the tables are not protected and grow by themselves
_CLOSED = {t.name for t in (SCALES, THRESHOLDS, TEXTS, THEME)}  # fixed codes
# The column that tells a row of a table apart, for `extra`; otherwise the first.
_KEYS = {LONG_TERM_GOALS.name: "text"}


def build_register(register: Register, path: Path, extra: Extra | None = None) -> None:
    """Write the register as a workbook to a path; an older file there is replaced.

    extra: {(table's name, row's key, column's key): text} for columns that a
    Register does not keep: the official texts of long-term goals. A row's key is
    the text of its first column, of a long-term goal its short text; what is given
    for a row that does not exist is not written.
    """
    canvas = Canvas(theme_of(register.theme))
    add_readme_page(canvas)
    bodies = {
        table.name: _add_sheet(canvas, register, table, extra or {})
        for table in REGISTER_TABLES
    }
    lists = ListSheet(canvas, canvas.hidden_sheet(LISTS))
    add_fixed(lists, register)
    _offer_areas(canvas, bodies[AREAS.name])
    _finish(canvas, register)
    save(canvas.workbook, path)


def _add_sheet(canvas: Canvas, register: Register, table: Table, extra: Extra) -> Body:
    """Add a table's sheet with its rows, drop-downs and messages."""
    sheet = canvas.sheet(table.sheet, len(table.columns))
    rows = [_with_extra(row, table, extra) for row in rows_of(register, table)]
    spare = 0 if table.name in _CLOSED and rows else _SPARE
    rows += [{} for _ in range(spare)]
    body = add_records(canvas, sheet, table, rows)
    fit_rows(body, rows, canvas.theme.heights["line"])
    for column in table.columns:
        validate(sheet, body.cells(column.key), column, column.heading)
    sheet.freeze_panes = address(body.top, 2)
    set_up_print(sheet, repeat_headings=True)
    return body


def _with_extra(row: Row, table: Table, extra: Extra) -> Row:
    """Return a row with what is given beside the register."""
    key = str(row[_KEYS.get(table.name, table.columns[0].key)])
    found = {
        column: text
        for (name, row_key, column), text in extra.items()
        if (name, row_key) == (table.name, key)
    }
    return {**row, **found}


def _offer_areas(canvas: Canvas, body: Body) -> None:
    """Offer the ids of the areas without the spare rows below them."""
    sheet = body.sheet.title
    ids = absolute(sheet, body.place("id"), body.place("id", body.count - 1))
    first = absolute(sheet, body.place("id"))
    formula = f"{first}:INDEX({ids},MAX(1,COUNTA({ids})))"
    canvas.define(Choices.AREAS.value, formula)


def _finish(canvas: Canvas, register: Register) -> None:
    """Write whose register it is, and the document's properties."""
    owner = register.texts.get("kommun", "") or README_SHEET.title
    workbook = canvas.workbook
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            put(cell_at(sheet, UNIT_ROW, 1), owner)
            set_footer(sheet, owner)
    workbook.active = 0
    properties = workbook.properties
    properties.title, properties.language = README_SHEET.title, _LANGUAGE
    properties.creator = ""
    # A fixed day, so that the same register gives the same bytes.
    began = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    properties.created = properties.modified = began
