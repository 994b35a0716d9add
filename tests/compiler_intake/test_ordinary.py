"""Ordinary workbooks: openpyxl, which is slow but well tried, is the oracle."""

from __future__ import annotations

import io
import subprocess
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from compile.intake.reader import read_with_findings
from tests.helpers.tools import need
from tests.hostile.parts import row, sheet
from workbook_templates.standard.raw import CellKind, RawCell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest


NOON = datetime(2026, 8, 31, 12, 0, 1)  # noqa: DTZ001 - Excel knows no time zones


def ordinary() -> openpyxl.Workbook:
    """Return a workbook with a bit of everything that is usual."""
    book = openpyxl.Workbook()
    goals = book.active
    assert goals is not None
    goals.title = "Mål & mått"
    goals.append(["Nr", "Mål", "Utfall", "Slut", "Andel", "Klar", "Summa"])
    for number in range(2, 30):
        goals.append([number, f"Mål <{number}> ”å”\nrad två", number / 10, NOON])
        goals.cell(number, 5, number / 100).number_format = "0.0%"
        goals.cell(number, 6, value=number % 2 == 0)
        goals.cell(number, 7, f"=SUM(C2:C{number})")
        goals.cell(number, 8, date(2026, 1, number))
        goals.cell(number, 9).fill = PatternFill("solid", fgColor="EEEEEE")
    goals.add_table(Table(displayName="tblMål", ref="A1:G29"))
    goals.merge_cells("K1:M3")
    hidden = book.create_sheet("Listor")
    hidden.sheet_state = "veryHidden"
    hidden["B7"] = "  mellanslag  "
    hidden["XFD9"] = 0.1 + 0.2
    book.defined_names["mk_enhet"] = DefinedName("mk_enhet", attr_text="Listor!$B$7")
    identity = StringProperty(name="mk_id", value="kort-1")
    book.custom_doc_props.append(identity)  # type: ignore[attr-defined]  # not in the stubs
    return book


def saved(book: openpyxl.Workbook, folder: Path) -> Path:
    path = folder / "ordinary.xlsx"
    book.save(path)
    return path


