from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from compile.intake.cells import CellMaker
from compile.intake.limits import DEFAULT_LIMITS
from compile.intake.plain import decoded, plain_cells, without_empty_rows
from compile.intake.reader import read_with_findings
from tests.hostile.parts import HEAD, MAIN, book, row, sheet, table
from workbook_templates.standard.errors import UnreadableWorkbookError
from workbook_templates.standard.raw import RawCell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
ROOM = 10


def cells_of(
    part: str | bytes, room: int = ROOM
) -> Mapping[tuple[int, int], RawCell] | None:
    data = part if isinstance(part, bytes) else part.encode()
    return plain_cells([data], "blad", CellMaker(["ett"]), room, DEFAULT_LIMITS)


def test_a_plain_sheet_is_read_with_all_kinds_of_cells() -> None:
    cells = (
        '<c r="A1" s="3" t="s"><v>0</v></c><c r="B1"/><c r="C1" s="1"></c>'
        '<c r="D1" t="inlineStr"><is><t xml:space="preserve"> &#229;&amp;&#xE4; </t>'
        '</is></c><c r="E1" t="str"><f ca="1">A1&amp;"x"</f><v>ettx</v></c>'
        '<c r="F1"><f t="shared" si="0"/><v>2</v></c><c r="G1"><v> </v></c>'
    )

    assert cells_of(row(cells)) == {
        (1, 1): RawCell("ett"),
        (1, 4): RawCell(" å&ä "),
        (1, 5): RawCell("ettx", formula=True),
        (1, 6): RawCell(Decimal(2), formula=True),
    }


@pytest.mark.parametrize(
    "part",
    [
        sheet(f"<!-- {ONE} -->"),
        sheet(ONE, after="<!-- slut -->"),
        sheet('<row r="1"><c r="A1" t="str"><v><![CDATA[x]]></v></c></row>'),
        sheet('<row r="1" xmlns="urn:x"><c r="A1"><v>1</v></c></row>'),
        sheet(ONE, before='<a xmlns="urn:x"/>'),
        sheet("<row><c><v>1</v></c></row>"),
        sheet('<row r="1">\n<c r="A1"><v>1</v></c></row>'),
        sheet('<row r="1"><c t="n" r="A1"><v>1</v></c></row>'),
        sheet('<row r="1"><c r="A1"><v>1</v>x</c></row>'),
        sheet('<row r="1"><c r="A1"><v>&okand;</v></c></row>'),
        sheet('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
        sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
        sheet(ONE.replace("</row>", '<c r="A1"><v>2</v></c></row>')),
        sheet('<row r="1"><c r="A1" t="str"><v>a\rb</v></c></row>'),
        sheet(ONE, after=ONE),
        sheet(ONE) + "<x/>",
        sheet(ONE).replace("<worksheet", "<x:worksheet"),
        sheet(ONE).replace("UTF-8", "ISO-8859-1"),
        sheet(ONE).replace("<sheetData>", "<sheetData >"),
        sheet(ONE).encode("utf-16"),
        sheet('<row r="1"><c r="A1" t="str"><v>å</v></c></row>').encode("latin-1"),
    ],
)
def test_whatever_is_unusual_is_left_to_the_walker(part: str | bytes) -> None:
    assert cells_of(part) is None


def test_more_cells_than_there_is_room_for_are_left_to_the_walker() -> None:
    two = sheet(ONE.replace("</row>", '<c r="B1"><v>2</v></c></row>'))

    assert cells_of(two, 1) is None
    assert len(cells_of(two, 2) or ()) == 2


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("&lt;b&gt; &amp;amp; &quot;&apos;", "<b> &amp; \"'"),
        ("&#8364;&#x20AC;&#128512;", "€€\U0001f600"),
        ("inget", "inget"),
    ],
)
def test_references_are_decoded_once(stored: str, meant: str) -> None:
    assert decoded(stored) == meant


def test_rows_that_are_only_formatted_are_passed_over_in_a_large_sheet() -> None:
    empty = '<row r="2" s="1"><c r="A2" s="1"/><c r="B2" t="n"></c></row><row r="3"/>'
    data = sheet(f'{ONE}{empty}<row r="4"><c r="A4"><v>2</v></c></row>{empty}')

    left = b"".join(without_empty_rows([data.encode()])).decode()

    assert left == data.replace(empty, "")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (sheet(ONE, before="<!-- x -->"), ""),
        (sheet("<"), '![CDATA[<row r="2"/>]]>'),
        (sheet(ONE).replace("UTF-8", "ibm037"), ""),
    ],
)
def test_nothing_is_passed_over_where_it_may_be_text(first: str, second: str) -> None:
    empty = '<row r="2"/><row r="3"/>'
    chunks = [first.replace("</sheetData>", f"{empty}</sheetData>"), second]
    if second:
        chunks = [first, second + empty]

    left = b"".join(without_empty_rows([c.encode() for c in chunks])).decode()

    assert left == "".join(chunks)


def test_a_row_without_a_number_keeps_the_empty_one_before_it(tmp_path: Path) -> None:
    filler = "<x/>" * 300_000  # a large part
    rows = f'{ONE}<row r="7"/><row><c><v>2</v></c></row>'
    path = tmp_path / "kort.xlsx"
    path.write_bytes(book(sheet(rows, after=filler)))

    found, findings = read_with_findings(path)

    assert findings == ()
    assert found.cell("Blad", 8, 1) == RawCell(Decimal(2))


def test_a_workbook_with_a_library_of_text_is_refused(tmp_path: Path) -> None:
    long = "x" * 1_000_000
    cells = "".join(f'<c r="{c}1" t="str"><v>{long}</v></c>' for c in "ABC")
    path = tmp_path / "kort.xlsx"
    path.write_bytes(book(row(cells)))

    with pytest.raises(UnreadableWorkbookError) as caught:
        read_with_findings(path)

    assert caught.value.finding.code == "MK912"
    assert "2000000 tecken" in caught.value.finding.wrong


@pytest.mark.parametrize(
    "name", ["xl/styles.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/t.xml"]
)
def test_large_structure_parts_are_read_as_small_ones_are(
    name: str, tmp_path: Path
) -> None:
    links = (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="a" Type="x/table" Target="/xl/t.xml"/>'
        "</Relationships>"
    )
    whole = {
        "xl/worksheets/_rels/sheet1.xml.rels": links,
        "xl/t.xml": table("tbl", "A1:B2"),
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs><xf/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    path = tmp_path / "kort.xlsx"
    found = []
    for filler in ("", f"<!--{'x' * 70_000}-->"):
        path.write_bytes(
            book(
                row('<c r="A1" s="1"><v>46265</v></c>'),
                whole | {name: whole[name] + filler},
            )
        )
        found.append(read_with_findings(path))

    assert found[0][0].sheets == found[1][0].sheets
    assert found[0][0].tables == found[1][0].tables != {}
    assert found[0][1] == found[1][1] == ()
