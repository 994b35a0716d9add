from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.helpers.registers import small_register
from tests.security.attacks import ANSI, ATTACKS, FORMULAS
from tests.standard.good_card import T2, good_card, with_goal
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.standard.cells import shown
from workbook_templates.standard.layout import GOALS, HEADING_ROW
from workbook_templates.standard.raw import RawCell

if TYPE_CHECKING:
    from pathlib import Path

ROW = HEADING_ROW + 1
COMMENT = 1 + [column.key for column in GOALS.columns].index("comment")


@pytest.mark.parametrize("text", ATTACKS)
def test_a_text_carried_into_a_workbook_stays_a_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "kort.xlsx"
    ScorecardBuilder(small_register(), T2).build(with_goal(comment=text), path)

    cell = openpyxl.load_workbook(path)[GOALS.sheet.name].cell(ROW, COMMENT)

    assert cell.value == text
    assert cell.data_type != "f"
    assert cell.number_format == "@"


def test_the_formulas_of_a_workbook_are_the_builders_own(tmp_path: Path) -> None:
    texts = [FORMULAS[0], "ofarlig"]
    formulas = []
    for text in texts:
        path = tmp_path / "kort.xlsx"
        card = with_goal(good_card(), text=text, comment=text, remedy=text)
        ScorecardBuilder(small_register(), T2).build(card, path)
        book = openpyxl.load_workbook(path)
        rows = [row for sheet in book.worksheets for row in sheet.iter_rows()]
        cells = [cell for row in rows for cell in row]
        formulas.append([str(c.value) for c in cells if c.data_type == "f"])

    assert formulas[0] == formulas[1] != []


def test_what_commands_a_terminal_or_turns_text_round_is_no_part_of_a_cell() -> None:
    said = shown(RawCell(ANSI))

    assert [c for c in said if not c.isprintable()] == []
    assert "\u202e" not in said
