"""The rules of the small steps, one by one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from compile.intake.limits import DEFAULT_LIMITS
from compile.intake.markup import Walker
from compile.intake.numbers import day, number
from compile.intake.package import Package
from compile.intake.reader import read_with_findings
from compile.intake.relations import relations_of
from compile.intake.styles import Shown, shown_by
from compile.intake.workbook import one_cell
from tests.hostile.parts import (
    book,
    parts,
    properties,
    relations,
    strings,
    styles,
    table,
    workbook,
)
from tests.hostile.parts import row as a_row
from workbook_templates.standard.raw import RawCell, RawTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workbook_templates.standard.raw import RawWorkbook


def read(
    folder: Path,
    first: str = "",
    changed: Mapping[str, str | bytes | None] | None = None,
) -> RawWorkbook:
    path = folder / "kort.xlsx"
    path.write_bytes(book(first, changed))
    found, findings = read_with_findings(path)
    assert findings == ()
    return found


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", None),
        ("Standard", None),
        ("0.00", None),
        ("@", None),
        ("yyyy-mm-dd", Shown.DATE),
        ("[$-41D]d mmmm yyyy;@", Shown.DATE),
        ("h:mm", Shown.DATE),
        ("[h]:mm", Shown.DATE),
        ("0%", Shown.PERCENT),
        ("0.0\\ %;-0%", Shown.PERCENT),
        ('0 "dagar"', None),
        ('0 "%"', None),
        ("0\\d", None),
        ("0_d", None),
        ("0*y", None),
        ("[Red]0", None),
        ('"▲ "@', None),
        ("0;-0;;d", None),
        ('"unclosed d', None),
        ("[unclosed d", None),
        ("#,##0.00E+00", None),
    ],
)
def test_a_number_format_shows_a_date_a_percentage_or_a_plain_number(
    code: str, shown: Shown | None
) -> None:
    assert shown_by(code) is shown


@pytest.mark.parametrize("style", [14, 22, 27, 36, 45, 47, 50, 58])
def test_built_in_date_formats_are_known_by_number(style: int, tmp_path: Path) -> None:
    xml = styles().replace("</cellXfs>", f'<xf numFmtId="{style}"/></cellXfs>')

    found = read(tmp_path, a_row('<c s="1"><v>1</v></c>'), {"xl/styles.xml": xml})

    assert found.cell("Blad", 1, 1) == RawCell(date(1900, 1, 1))


@pytest.mark.parametrize(("style", "percent"), [(1, False), (9, True), (10, True)])
def test_built_in_percentages_are_known_by_number(
    style: int,
    percent: bool,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
) -> None:
    xml = styles().replace("</cellXfs>", f'<xf numFmtId="{style}"/></cellXfs>')

    found = read(tmp_path, a_row('<c s="1"><v>1</v></c>'), {"xl/styles.xml": xml})

    assert found.cell("Blad", 1, 1) == RawCell(Decimal(1), percent=percent)


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("0.1", "0.1"),
        ("0.10000000000000001", "0.1"),
        ("1E-3", "0.001"),
        ("-0", "0"),
        ("007", "7"),
        ("12345678901234567", "12345678901234568"),
        ("1e15", "1000000000000000"),
        ("+.5", "0.5"),
        ("5.", "5"),
    ],
)
def test_a_number_is_the_one_that_was_typed(stored: str, meant: str) -> None:
    assert str(number(stored)) in {meant, str(Decimal(meant).normalize())}


@pytest.mark.parametrize("text", ["", "nan", "inf", "1e400", "1_0", "1,5", "0x1", "²"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("serial", "found"),
    [
        ("1", date(1900, 1, 1)),
        ("59", date(1900, 2, 28)),
        ("60", None),
        ("61", date(1900, 3, 1)),
        ("2958465", date(9999, 12, 31)),
        ("2958466", None),
        ("0.99", None),
        ("-1", None),
        ("1e300", None),
        ("46265.99999999999", date(2026, 9, 1)),
        ("46265.0000000000001", date(2026, 8, 31)),
        ("46265.500011574", datetime(2026, 8, 31, 12, 0, 1)),  # noqa: DTZ001 - Excel knows no time zones
    ],
)
def test_a_serial_is_a_day_only_where_there_is_one(
    serial: str, found: date | None
) -> None:
    assert day(Decimal(serial)) == found


@pytest.mark.parametrize(
    ("serial", "found"),
    [("1", date(1904, 1, 2)), ("60", date(1904, 3, 1)), ("2957004", None)],
)
def test_days_may_be_counted_from_1904(serial: str, found: date | None) -> None:
    assert day(Decimal(serial), from_1904=True) == found


@pytest.mark.parametrize(
    ("meaning", "cell"),
    [
        ("Uppgifter!$C$4", ("Uppgifter", 4, 3)),
        (" Uppgifter!c4 ", ("Uppgifter", 4, 3)),
        ("Uppgifter!$C$4:$C$4", ("Uppgifter", 4, 3)),
        ("'Bo''s blad'!$AA$10", ("Bo's blad", 10, 27)),
        ("Uppgifter!$C$4:$C$5", None),
        ("Uppgifter!#REF!", None),
        ("'[1]Annan'!#REF!", None),
        ("[1]Blad!$A$1", None),
        ("Blad!$XFE$1", None),
        ("Blad!$A$1048577", None),
        ("Blad!$A$0", None),
        ("OFFSET(Blad!$A$1,1,1)", None),
        ("42", None),
    ],
)
def test_a_defined_name_counts_where_it_is_one_cell(
    meaning: str, cell: tuple[str, int, int] | None
) -> None:
    found = one_cell("mk_namn", meaning)

    assert (found and (found.sheet, found.row, found.column)) == cell


def test_names_of_the_workbook_are_read_and_those_of_a_sheet_are_not(
    tmp_path: Path,
) -> None:
    names = (
        '<definedName name="mk_enhet">BLAD!$B$2</definedName>'
        '<definedName name="lokal" localSheetId="0">Blad!$B$2</definedName>'
        '<definedName name="borta">Borta!$B$2</definedName>'
        '<definedName name="lista">Blad!$B$2:$B$9</definedName>'
    )

    found = read(tmp_path, changed={"xl/workbook.xml": workbook(names=names)})

    assert found.names == {"mk_enhet": ("Blad", 2, 2)}


def test_tables_are_read_by_name_with_their_places(tmp_path: Path) -> None:
    changed = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("table", "../tables/table1.xml"),
            ("table", "/xl/tables/table2.xml"),
            ("comments", "../comments1.xml"),
        ),
        "xl/tables/table1.xml": table("tblMål", "B5:H25"),
        "xl/tables/table2.xml": table("tbl", "J1").replace(
            'name="tbl"', 'name="inre" displayName="yttre"'
        ),
    }

    found = read(tmp_path, changed=changed)

    assert found.tables == {
        "tblMål": RawTable("tblMål", "Blad", 5, 2, 25, 8),
        "yttre": RawTable("yttre", "Blad", 1, 10, 1, 10),
    }


def test_custom_properties_are_text_whatever_their_type(tmp_path: Path) -> None:
    inside = (
        '<property name="mk_enhet"><vt:lpwstr>skola &amp; vård</vt:lpwstr></property>'
        '<property name="mk_version">\n<vt:i4>3</vt:i4>\n</property>'
        '<property name="tom"><vt:lpwstr/></property><vt:lpwstr>lös</vt:lpwstr>'
    )

    found = read(tmp_path, changed={"docProps/custom.xml": properties(inside)})

    assert found.properties == {
        "mk_enhet": "skola & vård",
        "mk_version": "3",
        "tom": "",
    }


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_read_and_said_to_be_hidden(
    state: str, tmp_path: Path
) -> None:
    sheets = (
        '<sheet name="Blad" sheetId="1" r:id="rId1"/>'
        f'<sheet name="_meta" sheetId="2" state="{state}" r:id="rId4"/>'
    )
    changed = {
        "xl/workbook.xml": workbook(sheets),
        "xl/worksheets/sheet2.xml": a_row('<c t="s"><v>0</v></c>'),
    }

    found = read(tmp_path, changed=changed)

    assert [(s.name, s.hidden) for s in found.sheets.values()] == [
        ("Blad", False),
        ("_meta", True),
    ]
    assert found.cell("_meta", 1, 1) == RawCell("ett")


def test_a_sheet_that_is_a_chart_has_no_cells_to_lose(tmp_path: Path) -> None:
    sheets = '<sheet name="Graf" r:id="rId2"/><sheet name="Blad" r:id="rId1"/>'
    changed = {
        "xl/workbook.xml": workbook(sheets),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("chartsheet", "chartsheets/sheet1.xml"),
        ),
    }

    assert list(read(tmp_path, changed=changed).sheets) == ["Blad"]


def test_shared_texts_keep_their_places_when_some_are_empty_or_rich(
    tmp_path: Path,
) -> None:
    texts = strings(
        "",
        "<t/>",
        "<r><t>a </t></r><r><t>b</t></r>",
        '<t xml:space="preserve"> c </t>',
        "<t>漢</t><rPh><t>かん</t></rPh><phoneticPr/>",
    )
    cells = "".join(f'<c t="s"><v>{i}</v></c>' for i in range(5))

    found = read(tmp_path, a_row(cells), {"xl/sharedStrings.xml": texts})

    assert {
        place[1]: cell.value for place, cell in found.sheets["Blad"].cells.items()
    } == {
        3: "a b",
        4: " c ",
        5: "漢",
    }


def test_relations_to_places_outside_the_file_are_left_out() -> None:
    outside = relations(("table", "t.xml")).replace(
        " Target=", ' TargetMode="External" Target='
    )
    named = parts(changed={"xl/_rels/a.xml.rels": outside})
    package = Package(book(changed=dict(named)), DEFAULT_LIMITS)

    assert relations_of(package, "xl/a.xml", DEFAULT_LIMITS) == {}
    assert relations_of(package, "xl/none.xml", DEFAULT_LIMITS) == {}


def test_targets_may_be_absolute_escaped_and_climb() -> None:
    climbing = relations(("a", "../x%20y.xml"), ("b", "/z.xml"), ("c", "sub\\w.xml"))
    package = Package(book(changed={"xl/_rels/a.xml.rels": climbing}), DEFAULT_LIMITS)

    found = relations_of(package, "xl/a.xml", DEFAULT_LIMITS)

    assert [relation.part for relation in found.values()] == [
        "x y.xml",
        "z.xml",
        "xl/sub/w.xml",
    ]


def test_a_walker_that_wants_nothing_walks_all_the_same() -> None:
    walker = Walker(DEFAULT_LIMITS)

    walker.walk([b"<a><b>text</b>", b"</a>"], "a.xml")

    assert walker.pieces == []
