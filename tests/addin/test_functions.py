"""The cell function =STRATEGIMAL."""

from __future__ import annotations

import pytest

from malkort_xl.functions import (
    FIELDS,
    IS_EMPTY,
    packaged_register,
    strategimal,
    strategy_goal_text,
)
from tests.helpers.registers import UNTITLED_GOAL, small_register
from workbook_templates.standard.register_layout import AREAS, STRATEGY_GOALS


@pytest.mark.parametrize("number", [3, 3.0, "3", " 3 ", "Mål 3", "nr 3", "3.0"])
def test_a_number_is_understood_in_each_form(number: object) -> None:
    assert strategy_goal_text(small_register(), number) == "Exempelmål tre"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("titel", "Exempelmål tre"),
        ("Område", "Exempelområde två"),
        ("text", IS_EMPTY),
        ("", "Exempelmål tre"),
        (None, "Exempelmål tre"),
        ("färg", f"Fältet ”färg” finns inte. Välj {', '.join(FIELDS)}"),
    ],
)
def test_each_field_is_told_or_said_to_be_unknown(field: object, text: str) -> None:
    assert strategy_goal_text(small_register(), 3, field) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (99, "Strategimål 99 finns inte"),
        ("tolv", "”tolv” är inget nummer på ett strategimål"),
        (None, "”” är inget nummer på ett strategimål"),
        (UNTITLED_GOAL, IS_EMPTY),
    ],
)
def test_what_is_wrong_is_said_in_the_cell(number: object, text: str) -> None:
    assert strategy_goal_text(small_register(), number) == text


GOAL_ROWS: list[list[object]] = [
    [column.heading for column in STRATEGY_GOALS.columns],
    [12.0, "O1", "Titeln", "Texten", "Måttet", "Öka", "Riket", None, None, None],
    [None] * len(STRATEGY_GOALS.columns),
]
AREA_ROWS: list[list[object]] = [
    [column.heading for column in AREAS.columns],
    ["O1", 1, "Området"],
]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("titel", "Titeln"),
        ("text", "Texten"),
        ("indikator", "Måttet"),
        ("riktning", "Öka"),
        ("jämförs med", "Riket"),
        ("område", "Området"),
    ],
)
def test_the_workbooks_own_list_is_looked_in(field: str, text: str) -> None:
    assert strategimal(GOAL_ROWS, "12", field, AREA_ROWS) == text


def test_an_area_without_its_list_is_told_by_its_id() -> None:
    assert strategimal(GOAL_ROWS, 12, "område") == "O1"
    assert strategimal([], 12) == "Strategimål 12 finns inte"


def test_the_tools_own_register_is_there_without_a_workbook() -> None:
    assert len(packaged_register().strategy_goals) == 35
