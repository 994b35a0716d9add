"""The register's file after a fetch: the office's own, but for Kolada's rows."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from compile.kolada.book import open_book, write_figures
from compile.kolada.sheet import SheetPart, with_bottom
from compile.locking import locked
from compile.registers import examine_register
from tests.helpers.ooxml import ooxml_errors
from tests.helpers.tools import need
from tests.kolada.conftest import asking_register, stored
from tests.kolada.server import MUNICIPALITY, Fake, Handler, entry
from workbook_templates.builder.register_book import build_register
from workbook_templates.standard.areas import Area
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.register import KeyFigure
from workbook_templates.standard.register_layout import KEY_FIGURES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from compile.folder import MunicipalityFolder
    from tests.kolada.conftest import Run
    from workbook_templates.builder.cells import CellValue

SHEET = KEY_FIGURES.sheet.name
NOTE = "Kontrollerat mot SCB"


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {i.filename: book.read(i) for i in book.infolist()}


def edited(path: Path, change: Callable[[Worksheet], None]) -> None:
    """Let somebody change Kolada's sheet in a spreadsheet program."""
    book = load_workbook(path)
    change(book[SHEET])
    book.save(path)


def with_a_part_of_its_own(path: Path) -> None:
    """Add what no library of ours knows, as Excel's add-ins do."""
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("customXml/item9.xml", "<office xmlns='urn:x'>mine</office>")


def test_only_the_sheet_and_its_table_are_other_bytes(
    fetch: Run, folder: MunicipalityFolder
) -> None:
    with_a_part_of_its_own(folder.register)
    before = parts(folder.register)
    fetch()
    after = parts(folder.register)

    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet13.xml", "xl/tables/table12.xml"}


def test_the_register_as_it_was_is_kept(fetch: Run, folder: MunicipalityFolder) -> None:
    before = folder.register.read_bytes()
    _, said = fetch()
    copies = list(folder.register_copies.iterdir())

    assert [copy.read_bytes() for copy in copies] == [before]
    assert f"Som det var förut: {copies[0]}" in said
    assert list(folder.root.glob(".*")) == []


def test_no_copy_takes_the_place_of_another(folder: MunicipalityFolder) -> None:
    now = datetime.now().astimezone()
    figures = [KeyFigure("N01951", MUNICIPALITY, year) for year in (2023, 2024)]
    first = write_figures(open_book(folder), figures[:1], now)
    second = write_figures(open_book(folder), figures, now)

    assert first != second
    assert len(list(folder.register_copies.iterdir())) == 2


def test_excel_finds_a_whole_workbook(fetch: Run, folder: MunicipalityFolder) -> None:
    fetch()

    assert ooxml_errors(folder.register) == []


def test_the_table_takes_in_the_new_rows(
    fetch: Run, folder: MunicipalityFolder
) -> None:
    fetch()
    sheet = load_workbook(folder.register)[SHEET]
    table = sheet.tables[KEY_FIGURES.name]

    assert table.ref == "A5:L32"
    assert table.autoFilter.ref == "A5:L32"
    assert sheet.dimensions == "A1:L32"
    assert sheet["I32"].value.date() == date.today()  # noqa: DTZ011
    assert sheet["I32"].number_format == sheet["I6"].number_format
    assert sheet["C6"].value == MUNICIPALITY


