"""A press on the ribbon, from the callback's VBA to what happens in the workbook."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from malkort_xl import actions, desktop
from malkort_xl.addin.names import callback
from malkort_xl.ribbon import DESKTOP, ribbon
from tests.desktop.conftest import built, caller
from tests.desktop.excel import press, with_stubbed_python
from tests.desktop.screen import Screen
from tests.standard.good_card import good_card
from workbook_templates.standard.layout import GOALS_SHEET, HEADING_ROW

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw
    from pyopenvba.apps.excel import ExcelApplication

FIRST_GOAL = HEADING_ROW + 1


@pytest.fixture(scope="module")
def excel(xlam: Path) -> ExcelApplication:
    return with_stubbed_python(xlam)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    return Screen.put_up(monkeypatch)


def select(book: xw.Book, address: str, sheet: str = GOALS_SHEET.name) -> None:
    """Select a cell as the user does; the engine reads it from the sheet's view."""
    wanted = book.api[sheet]
    book.api.active = wanted
    selection = wanted.sheet_view.selection[0]
    selection.activeCell = selection.sqref = address


def run_what_vba_sent(app: ExcelApplication, action: str) -> None:
    (sent,) = press(app, callback(action))
    exec(sent, {})  # noqa: S102 - what Python's -c would do


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("check", "Inga anmärkningar. 100 %"),
        ("clear_marks", "Det finns inga markeringar att ta bort."),
        ("mark_ready", "Kortet är markerat som klart den 20"),
        ("pull_strategy_goals", "strategimål för 4 mål är skrivna på fliken"),
        ("about", "Verktyget Målkort, version"),
    ],
)
@pytest.mark.usefixtures("calling")
def test_a_button_does_its_work_and_tells_it(
    excel: ExcelApplication, screen: Screen, action: str, said: str
) -> None:
    run_what_vba_sent(excel, action)

    assert said in screen.text
    assert screen.told[0][1] == "info"


def test_choosing_puts_the_number_at_the_selected_goal(
    excel: ExcelApplication, screen: Screen, calling: xw.Book
) -> None:
    select(calling, f"C{FIRST_GOAL}")
    before = str(calling.sheets[GOALS_SHEET.name].range((FIRST_GOAL, 5)).value)
    screen.answers = ["exempelmål t", "3"]
    run_what_vba_sent(excel, "choose_strategy_goal")

    after = str(calling.sheets[GOALS_SHEET.name].range((FIRST_GOAL, 5)).value)
    assert after == f"{before}; 3"
    assert "Strategimål 3 är tillagt" in screen.text
    assert set(screen.macros) == {"'malkort.xlam'!MalkortAsk"}


def test_every_button_was_tried() -> None:
    tried = {"check", "clear_marks", "mark_ready", "pull_strategy_goals", "about"}

    assert {b.action for b in ribbon().on(DESKTOP).buttons} == {
        *tried,
        "choose_strategy_goal",
    }


@pytest.mark.usefixtures("calling")
def test_leaving_the_box_says_and_does_nothing(screen: Screen) -> None:
    desktop.choose_strategy_goal()

    assert len(screen.asked) == 1
    assert screen.told == []


def test_a_refusal_is_told_in_its_own_words(screen: Screen, tmp_path: Path) -> None:
    faulty = replace(good_card(), responsible="")
    with caller(built(faulty, tmp_path / "fel.xlsx")):
        desktop.mark_ready()

    ((text, mode),) = screen.told
    assert text.startswith("Kortet har 1 fel och kan inte klarmarkeras.")
    assert mode == "critical"


@pytest.mark.usefixtures("calling")
def test_an_unforeseen_fault_is_told_without_a_traceback(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "x / 0"

    def broken(_: xw.Book) -> None:
        raise ZeroDivisionError(text)

    monkeypatch.setattr(actions, "check", broken)
    desktop.check()

    ((told, mode),) = screen.told
    assert "tryck Enter och försök igen" in told
    assert told.endswith("ZeroDivisionError: x / 0")
    assert mode == "critical"


def test_run_outside_excel_ends_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["-c"])

    with pytest.raises(SystemExit, match="fungerar bara inifrån Excel"):
        desktop.check()


def test_the_cell_function_answers_from_the_given_lists() -> None:
    goals = (("Nummer", "Område-id", "Kort titel"), (12.0, "X", "Trygga barn"))
    areas = (("Område-id", "Ordning", "Prioriterat område"), ("X", 1.0, "Skola"))

    assert desktop.strategimal(goals, "12", "titel", areas) == "Trygga barn"
    assert desktop.strategimal(goals, 12.0, "område", areas) == "Skola"
    assert desktop.strategimal(goals, 12, "område", None) == "X"
    assert desktop.strategimal(goals, "99", "titel", None).endswith("finns inte")
