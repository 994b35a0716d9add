"""Klarmarkera, Om, and workbooks that are no card, by every route."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from malkort_xl import actions
from malkort_xl.actions import ActionRefusedError
from tests.addin.conftest import TODAY
from tests.addin.looks import changes, look
from workbook_templates.standard.errors import MalkortError
from workbook_templates.standard.layout import STANDARD_VERSION, named_cell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from tests.addin.routes import Route

CARD_ACTIONS: list[Callable[[Any], Any]] = [
    actions.check,
    actions.pull_strategy_goals,
    lambda book: actions.mark_ready(book, TODAY),
    lambda book: actions.search_strategy_goals(book, ""),
    lambda book: actions.insert_strategy_goal(book, 1),
]


def place_of(book: Workbook, key: str) -> str:
    return str(book.defined_names[named_cell(key).name].attr_text).replace("$", "")


def test_a_card_without_errors_is_marked_as_ready_with_the_day(
    route: type[Route], good_file: Path, tmp_path: Path
) -> None:
    book = load_workbook(good_file)
    ready, day = (place_of(book, k).split("!")[1] for k in ("ready", "handed_in"))
    book["Uppgifter"][ready], book["Uppgifter"][day] = "Nej", "i förrgår"
    book.save(tmp_path / "kort.xlsx")
    there = route(tmp_path / "kort.xlsx")
    before = look(there.workbook)

    outcome = there.run(actions.mark_ready, TODAY)

    assert outcome.message == "Kortet är markerat som klart den 2026-09-12."
    changed = changes(before, look(there.workbook))
    assert set(changed) == {f"Uppgifter!{ready}", f"Uppgifter!{day}"}
    assert changed[f"Uppgifter!{ready}"][0] == "Ja"
    written = changed[f"Uppgifter!{day}"][0]
    assert (written.date() if isinstance(written, datetime) else written) == TODAY
    assert there.run(actions.check).findings == ()


def test_a_card_with_an_error_is_not_marked_as_ready(
    route: type[Route], faulty_file: Path
) -> None:
    there = route(faulty_file)
    before = look(there.workbook)

    with pytest.raises(ActionRefusedError, match=r"har 4 fel och kan inte.*Mål!E6"):
        there.run(actions.mark_ready, TODAY)

    assert look(there.workbook) == before


def test_about_tells_the_versions_and_whose_card_is_open(
    route: type[Route], good_file: Path
) -> None:
    message = route(good_file).run(actions.about).message

    assert f"Mallens senaste version är {STANDARD_VERSION}." in message
    assert "Enhet: Exempelenhet Ån" in message
    assert "Period: 2026-T2" in message


@pytest.fixture(params=["empty", "foreign", "unknown version"])
def no_card(
    request: pytest.FixtureRequest, tmp_path: Path, good_file: Path
) -> tuple[Path, str]:
    """Return a workbook that is no card, and what is said of it."""
    path = tmp_path / "bok.xlsx"
    if request.param == "unknown version":
        book = load_workbook(good_file)
        for sheet, cell in (place_of(book, "version").split("!"),):
            book[sheet.strip("'")][cell] = "7.0"
        book.save(path)
        return path, "Mallens version är ”7.0” och kan inte läsas"
    book = Workbook()
    if request.param == "foreign":
        book.worksheets[0].append(["Budget", 2026])
    book.save(path)
    return path, "är inget målkort"


def test_a_workbook_that_is_no_card_is_refused_and_unchanged(
    route: type[Route], no_card: tuple[Path, str]
) -> None:
    path, said = no_card
    there = route(path)
    before = look(there.workbook)

    for action in CARD_ACTIONS:
        with pytest.raises(MalkortError, match=said):
            there.run(action)

    assert look(there.workbook) == before


def test_about_knows_a_workbook_that_is_no_card(
    route: type[Route], tmp_path: Path
) -> None:
    Workbook().save(tmp_path / "bok.xlsx")
    there = route(tmp_path / "bok.xlsx")

    assert "är inget målkort" in there.run(actions.about).message
    assert "inga markeringar" in there.run(actions.clear_marks).message


def test_an_accepted_older_version_is_checked(
    route: type[Route], good_file: Path, tmp_path: Path
) -> None:
    book = load_workbook(good_file)
    sheet, cell = place_of(book, "version").split("!")
    book[sheet.strip("'")][cell] = "0.9"
    meta = book["_meta"]
    for row in meta.iter_rows(max_row=3, max_col=2):
        if row[1].value == STANDARD_VERSION:
            row[1].value = "0.9"
    book.save(tmp_path / "kort.xlsx")

    outcome = route(tmp_path / "kort.xlsx").run(actions.check)

    assert [f.code for f in outcome.findings] in (["MK003"], ["MK003", "MK004"])