def test_what_the_office_writes_stays_at_its_row(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    for key in [key for key in fake.data if key[2] == 2025]:
        del fake.data[key]
    fetch()

    def review(sheet: Worksheet) -> None:
        sheet["L7"] = NOTE
        sheet["N7"] = "bredvid tabellen"
        sheet["B7"].comment = Comment("en kommentar", "Kontoret")

    edited(folder.register, review)
    kpi, area, year = (
        load_workbook(folder.register)[SHEET][f"{c}7"].value for c in "ACE"
    )
    fake.data["N01951", MUNICIPALITY, 2025] = [entry(1)]
    fake.data[kpi, area, year] = [entry(77)]
    fetch()
    sheet = load_workbook(folder.register)[SHEET]
    row = stored(folder)[kpi, area, year]

    assert (row.total, row.review) == (Decimal(77), NOTE)
    assert row.origin is not None
    assert row.origin.row == 7
    assert sheet["N7"].value == "bredvid tabellen"
    assert sheet["B7"].comment.text == "en kommentar"
    new = stored(folder)["N01951", MUNICIPALITY, 2025]
    assert new.origin is not None
    assert new.origin.row == 6 + 18


def test_a_note_below_the_rows_is_not_written_over(
    fetch: Run, folder: MunicipalityFolder
) -> None:
    edited(folder.register, lambda sheet: sheet.__setitem__("N40", "längre ned"))
    fetch()
    rows = stored(folder).values()

    assert load_workbook(folder.register)[SHEET]["N40"].value == "längre ned"
    assert min(r.origin.row for r in rows if r.origin) == 41


def test_columns_may_stand_in_another_order(
    fetch: Run, folder: MunicipalityFolder
) -> None:
    def turn(sheet: Worksheet) -> None:
        sheet["A5"], sheet["C5"] = "Områdeskod", "Kolada-id"
        names = sheet.tables[KEY_FIGURES.name].tableColumns
        names[0].name, names[2].name = "Områdeskod", "Kolada-id"

    edited(folder.register, turn)
    fetch()

    assert load_workbook(folder.register)[SHEET]["A6"].value == MUNICIPALITY
    assert len(stored(folder)) == 27


def test_a_register_saved_by_libreoffice_is_written_to_as_well(
    fetch: Run, fake: Fake, folder: MunicipalityFolder, tmp_path: Path
) -> None:
    fetch()
    soffice, out = need("soffice"), tmp_path / "out"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx"]
    command += ["--outdir", str(out), str(folder.register)]
    subprocess.run(command, check=True, capture_output=True)
    (out / folder.register.name).replace(folder.register)
    before = stored(folder)
    fake.data["N01951", MUNICIPALITY, 2024] = [entry(5)]
    fake.data["N01951", MUNICIPALITY, 2026] = [entry(6)]
    code, said = fetch()
    after = stored(folder)

    assert (code, "1 nya" in said) == (1, True)
    assert after["N01951", MUNICIPALITY, 2024].total == 5
    assert after["N01951", MUNICIPALITY, 2026].fetched == date.today()  # noqa: DTZ011
    assert {k: v for k, v in after.items() if before.get(k) == v}.keys() == (
        before.keys() - {("N01951", MUNICIPALITY, 2024)}
    )
    assert before.keys() <= after.keys()


@pytest.mark.parametrize("mark", ["~$styrregister.xlsx", ".~lock.styrregister.xlsx#"])
def test_a_register_that_is_open_is_left_alone(
    mark: str, fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    before = folder.register.read_bytes()
    (folder.root / mark).write_bytes(b"")
    code, said = fetch()

    assert code == 2
    assert "styrregister.xlsx är öppen" in said
    assert fake.paths == []
    assert folder.register.read_bytes() == before


@pytest.mark.parametrize("way", ["opened", "saved"])
def test_a_register_that_somebody_takes_up_meanwhile_is_left_alone(
    way: str, fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    theirs = folder.register.read_bytes()
    if way == "saved":
        theirs += b"\0"

    def meanwhile(handler: Handler) -> None:
        if way == "saved":
            folder.register.write_bytes(theirs)
        else:
            (folder.root / "~$styrregister.xlsx").write_bytes(b"")
        status, answer = fake.answer(handler.path)
        handler.reply(
            status, str(answer).replace("'", '"').replace("None", "null").encode()
        )

    fake.replies = [meanwhile]
    code, said = fetch()

    assert code == 2
    assert ("ändrades av någon annan" if way == "saved" else "är öppen") in said
    assert folder.register.read_bytes() == theirs
    assert list(folder.register_copies.glob("*")) == []


def test_what_cannot_be_read_back_as_written_does_not_come_out(
    fetch: Run, folder: MunicipalityFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = folder.register.read_bytes()
    monkeypatch.setattr(SheetPart, "_number", lambda *_: "7")
    code, said = fetch()

    assert code == 2
    assert "gick inte att läsa tillbaka" in said
    assert folder.register.read_bytes() == before
    assert list(folder.register_copies.glob("*")) == []


def test_a_register_whose_table_has_lost_its_name_is_asked_for(
    fetch: Run, folder: MunicipalityFolder
) -> None:
    def forget(sheet: Worksheet) -> None:
        del sheet.tables[KEY_FIGURES.name]

    edited(folder.register, forget)
    code, said = fetch()

    assert code == 2
    assert "eller så har dess tabell tblKolada tagits bort" in said


def test_two_cannot_write_at_once(fetch: Run, folder: MunicipalityFolder) -> None:
    with locked(folder.root, "Styrregistret"):
        code, said = fetch()

    assert code == 2
    assert "Styrregistret i" in said
    assert "--out" not in said


def test_a_formula_where_a_value_is_to_stand_is_asked_away(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    fetch()
    edited(folder.register, lambda sheet: sheet.__setitem__("F6", "=1+1"))
    book = load_workbook(folder.register)
    book.save(folder.register)
    text = folder.register.read_bytes()
    code, said = fetch()

    assert code == 2
    assert "Kolada!F6" in said
    assert folder.register.read_bytes() == text
    assert fake.paths != []


def test_a_register_from_before_the_sheet_is_read_and_says_how_to_get_it(
    fetch: Run, folder: MunicipalityFolder
) -> None:
    book = load_workbook(folder.register)
    del book[SHEET]
    book.save(folder.register)
    register, findings = examine_register(folder.register)
    code, said = fetch()

    assert findings == ()
    assert register.key_figures == ()
    assert code == 2
    assert "är äldre än fliken Kolada" in said
    assert "Flytta eller kopiera" in said


def test_a_row_of_totals_is_asked_away() -> None:
    xml = b'<table xmlns="urn:t" displayName="t" ref="A5:B9" totalsRowCount="1"/>'

    with pytest.raises(UsageError, match="summarad"):
        with_bottom(xml, 12)


def test_a_sheet_without_addresses_is_written_to_in_its_order() -> None:
    xml = (
        b'<worksheet xmlns="urn:s"><sheetData><row><c s="1"/></row>'
        b'<row spans="1:2"><c s="2"/><c s="3"><v>4</v></c></row></sheetData>'
        b"</worksheet>"
    )
    part = SheetPart(xml, Area("S", 1, 2, {"a": 1, "b": 2}))
    cells: dict[int, dict[int, CellValue]] = {
        2: {2: None},
        3: {1: "x", 2: Decimal("1.50"), 3: 7},
    }

    assert part.write(cells).decode().partition("?>\n")[2] == (
        '<worksheet xmlns="urn:s"><sheetData><row r="1"><c s="1"/></row>'
        '<row spans="1:2" r="2"><c s="2" r="A2"/><c s="3" r="B2"/></row>'
        '<row r="3"><c r="A3" s="2" t="inlineStr">'
        '<is><t xml:space="preserve">x</t></is></c>'
        '<c r="B3" s="3"><v>1.50</v></c><c r="C3"><v>7</v></c></row>'
        "</sheetData></worksheet>"
    )


def test_a_formula_with_a_result_is_not_written_over() -> None:
    xml = (
        b'<worksheet xmlns="urn:s"><sheetData><row r="2"><c r="A2"><f>1+1</f><v>2</v>'
        b"</c></row></sheetData></worksheet>"
    )

    with pytest.raises(UsageError, match="S!A2 är en formel"):
        SheetPart(xml, Area("S", 1, 2, {"a": 1})).write({2: {1: 3}})


def test_days_are_counted_as_the_workbook_does() -> None:
    xml = b'<worksheet xmlns="urn:s"><sheetData/></worksheet>'
    area = Area("S", 1, 2, {"a": 1})
    cells = {2: {1: date(2026, 1, 1)}}

    assert b"<v>46023</v>" in SheetPart(xml, area).write(cells)
    assert b"<v>44561</v>" in SheetPart(xml, area, from_1904=True).write(cells)


def test_a_stored_row_is_found_whatever_its_area_code_looks_like(
    fetch: Run, folder: MunicipalityFolder
) -> None:
    fetch()
    edited(folder.register, lambda sheet: sheet.__setitem__("C9", 17))
    _, said = fetch()

    assert "27 oförändrade" in said


def test_figures_of_other_years_are_left_where_they_are(
    folder: MunicipalityFolder, fetch: Run
) -> None:
    old = KeyFigure("N01951", MUNICIPALITY, 2012, "Gammal titel", total=Decimal(3))
    build_register(replace(asking_register(), key_figures=(old,)), folder.register)
    fetch("--accept-titles")
    row = stored(folder)["N01951", MUNICIPALITY, 2012]

    assert row.total == 3
    assert "hette förut ”Gammal titel”" in row.note


def test_nothing_is_written_where_nothing_is_new(folder: MunicipalityFolder) -> None:
    book = open_book(folder)
    now = datetime.now().astimezone()

    assert write_figures(book, (), now) is None
    assert not folder.register_copies.exists()
