"""A value comes back as it was, whatever it looks like."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from tests.builder.cards import GOALS, MEASURES, PERIOD, REGISTER, UNIT
from tests.builder.reading import named, rows_of
from workbook_templates.builder.cells import cell_at, excel_text, put
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.standard import layout
from workbook_templates.standard.model import (
    ActivityStatus,
    Goal,
    GoalVerdict,
    Measure,
    Scorecard,
)

if TYPE_CHECKING:
    from pathlib import Path

AWKWARD = (
    "=SUM(A1)",
    "-5",
    "+46",
    "@namn",
    "& < > \" ' ”–€ åäö",
    "  rad ett\n\n  rad två\t ",
    "2026-01-01",
    "007",
    "TRUE",
    "#REF!",
    "x" * 32_000,
    "🙂",
)


def build(card: Scorecard, folder: Path) -> Workbook:
    path = folder / "kort.xlsx"
    ScorecardBuilder(REGISTER, PERIOD).build(card, path)
    return load_workbook(path)


def test_a_text_stays_text_whatever_it_looks_like(tmp_path: Path) -> None:
    goals = tuple(
        Goal(f"M{n}", text=text, comment=text, remedy=text)
        for n, text in enumerate(AWKWARD, 1)
    )
    card = Scorecard(UNIT.id, goals=goals, summary=AWKWARD[0], contact=AWKWARD[1])
    book = build(card, tmp_path)
    for row, text in zip(rows_of(book, layout.GOALS), AWKWARD, strict=False):
        for key in ("text", "comment", "remedy"):
            assert (row[key].value, row[key].data_type) == (text, "s")
    summary = named(book, "mk_sammanfattning")
    assert (summary.value, summary.data_type) == ("=SUM(A1)", "s")
    assert named(book, "mk_uppgiftslamnare").value == "-5"


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("a\x0bb", "a_x000B_b"),
        ("_x000B_", "_x005F_x000B_"),
        ("_x000", "_x000"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ud800", "_xD800_"),
        ("", ""),
    ],
)
def test_what_a_file_cannot_hold_is_stored_as_excel_does(
    text: str, stored: str
) -> None:
    assert excel_text(text) == stored


def test_an_escaped_text_is_not_cut(tmp_path: Path) -> None:
    text = "\x01" * 10_000
    book = build(Scorecard(UNIT.id, summary=text), tmp_path)
    assert named(book, "mk_sammanfattning").value == "_x0001_" * 10_000


def test_a_number_that_is_none_is_written_as_text() -> None:
    cell = cell_at(Workbook().worksheets[0], 1, 1)
    put(cell, Decimal("NaN"))
    assert (cell.value, cell.data_type) == ("NaN", "s")


def test_a_code_without_a_word_is_written_as_it_is(tmp_path: Path) -> None:
    register = replace(REGISTER, verdicts=(), statuses=())
    goal = replace(GOALS[0], perspective="XYZ", verdict=GoalVerdict.PARTLY)
    path = tmp_path / "kort.xlsx"
    card = Scorecard(UNIT.id, goals=(goal,))
    ScorecardBuilder(register, PERIOD).build(card, path)
    row = rows_of(load_workbook(path), layout.GOALS)[0]
    assert row["perspective"].value == "XYZ"
    assert row["verdict"].value == GoalVerdict.PARTLY.value
    assert ActivityStatus.LATE.value == "forsenad"


def test_sixty_rows_are_all_there_with_ten_to_spare(built: dict[str, Path]) -> None:
    book = load_workbook(built["long"])
    for table in layout.TABLES:
        rows = rows_of(book, table)
        assert len(rows) == 70
        text = "name" if table is layout.MEASURES else "text"
        assert str(rows[59][text].value).endswith("nummer 60")
        assert rows[60][text].value is None


def test_an_id_that_was_used_before_is_not_given_again(tmp_path: Path) -> None:
    card = Scorecard(UNIT.id, goals=(Goal("M2", text="x"),))
    path = tmp_path / "kort.xlsx"
    ScorecardBuilder(REGISTER, PERIOD).build(card, path, retired=("M7", "MT3", "M"))
    book = load_workbook(path)
    goals = [row["id"].value for row in rows_of(book, layout.GOALS)]
    measures = [row["id"].value for row in rows_of(book, layout.MEASURES)]
    assert goals[:3] == ["M2", "M8", "M9"]
    assert measures[0] == "MT4"


def test_a_record_without_an_id_is_given_a_free_one(tmp_path: Path) -> None:
    measures = (Measure("", name="x"), MEASURES[0])
    book = build(Scorecard(UNIT.id, measures=measures), tmp_path)
    ids = [row["id"].value for row in rows_of(book, layout.MEASURES)]
    assert ids[:3] == ["MT2", "MT1", "MT3"]


def test_a_unit_that_the_register_lacks_keeps_its_name(tmp_path: Path) -> None:
    book = build(Scorecard("OKÄND", "En okänd enhet"), tmp_path)
    assert named(book, "mk_enhet").value == "En okänd enhet"
    assert named(book, "mk_niva").value is None
    assert book[layout.START.name]["A2"].value.startswith("En okänd enhet · 2026-T2")


def test_a_period_that_the_register_lacks_has_no_dates(tmp_path: Path) -> None:
    path = tmp_path / "kort.xlsx"
    register = replace(REGISTER, periods=())
    ScorecardBuilder(register, PERIOD).build(Scorecard(UNIT.id), path)
    book = load_workbook(path)
    assert named(book, "mk_sista_dag").value is None
    assert named(book, "lst_periodens_slut").value is None
