"""Workbooks with faults, and the routes to them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.addin.routes import ROUTES
from tests.helpers.registers import WITHDRAWN_GOAL, small_register
from tests.standard.good_card import good_card, with_goal
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.standard.model import Period

if TYPE_CHECKING:
    from pathlib import Path

    from tests.addin.routes import Route
    from workbook_templates.standard.model import Scorecard

PERIOD = Period(2026, 2)
TODAY = date(2026, 9, 12)
UNKNOWN_GOAL = 99
# Where the faulty card has its faults; F6 is the first goal's first year.
REFERENCES, YEAR, RESPONSIBLE = "E6", "F6", "H6"
USERS_FILL = "C0FFEE"
USERS_NOTE = "Fråga ekonomen."


def build(card: Scorecard, path: Path) -> Path:
    ScorecardBuilder(small_register(), PERIOD).build(card, path)
    return path


@pytest.fixture(scope="session")
def good_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(good_card(), tmp_path_factory.mktemp("good") / "kort.xlsx")


@pytest.fixture(scope="session")
def faulty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A card with a fault in three cells, one of which has two."""
    card = with_goal(
        start_year=None,
        responsible="",
        strategy_goals=(WITHDRAWN_GOAL, UNKNOWN_GOAL, 1),
    )
    return build(card, tmp_path_factory.mktemp("faulty") / "kort.xlsx")


@pytest.fixture(scope="session")
def users_file(faulty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The faulty card in which its author has coloured cells and written notes."""
    book = load_workbook(faulty_file)
    sheet = book["Mål"]
    for cell in (YEAR, "D7"):
        sheet[cell].fill = PatternFill("solid", fgColor=USERS_FILL)
    for cell in (REFERENCES, "D8"):
        sheet[cell].comment = Comment(USERS_NOTE, "Enhetschefen")
    path = tmp_path_factory.mktemp("users") / "kort.xlsx"
    book.save(path)
    return path


@pytest.fixture(params=list(ROUTES.values()), ids=list(ROUTES))
def route(request: pytest.FixtureRequest) -> type[Route]:
    found: type[Route] = request.param
    return found
