"""The engine of xlwings that works on a file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
import xlwings as xw
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.formula import ArrayFormula

from malkort_xl import actions
from malkort_xl.engines.openpyxl_engine import NAME, engine, open_copy
from tests.addin.conftest import YEAR
from tests.helpers.ooxml import ooxml_errors

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Blad"
    sheet["A1"], sheet["B2"] = "Ett", 2
    book.create_sheet("Dolt").sheet_state = "hidden"
    path = tmp_path / "bok.xlsx"
    book.save(path)
    return path


def test_xlwings_opens_a_file_with_the_engine_by_its_name(file: Path) -> None:
    assert engine() is engine()
    book = xw.Book(open_copy(file).fullname, mode="r", engine=NAME)

    assert book.name == "bok.xlsx"
    assert book.app.engine.name == NAME
    assert len(book.app.books) == 1
    assert [b.name for b in book.app.books] == ["bok.xlsx"]
    assert [app.pid for app in engine().apps] == [-1]
    assert len(engine().apps) == 1


def test_sheets_and_cells_are_found_as_in_excel(file: Path) -> None:
    book = open_copy(file)

    assert len(book.sheets) == 2
    assert book.sheets[0].name == book.sheets["Blad"].name == "Blad"
    assert (book.sheets[0].visible, book.sheets[1].visible) == (True, False)
    assert book.sheets.active.name == "Blad"
    cells = book.sheets["Blad"].used_range
    assert (cells.address, cells.shape) == ("A1:B2", (2, 2))
    assert cells.value == [["Ett", None], [None, 2]]
    assert len(cells) == 4
    assert book.selection is not None
    assert book.selection.address == "A1"
    with pytest.raises(KeyError):
        book.sheets["Finns inte"]


def test_the_file_that_was_opened_is_never_written(file: Path, tmp_path: Path) -> None:
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    book = open_copy(file)
    book.sheets[0].range("A1").value = "Två"

    with pytest.raises(ValueError, match="never written"):
        book.save()
    with pytest.raises(ValueError, match="never written"):
        book.save(file)
    book.save(tmp_path / "annan.xlsx")

    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
    assert load_workbook(tmp_path / "annan.xlsx")["Blad"]["A1"].value == "Två"


def test_values_are_taken_as_excel_takes_them(file: Path) -> None:
    sheet = open_copy(file).sheets["Blad"]
    cell = sheet.impl.api["D4"]

    sheet.range("D4").value = "=1+1"
    assert cell.data_type == "f"
    sheet.range("D4").value = "'=1+1"
    assert [cell.value, cell.data_type] == ["=1+1", "s"]
    sheet.range("D4").value = ""
    assert cell.value is None
    sheet.range("D4").value = "rad_x000A_"
    assert sheet.range("D4").value == "rad_x000A_"
    cell.number_format = "@"
    sheet.range("D4").value = "=1+1"
    assert [cell.value, cell.data_type] == ["=1+1", "s"]
    sheet.range((5, 4), (6, 5)).value = 7
    assert sheet.range("D5:E6").value == [[7, 7], [7, 7]]


def test_formulas_of_both_kinds_are_told(file: Path) -> None:
    sheet = open_copy(file).sheets["Blad"]
    sheet.impl.api["D4"] = ArrayFormula("D4:D5", "=SUM(A1:A2)")
    sheet.impl.api["E4"] = "=1+1"

    assert sheet.range("D4:F4").formula == [["=SUM(A1:A2)", "=1+1", ""]]


def test_a_cell_takes_its_columns_look_when_it_has_none(good_file: Path) -> None:
    book = open_copy(good_file)
    actions.check(book)
    sheet = book.sheets["Kontroll"]
    sheet.range("D20").value = "En lång text"

    assert sheet.impl.api["D20"].alignment.wrap_text


def test_rows_of_the_list_are_as_high_as_their_texts(
    faulty_file: Path, tmp_path: Path
) -> None:
    book = open_copy(faulty_file)
    actions.check(book)
    sheet = book.sheets["Kontroll"]
    sheet.range("D8").value = "lång text " * 40
    sheet.range("A8:E9").rows.autofit()
    book.save(tmp_path / "kort.xlsx")

    heights = load_workbook(tmp_path / "kort.xlsx")["Kontroll"].row_dimensions
    assert heights[8].height > 3 * heights[9].height > 0


def test_a_fill_that_cannot_be_told_is_let_be(
    faulty_file: Path, tmp_path: Path
) -> None:
    book = load_workbook(faulty_file)
    fill = PatternFill("solid", fgColor=Color(theme=4))
    book["Mål"][YEAR].fill = fill
    book.save(tmp_path / "kort.xlsx")
    there = open_copy(tmp_path / "kort.xlsx")
    cell = there.sheets["Mål"].impl.api[YEAR]

    actions.check(there)
    assert cell.fill == fill
    assert "Från år saknas" in cell.comment.text
    actions.clear_marks(there)

    assert (cell.fill, cell.comment) == (fill, None)


def test_a_note_can_be_read_changed_and_taken_away(file: Path) -> None:
    cell = open_copy(file).sheets["Blad"].range("A1")
    assert cell.note is None

    note = cell.add_note("Ett")
    assert note.text == "Ett"
    note.text = "Två"
    assert note.text == "Två"
    note.delete()
    assert note.text == ""

    assert cell.note is None


def test_a_marked_copy_is_a_sound_workbook(faulty_file: Path, tmp_path: Path) -> None:
    book = open_copy(faulty_file)
    actions.check(book)
    actions.pull_strategy_goals(book)
    book.save(tmp_path / "markt.xlsx")

    assert ooxml_errors(tmp_path / "markt.xlsx") == []
