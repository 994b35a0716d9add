"""What a workbook gives when it is read through xlwings."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from malkort_xl.engines.openpyxl_engine import open_copy
from malkort_xl.snapshot import Seen, forget_values, read_book, selection
from tests.helpers.office_client import OfficeClient
from workbook_templates.standard.raw import CellKind, RawCell
from workbook_templates.standard.surfaces import Block

DAY = datetime(2026, 9, 10)  # noqa: DTZ001 - Excel knows no time zones

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workbook with one value of each kind."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Blad"
    for row, value in enumerate[Any](
        (3, 2.5, 0.95, "text", "#REF!", True, DAY, "rad_x000A_två"),
        1,
    ):
        sheet.cell(row, 1, value)
    sheet["A3"].number_format = "0%"
    sheet["A9"] = "=1+1"
    path = tmp_path / "bok.xlsx"
    book.save(path)
    return path


def cells(book: xw.Book, seen: Seen | None = None) -> dict[str, RawCell]:
    sheet = read_book(book, seen).raw.sheets["Blad"]
    return {f"A{row}": cell for (row, _), cell in sheet.cells.items()}


def test_each_kind_of_value_comes_as_the_intake_has_it(file: Path) -> None:
    for book in (open_copy(file), OfficeClient(file).book()):
        found = cells(book)
        assert found["A1"].value == Decimal(3)
        assert found["A2"].value == Decimal("2.5")
        assert found["A4"].value == "text"
        assert found["A5"] == RawCell("#REF!", CellKind.ERROR)
        assert found["A6"].value is True
        assert found["A7"].value == DAY
        assert found["A8"].value == "rad\ntvå"


def test_a_file_tells_percentages_and_formulas_and_a_browser_by_its_own_page(
    file: Path,
) -> None:
    spot = frozenset({("Blad", "A3")})
    formula = frozenset({("Blad", "A9")})
    by_file = cells(open_copy(file))
    blind = cells(OfficeClient(file, formula_result=2).book())
    told = cells(OfficeClient(file, formula_result=2).book(), Seen(spot, formula))

    assert by_file["A3"].percent
    assert by_file["A9"] == RawCell(None, CellKind.UNCACHED, formula=True)
    assert not blind["A3"].percent
    assert not blind["A9"].formula
    assert told["A3"].percent
    assert told["A9"] == RawCell(Decimal(2), formula=True)


def test_a_formula_that_gives_an_empty_text_is_not_one_without_a_result(
    file: Path,
) -> None:
    book = open_copy(file)
    book.impl.values["Blad", 9, 1] = ""

    assert "A9" not in cells(book)


class Desktop:
    """A sheet as the desktop's engine has it, where xlwings squeezes formulas."""

    def __init__(self, value: Any, formula: Any) -> None:  # noqa: ANN401 - any value
        self.type = "desktop"
        self.app = self.engine = self
        self.name, self.names, self.tables = "bok.xlsx", (), ()
        self.sheets = [self]
        self.used_range = self
        self.row = self.column = 1
        self.number_format = "General"
        self.value = value
        self.formula = formula
        self.shape = (len(value), len(value[0]))
        self.selection: Any = None

    def range(self, *_: object) -> Desktop:
        return self

    def options(self, **_: object) -> Desktop:
        return self


@pytest.mark.parametrize(
    ("value", "formula", "is_formula"),
    [
        ([[2.0]], "=1+1", True),
        ([["text"]], "text", False),
        ([["=inget"]], "=inget", False),
        ([[1.0, 2.0]], ("1", "=1+1"), False),
        ([[1.0], [2.0]], (("1",), ("2",)), False),
    ],
)
def test_a_desktops_formulas_come_in_any_shape(
    value: Any,  # noqa: ANN401 - any value
    formula: Any,  # noqa: ANN401 - any value
    is_formula: bool,  # noqa: FBT001 - a parameter
) -> None:
    book: Any = Desktop(value, formula)

    found = read_book(book).raw.sheets["bok.xlsx"].cells

    assert found[1, 1].formula is is_formula


def test_a_desktops_formula_without_a_value_is_an_empty_text() -> None:
    book: Any = Desktop([[None]], "=A2")

    found = read_book(book).raw.sheets["bok.xlsx"].cells

    assert found[1, 1] == RawCell(None, formula=True)


def test_a_time_and_what_no_one_knows_are_kept() -> None:
    book: Any = Desktop([[time(12), 1j]], ("", ""))

    found = read_book(book).raw.sheets["bok.xlsx"].cells

    assert found[1, 1].value == Decimal("0.5")
    assert found[1, 2].value == "1j"


def test_a_name_whose_cell_is_gone_is_passed_over(
    good_file: Path, tmp_path: Path
) -> None:
    client = OfficeClient(good_file)
    payload = client.payload()
    for name in payload["names"]:
        name["address"] = None

    from tests.helpers.office_client import remote_book  # noqa: PLC0415

    assert read_book(remote_book(payload)).raw.names == {}
    book = load_workbook(good_file)
    del book.defined_names["mk_klar"]
    book.save(tmp_path / "kort.xlsx")
    assert "mk_klar" not in read_book(open_copy(tmp_path / "kort.xlsx")).raw.names


def test_the_selection_is_the_clients_own_whoever_came_after(good_file: Path) -> None:
    mine, other = OfficeClient(good_file), OfficeClient(good_file)
    mine.front("Mål", "B6:C7,D9")
    book = mine.book()
    other.front("Start", "A1")
    other.book()

    assert selection(book) == ("Mål", (Block(6, 2, 7, 3), Block(9, 4, 9, 4)))


@pytest.mark.parametrize("selected", [None, "B:B"])
def test_a_selection_without_cells_is_none(
    good_file: Path, selected: str | None
) -> None:
    client = OfficeClient(good_file)
    client.front("Mål", selected)

    assert selection(client.book()) == ("Mål", ())


def test_a_desktop_with_a_drawing_selected_has_no_cells() -> None:
    book: Any = Desktop([[None]], "")

    assert selection(book) == ("", ())


def test_nothing_of_a_workbook_is_left_in_xlwings_memory(good_file: Path) -> None:
    from xlwings.pro import _xlremote  # noqa: PLC0415 - needs the key of office_client

    from malkort_xl import actions  # noqa: PLC0415

    read_book(OfficeClient(good_file).book())
    assert _xlremote.get_range_api.cache_info().currsize > 0
    actions.check(OfficeClient(good_file).book())

    assert _xlremote.get_range_api.cache_info().currsize == 0


def test_forgetting_without_the_remote_engine_is_no_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(
        __import__("sys").modules, "xlwings.pro._xlremote", raising=False
    )

    forget_values()