def by_oracle(path: Path) -> dict[str, dict[tuple[int, int], object]]:
    """Return openpyxl's values of all cells that are not empty."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    return {
        name: {
            (cell.row, cell.column): cell.value
            for cells in book[name].iter_rows()
            for cell in cells
            if cell.value is not None
        }
        for name in book.sheetnames
        if name != "Listor"
    }


def same(cell: RawCell, oracle: object) -> bool:
    """Whether a cell means what openpyxl says, which knows no exact numbers."""
    value = cell.value
    if cell.formula:
        return isinstance(oracle, str) and oracle.startswith("=")
    if type(value) is date:
        return oracle == datetime(value.year, value.month, value.day)  # noqa: DTZ001 - Excel knows no time zones
    if isinstance(value, Decimal):
        return isinstance(oracle, int | float) and float(value) == oracle
    return value == oracle


def test_every_cell_is_what_openpyxl_says(tmp_path: Path) -> None:
    path = saved(ordinary(), tmp_path)

    found, findings = read_with_findings(path)

    assert findings == ()
    for name, expected in by_oracle(path).items():
        cells = found.sheets[name].cells
        assert cells.keys() == expected.keys()
        assert [p for p in cells if not same(cells[p], expected[p])] == []


def test_tables_names_properties_and_hidden_sheets_come_along(tmp_path: Path) -> None:
    found, _ = read_with_findings(saved(ordinary(), tmp_path))

    table = found.tables["tblMål"]
    assert (table.sheet, table.top, table.left) == ("Mål & mått", 1, 1)
    assert (table.bottom, table.right) == (29, 7)
    assert found.names == {"mk_enhet": ("Listor", 7, 2)}
    assert found.properties == {"mk_id": "kort-1"}
    assert [s.hidden for s in found.sheets.values()] == [False, True]


def test_formats_and_kinds_of_an_ordinary_row(tmp_path: Path) -> None:
    found, _ = read_with_findings(saved(ordinary(), tmp_path))

    cells = dict(found.sheets["Mål & mått"].rows())[2]
    assert cells == {
        1: RawCell(Decimal(2)),
        2: RawCell("Mål <2> ”å”\nrad två"),
        3: RawCell(Decimal("0.2")),
        4: RawCell(NOON),
        5: RawCell(Decimal("0.02"), percent=True),
        6: RawCell(value=True),
        7: RawCell(None, CellKind.UNCACHED, formula=True),
        8: RawCell(date(2026, 1, 2)),
    }
    assert found.cell("Listor", 9, 16_384) == RawCell(Decimal("0.3"))
    assert found.cell("Listor", 7, 2) == RawCell("  mellanslag  ")


def texts() -> st.SearchStrategy[str]:
    """Return texts that Excel can hold and openpyxl reads as they are."""
    plain = st.characters(
        exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"
    )
    return st.text(
        plain | st.sampled_from("\n\t &<>\"'åäö€="), min_size=1, max_size=40
    ).filter(
        lambda text: (
            "_x" not in text and not text.startswith("=") and text.strip() != ""
        )
    )


def values() -> st.SearchStrategy[object]:
    """Return the values that cells hold."""
    days = st.dates(date(1900, 3, 1), date(9999, 12, 30))
    moments = st.builds(
        lambda day, seconds: datetime.combine(day, time()) + timedelta(seconds=seconds),
        days,
        st.integers(1, 86_399),
    )
    floats = st.floats(-1e307, 1e307)  # as far as Excel goes
    whole = st.integers(-(10**15), 10**15)
    return st.one_of(texts(), floats, whole, st.booleans(), days, moments)


@given(
    grid=st.dictionaries(
        st.tuples(st.integers(1, 60), st.integers(1, 60)), values(), max_size=12
    )
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_typed_is_read_as_it_was_typed(
    grid: Mapping[tuple[int, int], object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for (across, down), value in grid.items():
        cell = book.active.cell(across, down)
        cell.value = value  # type: ignore[assignment]  # any value that a cell takes
        if isinstance(value, str):
            cell.data_type = "s"  # "#N/A" is a text here
    path = saved(book, tmp_path_factory.getbasetemp())

    found, findings = read_with_findings(path)

    assert findings == ()
    cells = found.sheets["Sheet"].cells
    assert cells.keys() == grid.keys()
    assert [p for p in grid if not as_typed(cells[p].value, grid[p])] == []


def as_typed(value: object, typed: object) -> bool:
    """Whether a value is the one typed, with its type."""
    if isinstance(typed, bool | str | date):
        return type(value) is type(typed) and value == typed
    assert isinstance(typed, int | float)
    # openpyxl stores 16 digits.
    return isinstance(value, Decimal) and float(value) == float(f"{typed:.16g}")


def test_a_workbook_saved_by_libreoffice_says_the_same(tmp_path: Path) -> None:
    before = read_with_findings(saved(ordinary(), tmp_path))[0]
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            need("soffice"),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            tmp_path / "out",
            tmp_path / "ordinary.xlsx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    after, findings = read_with_findings(tmp_path / "out" / "ordinary.xlsx")

    assert findings == ()
    for name, sheet_before in before.sheets.items():
        cells = after.sheets[name].cells
        assert cells.keys() == sheet_before.cells.keys()
        for place, cell in sheet_before.cells.items():
            if cell.kind is CellKind.UNCACHED:
                assert cells[place].kind is CellKind.VALUE
                assert cells[place].formula
            else:
                now = cells[place]  # a truth value has become a formula
                assert (now.value, now.percent) == (cell.value, cell.percent)
    assert after.tables == before.tables
    assert after.names == before.names
    assert after.properties["mk_id"] == "kort-1"
    assert after.sheets["Listor"].hidden


def test_a_column_formatted_to_the_last_row_costs_little_and_loses_nothing(
    tmp_path: Path,
) -> None:
    rows = "".join(
        f'<row r="{i}" s="1" customFormat="1"/>' for i in range(2, 1_048_576)
    )
    ends = '<row r="{0}"><c r="A{0}"><v>{0}</v></c></row>'
    part = sheet(ends.format(1) + rows + ends.format(1_048_576))
    path = patched(saved(ordinary(), tmp_path), "xl/worksheets/sheet1.xml", part)

    found, findings = read_with_findings(path)

    assert findings == ()
    cells = found.sheets["Mål & mått"].cells
    assert cells == {
        (1, 1): RawCell(Decimal(1)),
        (1_048_576, 1): RawCell(Decimal(1_048_576)),
    }


def patched(path: Path, name: str, part: str) -> Path:
    """Put another part into a saved workbook."""
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for entry in old.namelist():
            new.writestr(entry, part if entry == name else old.read(entry))
    path.write_bytes(stream.getvalue())
    return path


def test_one_sheet_of_an_ordinary_workbook_may_be_broken(tmp_path: Path) -> None:
    part = row('<c r="A1"><v>1</v></c>').replace("</worksheet>", "")
    path = patched(saved(ordinary(), tmp_path), "xl/worksheets/sheet1.xml", part)

    found, (finding,) = read_with_findings(path)

    assert str(finding).startswith("Mål & mått: Bladet är skadat")
    assert found.cell("Listor", 7, 2) == RawCell("  mellanslag  ")
