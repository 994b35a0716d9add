"""Parts whose XML is hostile, broken, or only unusual."""

from __future__ import annotations

from decimal import Decimal

from tests.hostile import zips
from tests.hostile.cases import (
    A1_IS_ONE,
    ONE,
    SHEET,
    Case,
    a_sheet,
    changed,
    refused,
)
from tests.hostile.parts import (
    STRICT,
    STRICT_OFFICE,
    book,
    relations,
    row,
    sheet,
    strings,
    workbook,
)

_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
_ENDLESS = f'<c r="A1" x="{"y" * 2_000_000}"/>'
_NAMES = "".join(f'<c r="A1" a{i}=""/>' for i in range(30_000))

XML_RULES = (
    refused("billion-laughs", "MK913", {SHEET: _LAUGHS + "<worksheet>&b;</worksheet>"}),
    refused("outside-entity", "MK913", {"xl/sharedStrings.xml": _OUTSIDE + "<sst/>"}),
    refused("bare-dtd", "MK913", {"xl/workbook.xml": "<!DOCTYPE workbook><workbook/>"}),
    refused("endless-tag", "MK913", {SHEET: row(_ENDLESS)}),
    refused("countless-names", "MK913", {SHEET: row(_NAMES)}),
    refused("broken-workbook", "MK914", {"xl/workbook.xml": "<workbook><sheets>"}),
    refused("broken-strings", "MK914", {"xl/sharedStrings.xml": "<sst><si></sst>"}),
    refused("broken-relations", "MK914", {"_rels/.rels": "nej"}),
    refused("no-workbook", "MK915", {"xl/workbook.xml": None}),
    refused("no-sheets", "MK915", {"xl/workbook.xml": workbook("")}),
    refused(
        "no-root-relations", "MK915", {"_rels/.rels": None, "xl/workbook.xml": None}
    ),
    changed("no-root-relations-but-a-workbook", {"_rels/.rels": None}),
    changed("no-content-types", {"[Content_Types].xml": None}),
    a_sheet("byte-order-mark", "\ufeff" + row(A1_IS_ONE), ONE),
    Case("utf-16", lambda: book(changed={SHEET: zips.utf_16(row(A1_IS_ONE))})),
    Case(
        "latin-1",
        lambda: book(changed={SHEET: zips.latin_1(row('<c t="str"><v>å</v></c>'))}),
        cells={"A1": "å"},
    ),
    Case(
        "unknown-encoding",
        lambda: book(row(A1_IS_ONE).replace("UTF-8", "x-okänd")),
        cells={},
        told=("MK931",),
    ),
    Case(
        "multi-byte-encoding",
        lambda: book(row(A1_IS_ONE).replace("UTF-8", "shift_jis")),
        cells={},
        told=("MK931",),
    ),
    Case(
        "strict",
        lambda: book(
            sheet('<row><c t="s" s="1"><v>1</v></c></row>', main=STRICT),
            {
                "_rels/.rels": relations(
                    ("officeDocument", "xl/workbook.xml"), office=STRICT_OFFICE
                ),
                "xl/workbook.xml": workbook(main=STRICT, office=STRICT_OFFICE),
                "xl/_rels/workbook.xml.rels": relations(
                    ("worksheet", "worksheets/sheet1.xml"),
                    ("sharedStrings", "sharedStrings.xml"),
                    office=STRICT_OFFICE,
                ),
                "xl/sharedStrings.xml": strings("", "<t>två</t>", main=STRICT),
            },
        ),
        cells={"A1": "två"},
    ),
    a_sheet(
        "prefixed",
        row(A1_IS_ONE)
        .replace("<", "<x:")
        .replace("<x:/", "</x:")
        .replace("<x:?", "<?")
        .replace("xmlns=", "xmlns:x="),
        ONE,
    ),
    a_sheet(
        "no-namespace",
        f"<worksheet><sheetData>{A1_IS_ONE}</sheetData></worksheet>",
        ONE,
    ),
    a_sheet(
        "foreign-elements",
        sheet(
            '<row r="1" xmlns:x="urn:x"><x:c r="B1"><x:v>9</x:v></x:c>'
            f"{A1_IS_ONE}</row>",
            after='<extLst><ext xmlns:xm="urn:xm"><xm:f>A1</xm:f></ext></extLst>',
        ),
        ONE,
    ),
    a_sheet(
        "comments-and-cdata",
        row('<!--<c>--><c t="str"><v><![CDATA[<&]]></v></c>'),
        {"A1": "<&"},
    ),
    a_sheet(
        "broken-after-a-row",
        row(A1_IS_ONE).replace("</row>", '</row><row r="2"><c'),
        ONE,
        "MK931",
    ),
    a_sheet(
        "declares-a-huge-size",
        sheet(f"<row>{A1_IS_ONE}</row>", before='<dimension ref="A1:XFD1048576"/>'),
        ONE,
    ),
    a_sheet(
        "declares-too-small-a-size",
        sheet(
            '<row r="9"><c r="C9"><v>1</v></c></row>', before='<dimension ref="A1"/>'
        ),
        {"C9": Decimal(1)},
    ),
)
