"""What Excel asks of an author: validation, messages, protection, and the print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import pytest

from tests.builder.reading import named, parts, rows_of
from workbook_templates.builder.validation import TEXT_LIMIT, TITLE_LIMIT, cut
from workbook_templates.standard import layout, register_layout
from workbook_templates.standard.columns import Choices, Kind, Role
from workbook_templates.standard.own_sheets import OWN_SHEETS

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.standard.columns import Column, Table

COLUMNS = [(table, column) for table in layout.TABLES for column in table.columns]
INPUTS = [(table, column) for table, column in COLUMNS if column.role is Role.INPUT]
by_column = pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{t.name}.{c.key}" for t, c in COLUMNS]
)
by_input = pytest.mark.parametrize(
    ("table", "column"), INPUTS, ids=[f"{t.name}.{c.key}" for t, c in INPUTS]
)


def demand_on(sheet: Worksheet, cell: str) -> DataValidation | None:
    found = [v for v in sheet.data_validations.dataValidation if cell in v.sqref]
    assert len(found) <= 1
    return found[0] if found else None


def cells_of(book: Workbook, table: Table, column: Column) -> list[str]:
    return [row[column.key].coordinate for row in rows_of(book, table)]


@by_input
def test_each_input_column_tells_what_to_write_in_every_row(
    full: Workbook, table: Table, column: Column
) -> None:
    cells = cells_of(full, table, column)
    demands = [demand_on(full[table.sheet.name], cell) for cell in cells]
    assert all(d is demands[0] for d in demands)
    if column.help:
        assert demands[0] is not None
        assert demands[0].showInputMessage
        assert demands[0].prompt == column.help


@by_input
def test_each_choice_is_a_drop_down_of_its_defined_name(
    full: Workbook, table: Table, column: Column
) -> None:
    demand = demand_on(full[table.sheet.name], cells_of(full, table, column)[0])
    if column.choices is None:
        assert demand is None or demand.type != "list"
        return
    assert demand is not None
    assert demand.type == "list"
    assert column.choices.value in str(demand.formula1)
    assert demand.showErrorMessage
    assert demand.errorStyle in {None, "stop"}
    is_plain = column.choices is not Choices.LONG_TERM_GOALS
    assert (demand.formula1 == column.choices.value) is is_plain


KINDS = {Kind.INTEGER: "whole", Kind.NUMBER: "decimal", Kind.DATE: "date"}


@by_input
def test_each_number_and_date_refuses_anything_else(
    full: Workbook, table: Table, column: Column
) -> None:
    demand = demand_on(full[table.sheet.name], cells_of(full, table, column)[0])
    expected = KINDS.get(column.kind)
    kind = demand.type if demand else None
    assert (kind in KINDS.values()) is (expected is not None)
    if expected:
        assert demand is not None
        assert (kind, demand.showErrorMessage) == (expected, True)


def test_a_text_with_a_limit_warns_and_lets_it_stand(full: Workbook) -> None:
    demand = demand_on(full[layout.GOALS_SHEET.name], "D6")
    assert demand is not None
    assert (demand.type, demand.formula1, demand.errorStyle) == (
        "textLength",
        "500",
        "warning",
    )


def test_no_message_is_longer_than_excel_shows(
    full: Workbook, register_book: Workbook
) -> None:
    for sheet in (*full.worksheets, *register_book.worksheets):
        for demand in sheet.data_validations.dataValidation:
            assert len(demand.promptTitle or "") <= TITLE_LIMIT
            assert len(demand.errorTitle or "") <= TITLE_LIMIT
            assert len(demand.prompt or "") <= TEXT_LIMIT
            assert len(demand.error or "") <= TEXT_LIMIT
            assert len(demand.formula1 or "") <= 255


def test_a_long_text_is_cut_with_a_mark() -> None:
    assert cut("kort", 4) == "kort"
    assert cut("längre text", 8) == "längre…"


@by_column
def test_only_cells_of_the_author_are_open(
    full: Workbook, table: Table, column: Column
) -> None:
    for row in rows_of(full, table):
        assert row[column.key].protection.locked is (column.role is not Role.INPUT)


@by_column
def test_texts_are_text_cells_and_numbers_are_general(
    full: Workbook, table: Table, column: Column
) -> None:
    formats = {row[column.key].number_format for row in rows_of(full, table)}
    expected = {Kind.NUMBER: "General", Kind.INTEGER: "0", Kind.DATE: "yyyy-mm-dd"}
    is_formula = column.role is Role.FORMULA
    assert formats == {"General" if is_formula else expected.get(column.kind, "@")}


def test_named_cells_are_open_where_the_author_writes(full: Workbook) -> None:
    for cell in layout.NAMED_CELLS:
        found = named(full, cell.name)
        assert found.protection.locked is (cell.role is not Role.INPUT)
        demand = demand_on(full[layout.DETAILS.name], found.coordinate)
        assert (demand is not None) is (cell.role is Role.INPUT)


def test_every_sheet_to_fill_in_is_protected_without_a_password(
    full: Workbook,
) -> None:
    own = {sheet.name for sheet in OWN_SHEETS}
    for sheet in full.worksheets:
        visible = sheet.sheet_state == "visible" and sheet.title not in own
        assert sheet.protection.sheet is visible
        assert sheet.protection.password is None
        if visible:
            allowed = (
                "formatCells",
                "formatRows",
                "formatColumns",
                "sort",
                "autoFilter",
            )
            assert not any(getattr(sheet.protection, name) for name in allowed)
    assert full.security.lockStructure
    assert full.security.workbookPassword is None


def test_every_page_is_a4_and_says_whose_it_is(full: Workbook) -> None:
    for sheet in full.worksheets:
        if sheet.sheet_state != "visible":
            continue
        assert sheet.page_setup.paperSize == 9
        set_up = sheet.sheet_properties.pageSetUpPr
        assert set_up is not None
        assert set_up.fitToPage
        assert sheet.page_setup.fitToWidth in {1, 2}
        footer = cast("HeaderFooterItem", sheet.oddFooter)
        assert str(footer.left.text).endswith("2026-T2")
        assert footer.right.text == "Sida &P av &N"
        assert not sheet.sheet_view.showGridLines
        assert not sheet.merged_cells.ranges
    is_portrait = [s.title for s in full if s.page_setup.orientation == "portrait"]
    assert is_portrait == [layout.START.name]


def test_headings_come_back_on_every_page_and_stay_in_sight(full: Workbook) -> None:
    for table in layout.TABLES:
        sheet = full[table.sheet.name]
        assert sheet.print_title_rows == "$5:$5"
        assert str(sheet.freeze_panes).endswith("6")


def test_no_row_of_a_table_has_a_height_that_is_fixed(built: dict[str, Path]) -> None:
    sheets = [p for n, p in parts(built["full"]).items() if n.endswith("sheet3.xml")]
    rows = re.findall(rb'<row r="(\d+)"([^>]*)>', sheets[0])
    body = [attributes for row, attributes in rows if int(row) > layout.HEADING_ROW]
    assert len(body) == layout.GOALS.min_rows
    assert all(b"ht=" in row and b"customHeight" not in row for row in body)


def test_a_row_with_much_text_begins_higher(full: Workbook) -> None:
    rows = full[layout.GOALS_SHEET.name].row_dimensions
    assert rows[6].height > rows[25].height


def test_the_document_has_a_title_and_a_language(full: Workbook) -> None:
    assert str(full.properties.title).startswith("Målkort 2026-T2 ")
    assert full.properties.language == "sv-SE"


def test_a_strategy_goal_cannot_be_changed_by_an_author(full: Workbook) -> None:
    for row in rows_of(full, register_layout.STRATEGY_GOALS):
        assert all(cell.protection.locked for cell in row.values())
