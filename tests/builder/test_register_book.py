"""The register's workbook: every table, with what the register knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.builder.cards import REGISTER
from tests.builder.reading import rows_of, words_of
from workbook_templates.builder.register_book import build_register
from workbook_templates.standard import register_layout as tables
from workbook_templates.standard.columns import Choices
from workbook_templates.standard.layout import LISTS
from workbook_templates.standard.register import Register

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

    from workbook_templates.standard.columns import Table


def test_there_is_a_sheet_for_each_table(register_book: Workbook) -> None:
    names = [tables.README_SHEET.name]
    names += [table.sheet.name for table in tables.REGISTER_TABLES]
    assert register_book.sheetnames == [*names, LISTS.name]
    assert register_book[LISTS.name].sheet_state == "hidden"
    assert register_book.worksheets[0].title == tables.README_SHEET.name


@pytest.mark.parametrize("table", tables.REGISTER_TABLES, ids=lambda t: t.name)
def test_each_table_has_its_headings_and_is_open(
    register_book: Workbook, table: Table
) -> None:
    rows = rows_of(register_book, table)
    assert list(rows[0]) == [column.key for column in table.columns]
    is_filled = rows[0][table.columns[0].key].value is not None
    assert is_filled is (table is not tables.KEY_FIGURES)  # filled by a fetch
    assert not register_book[table.sheet.name].protection.sheet
    assert not any(cell.protection.locked for cell in rows[-1].values())


def test_tables_that_grow_have_room_for_new_rows(register_book: Workbook) -> None:
    rows = rows_of(register_book, tables.UNITS)
    assert len(rows) == len(REGISTER.units) + 8
    assert all(cell.value is None for cell in rows[-1].values())


def test_units_keep_that_they_are_examples(register_book: Workbook) -> None:
    rows = rows_of(register_book, tables.UNITS)
    names = [row["name"].value for row in rows if row["id"].value]
    assert names == [unit.name for unit in REGISTER.units]
    assert all("exempel" in str(name) for name in names)


def test_a_strategy_goal_without_a_text_stays_empty(register_book: Workbook) -> None:
    rows = {
        row["number"].value: row
        for row in rows_of(register_book, tables.STRATEGY_GOALS)
    }
    assert rows[18]["title"].value is None
    assert rows[18]["official_text"].value is None
    goal = REGISTER.strategy_goal(1)
    assert goal is not None
    assert rows[1]["title"].value == goal.title
    assert rows[1]["kolada_ids"].value == "; ".join(goal.kolada_ids)


def test_long_term_goals_stand_under_their_perspective(register_book: Workbook) -> None:
    rows = rows_of(register_book, tables.LONG_TERM_GOALS)
    found = [(r["perspective"].value, r["text"].value) for r in rows if r["text"].value]
    assert found == [
        (p.id, text) for p in REGISTER.perspectives for text in p.long_term_goals
    ]


def test_settings_have_their_values_and_explanations(register_book: Workbook) -> None:
    for table, settings in (
        (tables.THRESHOLDS, tables.THRESHOLD_SETTINGS),
        (tables.TEXTS, tables.TEXT_SETTINGS),
        (tables.THEME, tables.THEME_SETTINGS),
    ):
        rows = {row["code"].value: row for row in rows_of(register_book, table)}
        for setting in settings:
            assert rows[setting.code]["explanation"].value == setting.explanation
    thresholds = rows_of(register_book, tables.THRESHOLDS)
    assert [row["value"].value for row in thresholds] == [0.8, 10, 2000]


def test_a_text_of_the_register_that_has_no_setting_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    build_register(replace(REGISTER, texts={"kontakt": "Växeln"}), path)
    rows = {r["code"].value: r for r in rows_of(load_workbook(path), tables.TEXTS)}
    assert rows["kontakt"]["value"].value == "Växeln"


def test_what_a_register_does_not_keep_can_be_given_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    perspective = REGISTER.perspectives[0]
    key = (tables.LONG_TERM_GOALS.name, perspective.long_term_goals[0], "official_text")
    build_register(REGISTER, path, {key: "Den officiella texten"})
    rows = rows_of(load_workbook(path), tables.LONG_TERM_GOALS)
    assert [r["official_text"].value for r in rows[:2]] == [
        "Den officiella texten",
        None,
    ]


def test_an_empty_register_still_has_every_table(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    build_register(Register(), path)
    book = load_workbook(path)
    for table in tables.REGISTER_TABLES:
        assert rows_of(book, table)


def test_the_drop_downs_have_their_lists(register_book: Workbook) -> None:
    for choices in (Choices.LEVELS, Choices.SCALES):
        words = words_of(register_book, choices.value)
        assert words == list(REGISTER.choices(choices))
    areas = register_book.defined_names[Choices.AREAS.value].attr_text
    assert areas.startswith("'Områden'!$A$6:INDEX(")
    used = {
        demand.formula1
        for sheet in register_book.worksheets
        for demand in sheet.data_validations.dataValidation
        if demand.type == "list"
    }
    assert used == {Choices.LEVELS.value, Choices.SCALES.value, Choices.AREAS.value}
