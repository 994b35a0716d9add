"""Workbooks that many tests look at, built and recalculated once."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.builder.cards import (
    CARDS,
    LONG_TERM_GOALS,
    PERIOD,
    PERIODS,
    REGISTER,
    full_card,
)
from tests.helpers.tools import need
from workbook_templates.builder.register_book import build_register
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.standard.columns import Choices
from workbook_templates.standard.layout import GOALS_SHEET

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return {name: workbook} of every card in cards.CARDS, and of the register."""
    folder = tmp_path_factory.mktemp("built")
    paths = {name: folder / f"{name}.xlsx" for name in (*CARDS, "register")}
    for name, card in CARDS.items():
        ScorecardBuilder(REGISTER, PERIODS[name]).build(card, paths[name])
    build_register(REGISTER, paths["register"])
    return paths


@pytest.fixture(scope="session")
def full(built: dict[str, Path]) -> Workbook:
    """Return the workbook of full_card."""
    assert full_card() == CARDS["full"]
    return load_workbook(built["full"])


@pytest.fixture(scope="session")
def register_book(built: dict[str, Path]) -> Workbook:
    """Return the register's workbook."""
    return load_workbook(built["register"])


@pytest.fixture(scope="session")
def recalculated(
    built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Workbook]:
    """Return {name: the card's workbook with the values that LibreOffice counts}."""
    folder = tmp_path_factory.mktemp("recalculated")
    probe = _probe(tmp_path_factory.mktemp("probe") / "probe.xlsx")
    subprocess.run(
        [
            need("soffice"),
            f"-env:UserInstallation={folder.as_uri()}/profile",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder),
            *(str(built[name]) for name in CARDS),
            str(probe),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    names = (*CARDS, "probe")
    return {n: load_workbook(folder / f"{n}.xlsx", data_only=True) for n in names}


def _probe(path: Path) -> Path:
    """Build a workbook with formulas beside the goals that tell of the drop-downs.

    In each row of goals: how many long-term goals are offered, and the first.
    """
    goals = zip(REGISTER.perspectives, LONG_TERM_GOALS, strict=True)
    perspectives = tuple(replace(p, long_term_goals=texts) for p, texts in goals)
    register = replace(REGISTER, perspectives=perspectives)
    ScorecardBuilder(register, PERIOD).build(full_card(), path)
    book = load_workbook(path)
    sheet = book[GOALS_SHEET.name]
    demands = sheet.data_validations.dataValidation
    (formula,) = {str(d.formula1) for d in demands if "INDEX" in str(d.formula1)}
    for row in range(6, 11):
        offered = formula.replace("$B6", f"$B{row}")
        sheet[f"R{row}"] = f"=COUNTA({offered})"
        sheet[f"S{row}"] = f"=INDEX(({offered}),1)"
    sheet["R5"] = f"=ROWS({Choices.GOAL_IDS.value})"
    book.save(path)
    return path


@pytest.fixture(scope="session")
def built_blank(built: dict[str, Path]) -> Workbook:
    """Return the workbook of blank_card."""
    return load_workbook(built["blank"])
