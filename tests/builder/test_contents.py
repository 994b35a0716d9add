"""What stands in a scorecard workbook: the layout's words and the card's values."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from tests.builder.cards import (
    ACTIVITIES,
    GOALS,
    MEASURES,
    OTHER_UNIT,
    PERIOD,
    REGISTER,
    UNIT,
)
from tests.builder.reading import named, rows_of, sheet_of, words_of
from workbook_templates.standard import layout, register_layout
from workbook_templates.standard.columns import Choices
from workbook_templates.standard.identity import (
    META_FIRST_ROW,
    PROPERTIES,
    STATIC_CHECKSUM_COLUMN,
    STATIC_FIRST_ROW,
    static_checksum,
)
from workbook_templates.standard.raw import column_letters

if TYPE_CHECKING:
    from openpyxl import Workbook

    from workbook_templates.standard.columns import NamedCell, Table


def test_the_sheets_stand_in_the_order_of_the_layout(full: Workbook) -> None:
    assert full.sheetnames == [sheet.name for sheet in layout.SHEETS]
    hidden = [s.title for s in full.worksheets if s.sheet_state != "visible"]
    assert hidden == [layout.LISTS.name, layout.META.name]
    assert full[layout.META.name].sheet_state == "veryHidden"
    assert full.active is full.worksheets[0]


@pytest.mark.parametrize("table", layout.TABLES, ids=lambda t: t.name)
def test_each_heading_of_the_layout_stands_in_its_table(
    full: Workbook, table: Table
) -> None:
    sheet = full[table.sheet.name]
    headings = [cell.value for cell in sheet[layout.HEADING_ROW]]
    assert headings == [column.heading for column in table.columns]
    columns = sheet.tables[table.name].tableColumns
    assert [column.name for column in columns] == headings
    assert sheet["A1"].value == table.sheet.title


@pytest.mark.parametrize("cell", layout.NAMED_CELLS, ids=lambda c: c.key)
def test_each_named_cell_has_its_label_beside_it(
    full: Workbook, cell: NamedCell
) -> None:
    found = named(full, cell.name)
    sheet = full[layout.DETAILS.name]
    assert found.parent is sheet
    assert sheet.cell(found.row, found.column - 1).value == cell.label


@pytest.mark.parametrize(
    "choices", [c for c in Choices if c is not Choices.GOAL_IDS], ids=lambda c: c.value
)
def test_each_drop_down_offers_the_words_of_the_register(
    full: Workbook, choices: Choices
) -> None:
    assert words_of(full, choices.value) == list(REGISTER.choices(choices))


def test_the_details_are_those_of_the_card_and_its_unit(full: Workbook) -> None:
    values = {c.key: named(full, c.name).value for c in layout.NAMED_CELLS}
    assert values["unit_id"] == UNIT.id
    assert values["unit_name"] == UNIT.name
    parent = REGISTER.unit(UNIT.parent)
    assert parent is not None
    assert values["parent"] == parent.name
    assert values["period"] == "2026-T2"
    assert values["version"] == layout.STANDARD_VERSION
    assert values["ready"] == layout.YES
    assert values["handed_in"] == datetime(2026, 9, 10)  # noqa: DTZ001 - Excel has no zone
    assert str(values["summary"]).endswith("tid.\nBudgeten håller.")


def test_goals_are_read_back_as_they_were_written(full: Workbook) -> None:
    rows = rows_of(full, layout.GOALS)
    first = {key: cell.value for key, cell in rows[0].items()}
    assert first["id"] == "M1"
    assert first["perspective"] == "Medborgare/kund"
    assert first["strategy_goals"] == "1; 12"
    assert (first["start_year"], first["end_year"]) == (2025, 2027)
    assert first["verdict"] == "Delvis uppfyllt"
    assert first["previous_verdict"] == "Ej uppfyllt"
    texts = ("text", "long_term_goal", "comment", "remedy", "previous_comment")
    for row, goal in zip(rows, GOALS, strict=False):
        for key in texts:
            assert (row[key].value or "") == getattr(goal, key)


def test_measures_are_read_back_as_they_were_written(full: Workbook) -> None:
    for row, measure in zip(rows_of(full, layout.MEASURES), MEASURES, strict=False):
        assert row["goal_id"].value == measure.goal_id
        assert row["name"].value == measure.name
        for key in ("baseline", "target", "outcome_1", "outcome_2", "previous_outcome"):
            number = getattr(measure, key)
            assert row[key].value == (None if number is None else float(number))


def test_activities_are_read_back_as_they_were_written(full: Workbook) -> None:
    rows = rows_of(full, layout.ACTIVITIES)
    for row, activity in zip(rows, ACTIVITIES, strict=False):
        assert row["text"].value == activity.text
        value = row["end"].value
        assert (value.date() if isinstance(value, datetime) else value) == activity.end
    assert rows[0]["start"].number_format == "yyyy-mm-dd"
    assert ACTIVITIES[0].start == date(2026, 2, 1)


def test_every_row_has_an_id_and_no_id_stands_twice(full: Workbook) -> None:
    for table in layout.TABLES:
        ids = [str(row["id"].value) for row in rows_of(full, table)]
        assert len(set(ids)) == len(ids)
        assert all(i.startswith(layout.ID_PREFIX[table.name]) for i in ids)
    goals = [row["id"].value for row in rows_of(full, layout.GOALS)]
    assert goals[:6] == ["M1", "M2", "M4", "M5", "M6", "M7"]


def test_a_table_has_spare_rows_below_those_in_use(full: Workbook) -> None:
    for table in layout.TABLES:
        assert len(rows_of(full, table)) == table.min_rows


def test_the_workbook_carries_its_unit_with_those_above_it(full: Workbook) -> None:
    ids = [row["id"].value for row in rows_of(full, register_layout.UNITS)]
    assert ids == [UNIT.id, UNIT.parent, REGISTER.units[0].id]
    assert OTHER_UNIT.id not in ids


@pytest.mark.parametrize("table", register_layout.CARRIED, ids=lambda t: t.name)
def test_the_workbook_carries_the_register_tables_that_it_needs(
    full: Workbook, table: Table
) -> None:
    hidden = table is not register_layout.STRATEGY_GOALS
    name = layout.LISTS.name if hidden else layout.STRATEGY_SHEET.name
    assert sheet_of(full, table).title == name
    rows = rows_of(full, table)
    assert list(rows[0]) == [column.key for column in table.columns]
    assert rows[0][table.columns[0].key].value is not None


def test_the_workbook_carries_the_periods_of_its_year(full: Workbook) -> None:
    periods = [row["period"].value for row in rows_of(full, register_layout.PERIODS)]
    assert periods == ["2026-T1", "2026-T2", "2026-T3"]


def test_the_identity_stands_in_three_places(full: Workbook) -> None:
    expected = [UNIT.id, str(PERIOD), layout.STANDARD_VERSION]
    meta = full[layout.META.name]
    properties = full.custom_doc_props  # type: ignore[attr-defined]
    for row, (name, value) in enumerate(
        zip(PROPERTIES.values(), expected, strict=True), META_FIRST_ROW
    ):
        assert [meta.cell(row, 1).value, meta.cell(row, 2).value] == [name, value]
        assert properties[name].value == value
    assert [named(full, f"mk_{key}").value for key in ("enhet_id", "period")] == (
        expected[:2]
    )


def test_each_listed_checksum_is_that_of_its_text(full: Workbook) -> None:
    meta = full[layout.META.name]
    rows = meta.iter_rows(min_row=STATIC_FIRST_ROW, max_col=STATIC_CHECKSUM_COLUMN)
    listed = [[cell.value for cell in row] for row in rows]
    for sheet, address, checksum in listed:
        assert checksum == static_checksum(str(full[str(sheet)][str(address)].value))
    places = {(sheet, address) for sheet, address, _ in listed}
    assert len(places) == len(listed) > 100
    assert (layout.GOALS_SHEET.name, "A2") in places
    assert (layout.GOALS_SHEET.name, "A6") not in places
    contact = named(full, "mk_uppgiftslamnare").coordinate
    assert (layout.DETAILS.name, contact) not in places


def test_last_period_is_shown_only_where_there_was_one(
    full: Workbook, built_blank: Workbook
) -> None:
    for table in layout.TABLES:
        for column in table.columns:
            if column.role.value != "previous":
                continue
            number = table.columns.index(column)
            letters = column_letters(number + 1)
            shown = full[table.sheet.name].column_dimensions[letters]
            gone = built_blank[table.sheet.name].column_dimensions[letters]
            assert not shown.hidden
            assert gone.hidden
