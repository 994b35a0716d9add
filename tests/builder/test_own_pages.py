"""The ribbon's own sheets, and the list of what a browser cannot see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.layout import META
from workbook_templates.standard.own_sheets import (
    CHECK_COLUMNS,
    CHECK_HEADING_ROW,
    CHECK_SHEET,
    MEMORY_COLUMNS,
    MEMORY_FIRST_COLUMN,
    NEVER_CHECKED,
    OWN_SHEETS,
    PULLED_COLUMNS,
    PULLED_HEADING_ROW,
    PULLED_SHEET,
    SUMMARY_ROW,
)
from workbook_templates.standard.raw import column_letters
from workbook_templates.standard.surfaces import (
    FORMULA,
    SURFACE_SHEET_COLUMN,
    SURFACE_WORD_COLUMN,
    Block,
)

if TYPE_CHECKING:
    from openpyxl import Workbook


def test_both_sheets_have_their_headings_and_are_open(full: Workbook) -> None:
    check, pulled = full[CHECK_SHEET.name], full[PULLED_SHEET.name]

    heads = [check.cell(CHECK_HEADING_ROW, n).value for n in range(1, 6)]
    assert heads == [column.heading for column in CHECK_COLUMNS]
    heads = [pulled.cell(PULLED_HEADING_ROW, n).value for n in range(1, 8)]
    assert heads == [column.heading for column in PULLED_COLUMNS]
    assert check.cell(SUMMARY_ROW, 1).value == NEVER_CHECKED
    assert not check.protection.sheet
    assert not pulled.protection.sheet


def test_what_cells_looked_like_is_kept_out_of_sight(full: Workbook) -> None:
    check = full[CHECK_SHEET.name]
    for number in range(len(MEMORY_COLUMNS)):
        letters = column_letters(MEMORY_FIRST_COLUMN + number)
        # openpyxl reads equal columns side by side as one
        group = next(
            d
            for d in check.column_dimensions.values()
            if (d.min or 0) <= MEMORY_FIRST_COLUMN + number <= (d.max or 0)
            or d.index == letters
        )
        assert group.hidden


def test_every_formula_and_every_open_cell_is_listed(full: Workbook) -> None:
    own = {sheet.name for sheet in OWN_SHEETS}
    lines = [
        (str(row[0]), Block.parse(str(row[1])), str(row[2]))
        for row in full[META.name].iter_rows(
            min_col=SURFACE_SHEET_COLUMN, max_col=SURFACE_WORD_COLUMN, values_only=True
        )
        if row[0]
    ]
    for sheet in full.worksheets:
        if sheet.sheet_state != "visible" or sheet.title in own:
            continue
        for row in sheet.iter_rows():
            for cell in row:
                at = (cell.row or 0, cell.column or 0)
                words = {w for s, b, w in lines if s == sheet.title and b and at in b}
                assert (FORMULA in words) is (cell.data_type == "f")
                filled = cell.fill.fill_type == "solid" and not cell.protection.locked
                fill = {str(cell.fill.fgColor.rgb)[-6:]} if filled else set()
                assert words - {FORMULA} == fill
